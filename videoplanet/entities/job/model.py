"""Table of background jobs as people see them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.ids import new_id


class JobStatus(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(SQLModel, table=True):
    """What a person waits for.

    `progress` is in per cent, 0–100; `seconds_left` is an estimate while it runs; `error_code` names the catalogue text
    `error.<code>`; `priority` is the queue's (higher runs first); `queue_number` is the job's number in the queue.
    """

    __tablename__ = "job"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: str = Field(max_length=40)
    status: JobStatus = Field(default=JobStatus.QUEUED, sa_type=EnumText(JobStatus))
    progress: int = 0
    seconds_left: int | None = None
    priority: int = 0
    queue_number: int | None = Field(default=None, sa_type=BigInteger)
    error_code: str | None = Field(default=None, max_length=60)
    attempts: int = 0
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    video_id: UUID | None = Field(default=None, foreign_key="video.id", ondelete="CASCADE", index=True)
    version_id: UUID | None = Field(default=None, foreign_key="version.id", ondelete="CASCADE")
    cancel_requested_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    started_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    ended_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
