"""Tables of resumable uploads and the parts that arrived."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from videoplanet.entities.video.layout import original_key
from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.ids import new_id


class UploadStatus(StrEnum):
    """How far an upload is."""

    OPEN = "open"
    CHECKING = "checking"
    DONE = "done"
    REFUSED = "refused"


class Upload(SQLModel, table=True):
    """A film that arrives in parts of `part_size` bytes, only the last smaller; `size` is the whole, in bytes.

    The film becomes a new video of `project_id`, or the next version of `video_id`. It was begun by a member (`created_by`) or
    through a share link (`guest_id`). `version_id` is what the version will be called, so that its object is where it stays.
    After `expires_at` an upload that is still open is forgotten with its parts.
    """

    __tablename__ = "upload"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    video_id: UUID | None = Field(default=None, foreign_key="video.id", ondelete="CASCADE")
    new_video_id: UUID = Field(default_factory=new_id)
    version_id: UUID = Field(default_factory=new_id)
    created_by: UUID | None = Field(default=None, foreign_key="user_account.id", index=True, ondelete="CASCADE")
    guest_id: UUID | None = Field(default=None, foreign_key="guest.id", index=True, ondelete="CASCADE")
    status: UploadStatus = Field(default=UploadStatus.OPEN, sa_type=EnumText(UploadStatus))
    error_code: str | None = Field(default=None, max_length=60)
    filename: str = Field(max_length=255)
    title: str | None = Field(default=None, max_length=200)
    size: int = Field(sa_type=BigInteger)
    part_size: int
    storage_upload_id: str = Field(max_length=500)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    expires_at: datetime = Field(sa_type=TimestampTZ, index=True)

    @property
    def storage_key(self) -> str:
        """Where the object is assembled: the place of the version's original."""
        return original_key(self.video_id or self.new_video_id, self.version_id)

    @property
    def part_count(self) -> int:
        """How many parts the whole has."""
        return max(1, -(-self.size // self.part_size))

    def size_of(self, number: int) -> int:
        """How many bytes part `number` (from 1) must have."""
        return min(self.part_size, self.size - (number - 1) * self.part_size)


class UploadPart(SQLModel, table=True):
    """A part that is stored. `sha256` in hexadecimal, over the part's bytes."""

    __tablename__ = "upload_part"

    upload_id: UUID = Field(foreign_key="upload.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    size: int
    etag: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    arrived_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
