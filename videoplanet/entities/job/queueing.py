"""Puts jobs that people see into the queue, in the transaction of what they are for: there is one if and only if that is."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.job.kinds import KINDS
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.shared.jobs import enqueue


async def queue_job(session: AsyncSession, job: Job) -> None:
    """Give a job, new or from before, its place in the queue, as if it were new.

    What it names (project, video, version) must have been flushed.
    """
    kind = KINDS[job.kind]
    job.status, job.error_code, job.cancel_requested_at = JobStatus.QUEUED, None, None
    job.progress, job.seconds_left, job.started_at, job.ended_at = 0, None, None, None
    session.add(job)
    job.queue_number = await enqueue(
        session, job.kind, queue=kind.queue, priority=job.priority, lock=kind.lock(job), args=kind.args(job)
    )
    await session.flush()
