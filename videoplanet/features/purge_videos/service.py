"""Use case of the calendar: objects first, then rows, so that a run that is cut short leaves nothing without an owner."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import delete, or_, select
from sqlmodel import col

from videoplanet.entities.project.model import RESTORE_DAYS as PROJECT_DAYS
from videoplanet.entities.project.model import Project
from videoplanet.entities.video.model import RESTORE_DAYS, Video
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.storage import delete_prefix

log = structlog.get_logger(__name__)
VIDEOS_AT_ONCE = 100


async def purge_deleted() -> None:
    """Remove videos that were deleted more than 30 days ago, and projects likewise with all of theirs.

    May be cut short and run again at any moment; what was restored in the meantime stays.

    Raises:
        Unavailable: the storage or the database is away; what was done until then is done.
    """
    moment = now()
    while videos := await _overdue_videos(moment):
        for video_id in videos:
            await delete_prefix(f"videos/{video_id}/")
        async with unit_of_work() as uow:
            await uow.session.execute(delete(Video).where(col(Video.id).in_(videos)))
        log.info("videos_purged", count=len(videos))
    async with unit_of_work() as uow:
        await uow.session.execute(
            delete(Project).where(col(Project.deleted_at) < moment - timedelta(days=PROJECT_DAYS))
        )


async def _overdue_videos(moment: datetime) -> list[UUID]:
    async with unit_of_work() as uow:
        query = (
            select(col(Video.id))
            .join(Project, col(Project.id) == col(Video.project_id))
            .where(
                or_(
                    col(Video.deleted_at) < moment - timedelta(days=RESTORE_DAYS),
                    col(Project.deleted_at) < moment - timedelta(days=PROJECT_DAYS),
                )
            )
            .order_by(col(Video.id))
            .limit(VIDEOS_AT_ONCE)
        )
        return list((await uow.session.execute(query)).scalars())
