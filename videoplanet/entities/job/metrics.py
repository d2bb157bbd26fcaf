"""What the database knows of the queue and of jobs as figures: how many, since when. Never a film's or a project's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.job.model import Job, JobStatus

_LENGTHS = text(
    "select queue_name, count(*) filter (where status = 'todo' and coalesce(scheduled_at, now()) <= now()),"
    " count(*) filter (where status = 'todo' and scheduled_at > now()), count(*) filter (where status = 'doing')"
    " from procrastinate_jobs where status in ('todo', 'doing') group by queue_name order by queue_name"
)
# What waits for another attempt waits since its time has come.
_OLDEST = text(
    "select job.queue_name, extract(epoch from now() - min(coalesce(job.scheduled_at, event.at)))::float"
    " from procrastinate_jobs job join procrastinate_events event on event.job_id = job.id and event.type = 'deferred'"
    " where job.status = 'todo' and coalesce(job.scheduled_at, now()) <= now() group by job.queue_name"
)


@dataclass(frozen=True, slots=True)
class QueueLength:
    """How many jobs of one queue may run now, run later (planned, or tried again), and run."""

    queue: str
    waiting: int
    later: int
    running: int


async def queue_lengths(session: AsyncSession) -> Sequence[QueueLength]:
    """Return every queue in which there is anything to do."""
    return [QueueLength(*row) for row in await session.execute(_LENGTHS)]


async def longest_waits(session: AsyncSession) -> dict[str, float]:
    """Return since how many seconds the oldest job of each queue could have run."""
    return {row[0]: row[1] for row in await session.execute(_OLDEST)}


async def job_counts(session: AsyncSession) -> Sequence[tuple[str, JobStatus, int]]:
    """Return how many jobs of each kind are in each condition."""
    query = select(col(Job.kind), col(Job.status), func.count()).group_by(col(Job.kind), col(Job.status))
    return [(kind, status, number) for kind, status, number in await session.execute(query)]
