"""Puts a version's transcode into the queue: short films before long ones.

Called in the transaction that makes the version, so that there is a job if and only if there is something to do.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.shared.jobs import MEDIA_QUEUE, SOON, defer

TRANSCODE = "transcode"
SHORT_SECONDS = 60.0


async def queue_transcode(
    session: AsyncSession, *, project_id: UUID, video_id: UUID, version_id: UUID, duration_seconds: float | None
) -> Job:
    """Make the job of a new version and enqueue it; the caller sets `version.job_id` to the job's id.

    The version's row must have been flushed. Films under a minute go before longer ones; a longer one that has waited long
    enough goes with them.
    """
    job = Job(kind=TRANSCODE, project_id=project_id, video_id=video_id, version_id=version_id)
    job.priority = priority_of(duration_seconds)
    session.add(job)
    await enqueue(session, job)
    return job


async def enqueue(session: AsyncSession, job: Job) -> None:
    """Give a job its place in the queue, as if it were new."""
    job.status, job.error_code, job.cancel_requested_at = JobStatus.QUEUED, None, None
    job.progress, job.seconds_left, job.started_at, job.ended_at = 0, None, None, None
    job.queue_number = await defer(
        session,
        TRANSCODE,
        queue=MEDIA_QUEUE,
        priority=job.priority,
        lock=version_lock(job.version_id),
        version_id=str(job.version_id),
    )
    await session.flush()


def priority_of(duration_seconds: float | None) -> int:
    """The queue's priority for a film of this length."""
    return SOON if duration_seconds is not None and duration_seconds < SHORT_SECONDS else 0


def version_lock(version_id: UUID | None) -> str:
    """What only one job at a time may hold: everything that changes the objects of one version."""
    return f"version:{version_id}"
