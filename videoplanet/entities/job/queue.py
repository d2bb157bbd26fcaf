"""Queries over every project's jobs and over the queue's own tables. Never a film's or a project's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.video.model import Version
from videoplanet.shared.clock import now

_WORKERS = text(
    "select worker.id, worker.last_heartbeat, count(job.id) from procrastinate_workers worker"
    " left join procrastinate_jobs job on job.worker_id = worker.id and job.status = 'doing'"
    " group by worker.id order by worker.id"
)
_TASKS = text(
    "select split_part(task_name, ':', 2), queue_name, count(*) filter (where status = 'todo'),"
    " count(*) filter (where status = 'doing'), count(*) filter (where status = 'failed')"
    " from procrastinate_jobs group by task_name, queue_name order by task_name"
)
_ORDER = case(
    (col(Job.status) == JobStatus.RUNNING, 0),
    (col(Job.status) == JobStatus.QUEUED, 1),
    (col(Job.status) == JobStatus.FAILED, 2),
    (col(Job.status) == JobStatus.CANCELLED, 3),
    else_=4,
)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """A worker that has registered itself, and how many jobs it runs."""

    id: int
    seen_at: datetime
    running: int

    def is_alive(self, patience: float) -> bool:
        """Whether it was heard of within so many seconds."""
        return (now() - self.seen_at).total_seconds() < patience


@dataclass(frozen=True, slots=True)
class TaskRow:
    """How many jobs of one task there are."""

    task: str
    queue: str
    waiting: int
    running: int
    failed: int


async def workers(session: AsyncSession) -> Sequence[WorkerRow]:
    """Return every worker, those included that died without saying so."""
    return [WorkerRow(*row) for row in await session.execute(_WORKERS)]


async def tasks(session: AsyncSession) -> Sequence[TaskRow]:
    """Return every task that was ever queued, with counts."""
    return [TaskRow(*row) for row in await session.execute(_TASKS)]


async def jobs(session: AsyncSession, statuses: Sequence[JobStatus], limit: int) -> Sequence[tuple[Job, int]]:
    """Return jobs with the size of their film in bytes: running, waiting as they will run, then the last that ended."""
    query = (
        select(Job, col(Version.size))
        .outerjoin(Version, col(Version.id) == col(Job.version_id))
        .where(col(Job.status).in_(statuses))
        .order_by(_ORDER, col(Job.ended_at).desc().nulls_last(), col(Job.priority).desc(), col(Job.queue_number))
        .limit(limit)
    )
    return [(row[0], row[1] or 0) for row in await session.execute(query)]
