"""Use case of the calendar: objects first, then rows, so that a run that is cut short leaves nothing without an owner."""

from __future__ import annotations

from uuid import UUID

import structlog

from videoplanet.entities.project.repository import remove_overdue_projects
from videoplanet.entities.video.layout import video_prefix
from videoplanet.entities.video.repository import overdue_videos, remove_videos
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
    while videos := await _overdue():
        for video_id in videos:
            await delete_prefix(video_prefix(video_id))
        async with unit_of_work() as uow:
            await remove_videos(uow.session, videos)
        log.info("videos_purged", count=len(videos))
    async with unit_of_work() as uow:
        await remove_overdue_projects(uow.session)


async def _overdue() -> list[UUID]:
    async with unit_of_work() as uow:
        return await overdue_videos(uow.session, VIDEOS_AT_ONCE)
