"""Tables of videos and their versions."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from videoplanet.entities.video.layout import version_prefix
from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.ids import new_id

TITLE_LENGTH = 200
RESTORE_DAYS = 30


class VersionStatus(StrEnum):
    """Where a version is on its way from upload to review."""

    UPLOADING = "uploading"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class Video(SQLModel, table=True):
    """A film under review: a stack of versions. `created_by` is null when a guest of a share link brought it.

    A deleted one can be restored for 30 days; then its rows and objects are removed.
    """

    __tablename__ = "video"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    title: str = Field(max_length=TITLE_LENGTH)
    created_by: UUID | None = Field(default=None, foreign_key="user_account.id")
    revision: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    updated_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    deleted_at: datetime | None = Field(default=None, sa_type=TimestampTZ, index=True)


class Version(SQLModel, table=True):
    """One cut. Frames are the truth; seconds and timecode follow from the rational rate.

    `rate_num / rate_den` frames a second, exactly; `start_frame` is the frame count of the start timecode (0 when the file has
    none); `is_playable` says that browsers play the original as it is; `rungs` names the sizes of the ladder that can be watched
    by now, smallest first, and `has_renditions` says that the ladder is complete. `parts_sha256` is the SHA-256 over the SHA-256
    digests of the original's 8 MiB parts: what a browser can know of a large file before it sends it. `stored_bytes` counts
    everything kept of the version, `search_text` what it can be found by. Exactly one of `uploaded_by` and `guest_id` is set.
    Its objects in the storage lie below `storage_prefix`; `layout.py` says how.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("video_id", "number"),)

    id: UUID = Field(default_factory=new_id, primary_key=True)
    video_id: UUID = Field(foreign_key="video.id", index=True, ondelete="CASCADE")
    number: int
    status: VersionStatus = Field(sa_type=EnumText(VersionStatus))
    error_code: str | None = Field(default=None, max_length=60)
    filename: str = Field(max_length=255)
    content_type: str = Field(default="application/octet-stream", max_length=100)
    size: int = Field(default=0, sa_type=BigInteger)
    sha256: str | None = Field(default=None, max_length=64)
    parts_sha256: str | None = Field(default=None, max_length=64, index=True)
    stored_bytes: int = Field(default=0, sa_type=BigInteger)
    rate_num: int | None = None
    rate_den: int | None = None
    frame_count: int | None = None
    start_frame: int = 0
    is_drop_frame: bool = False
    width: int | None = None
    height: int | None = None
    duration_seconds: float | None = None
    video_codec: str | None = Field(default=None, max_length=40)
    audio_codec: str | None = Field(default=None, max_length=40)
    details: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    search_text: str = ""
    rungs: list[str] = Field(default_factory=list, sa_type=JSONB)
    is_playable: bool = False
    has_renditions: bool = False
    has_poster: bool = False
    sprite_sheets: int = 0
    has_waveform: bool = False
    job_id: UUID | None = None
    uploaded_by: UUID | None = Field(default=None, foreign_key="user_account.id", index=True)
    guest_id: UUID | None = Field(default=None, foreign_key="guest.id")
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    ready_at: datetime | None = Field(default=None, sa_type=TimestampTZ)

    @property
    def storage_prefix(self) -> str:
        """Prefix of this version's objects in the storage."""
        return version_prefix(self.video_id, self.id)
