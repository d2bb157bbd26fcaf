"""Table of background jobs as people see them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

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
    """What a person waits for. `progress` is in per cent, 0–100; `error_code` names the catalogue text `error.<code>`."""

    __tablename__ = "job"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    kind: str = Field(max_length=40)
    status: JobStatus = Field(default=JobStatus.QUEUED, sa_type=EnumText(JobStatus))
    progress: int = 0
    error_code: str | None = Field(default=None, max_length=60)
    attempts: int = 0
    project_id: UUID = Field(foreign_key="project.id", index=True, ondelete="CASCADE")
    video_id: UUID | None = Field(default=None, foreign_key="video.id", ondelete="CASCADE")
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    started_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    ended_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
