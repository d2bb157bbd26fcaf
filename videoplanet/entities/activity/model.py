"""Tables of the activity log."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import TimestampTZ
from videoplanet.shared.ids import new_id


class ActivityCounter(SQLModel, table=True):
    """The last `seq` of a project; its row lock orders the project's operations by commit."""

    __tablename__ = "activity_counter"

    project_id: UUID = Field(foreign_key="project.id", primary_key=True, ondelete="CASCADE")
    seq: int = Field(sa_type=BigInteger)


class Activity(SQLModel, table=True):
    """One thing that happened; `seq` rises by one within a project, without a gap.

    `previous_seq` is the number of the video's operation before this one, so that somebody who hears of one video only can tell
    a gap as well.
    """

    __tablename__ = "activity"
    __table_args__ = (Index("ix_activity_video_id_seq", "video_id", "seq"),)

    project_id: UUID = Field(foreign_key="project.id", primary_key=True, ondelete="CASCADE")
    seq: int = Field(primary_key=True, sa_type=BigInteger)
    id: UUID = Field(default_factory=new_id, unique=True)
    video_id: UUID | None = None
    previous_seq: int | None = Field(default=None, sa_type=BigInteger)
    type: str = Field(max_length=40)
    actor_kind: str = Field(max_length=5)
    actor_id: UUID
    payload: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
