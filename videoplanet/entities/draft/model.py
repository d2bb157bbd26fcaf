"""Table of drafts."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import TimestampTZ

DRAFT_LENGTH = 10_000
BOX_LENGTH = 50
DRAFTS_LIMIT = 100
KEPT_DAYS = 90


class Draft(SQLModel, table=True):
    """What one person is writing in one box of a film's room; nobody else ever sees it.

    The owner is a user or a guest of a link. The box is `new` for a comment, `reply:<comment>` or `edit:<comment>`. The place is
    that of a comment: the version it is written on, the frame or range, none of them for the whole version, and its kind.
    """

    __tablename__ = "draft"

    owner_id: UUID = Field(primary_key=True)
    video_id: UUID = Field(foreign_key="video.id", primary_key=True, ondelete="CASCADE")
    box: str = Field(primary_key=True, max_length=BOX_LENGTH)
    body: str = Field(sa_type=Text)
    version: int | None = None
    frame_in: int | None = None
    frame_out: int | None = None
    kind: str | None = Field(default=None, max_length=10)
    saved_at: datetime = Field(default_factory=now, sa_type=TimestampTZ, index=True)
