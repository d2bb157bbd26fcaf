"""Queries for jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.video.model import Version, VersionStatus


async def job_by_id(session: AsyncSession, job_id: UUID, *, lock: bool = False) -> Job | None:
    """Return a job; with `lock`, as it is now, and nobody else changes it until the transaction ends."""
    query = select(Job).where(col(Job.id) == job_id)
    if lock:
        query = query.with_for_update(key_share=True).execution_options(populate_existing=True)
    return (await session.execute(query)).scalar_one_or_none()


async def jobs_under_way(session: AsyncSession, video_id: UUID) -> Sequence[Job]:
    """Return a video's jobs that wait or run, locked until the transaction ends."""
    going = col(Job.status).in_((JobStatus.QUEUED, JobStatus.RUNNING))
    query = select(Job).where(col(Job.video_id) == video_id, going).with_for_update(key_share=True)
    return (await session.execute(query)).scalars().all()


async def jobs_left_undone(session: AsyncSession, video_id: UUID) -> Sequence[Job]:
    """Return a video's cancelled jobs of versions that are still being made."""
    query = select(Job).join(Version, col(Version.job_id) == col(Job.id))
    ended = (col(Job.status) == JobStatus.CANCELLED, col(Version.status) == VersionStatus.PROCESSING)
    return (await session.execute(query.where(col(Version.video_id) == video_id, *ended))).scalars().all()


async def stranded_versions(session: AsyncSession) -> Sequence[UUID]:
    """Return versions whose job is said to wait or run, but has left the queue."""
    return (await session.execute(_STRANDED)).scalars().all()


async def change_job(session: AsyncSession, job_id: UUID | None, **values: Any) -> None:
    """Write new values into a job's row, whatever it is by now."""
    await session.execute(update(Job).where(col(Job.id) == job_id).values(**values))


_STRANDED = text(
    "select job.version_id from job join procrastinate_jobs queued on queued.id = job.queue_number"
    " where job.status in ('queued', 'running') and job.version_id is not null and queued.status not in ('todo', 'doing')"
)
