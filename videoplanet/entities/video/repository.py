"""Queries for videos and versions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.job.model import Job
from videoplanet.entities.project.model import RESTORE_DAYS as PROJECT_DAYS
from videoplanet.entities.project.model import Project
from videoplanet.entities.video.model import RESTORE_DAYS, Version, Video
from videoplanet.shared.clock import now


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a version's job is, in per cent, and the seconds it still takes; None when nobody can say."""

    percent: int = 0
    seconds_left: int | None = None


async def video_by_id(session: AsyncSession, video_id: UUID, *, lock: bool = False) -> Video | None:
    """Return a video that is not deleted; with `lock`, nobody else changes its stack until the transaction ends."""
    query = select(Video).where(col(Video.id) == video_id, col(Video.deleted_at).is_(None))
    return (await session.execute(query.with_for_update(key_share=True) if lock else query)).scalar_one_or_none()


async def restorable_video(session: AsyncSession, video_id: UUID, since: datetime) -> Video | None:
    """Return a video that was deleted after `since`, locked."""
    query = select(Video).where(col(Video.id) == video_id, col(Video.deleted_at) > since)
    return (await session.execute(query.with_for_update(key_share=True))).scalar_one_or_none()


async def version_stacks(
    session: AsyncSession, video_ids: Sequence[UUID]
) -> dict[UUID, list[tuple[Version, Progress]]]:
    """Return each video's versions, oldest first, with the progress of their jobs."""
    query = (
        select(Version, func.coalesce(col(Job.progress), 0), col(Job.seconds_left))
        .outerjoin(Job, col(Job.id) == col(Version.job_id))
        .where(col(Version.video_id).in_(video_ids))
        .order_by(col(Version.number))
    )
    stacks: dict[UUID, list[tuple[Version, Progress]]] = {video_id: [] for video_id in video_ids}
    for version, percent, seconds_left in await session.execute(query):
        stacks[version.video_id].append((version, Progress(percent, seconds_left)))
    return stacks


async def version_by_id(session: AsyncSession, version_id: UUID, *, lock: bool = False) -> Version | None:
    """Return a version; with `lock`, nobody else changes it until the transaction ends."""
    query = select(Version).where(col(Version.id) == version_id)
    return (await session.execute(query.with_for_update(key_share=True) if lock else query)).scalar_one_or_none()


async def latest_number(session: AsyncSession, video_id: UUID) -> int:
    """Return the number of a video's newest version, 0 without any."""
    query = select(func.max(col(Version.number))).where(col(Version.video_id) == video_id)
    return (await session.execute(query)).scalar_one() or 0


async def overdue_videos(session: AsyncSession, limit: int) -> list[UUID]:
    """Return videos that were deleted, or whose project was, so long ago that nobody can have them back."""
    query = (
        select(col(Video.id))
        .join(Project, col(Project.id) == col(Video.project_id))
        .where(
            or_(
                col(Video.deleted_at) < now() - timedelta(days=RESTORE_DAYS),
                col(Project.deleted_at) < now() - timedelta(days=PROJECT_DAYS),
            )
        )
        .order_by(col(Video.id))
        .limit(limit)
    )
    return list((await session.execute(query)).scalars())


async def remove_videos(session: AsyncSession, video_ids: Collection[UUID]) -> None:
    """Remove the rows of videos for good, with all that hangs on them."""
    await session.execute(delete(Video).where(col(Video.id).in_(video_ids)))


async def live_videos_among(session: AsyncSession, video_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return which of the videos are not deleted."""
    query = select(col(Video.id)).where(col(Video.id).in_(video_ids), col(Video.deleted_at).is_(None))
    return frozenset((await session.execute(query)).scalars())
