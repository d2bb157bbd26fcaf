"""Use cases around the video itself; its versions come by `upload_video`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import viewing_of
from videoplanet.entities.activity.operations.videos import VIDEO_UPDATE
from videoplanet.entities.activity.service import record
from videoplanet.entities.video.model import RESTORE_DAYS, TITLE_LENGTH, Video
from videoplanet.entities.video.plain import plain_stacks, plain_video, plain_videos
from videoplanet.entities.video.repository import version_stacks
from videoplanet.entities.video.view import VideoView, video_view
from videoplanet.features.browse_videos.deletion import delete_video as delete_video
from videoplanet.features.browse_videos.deletion import restore_video as restore_video
from videoplanet.features.browse_videos.revision import existing, require_revision
from videoplanet.shared.clock import now
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid, NotFound
from videoplanet.shared.plain_text import line_of
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class VideoPage:
    """Videos, newest first. `next_before` asks for the page after; None on the last."""

    items: list[VideoView]
    next_before: UUID | None


async def list_videos(
    principal: Principal,
    project_id: UUID,
    *,
    before: UUID | None = None,
    limit: int = 20,
    query: str = "",
    deleted: bool = False,
) -> VideoPage:
    """A project's videos with their versions, those made before the video `before`. Members only.

    Args:
        query: words that must all occur in the title, the files' names or what the film is made of.
        deleted: list what can be restored instead; for those who may restore.
    """
    async with reading() as session:
        await authorize_project(session, principal, project_id, Action.UPLOAD if deleted else Action.SEE)
        since = now() - timedelta(days=RESTORE_DAYS) if deleted else None
        videos = await plain_videos(
            session, project_id, before=before, limit=limit + 1, query=query, deleted_since=since
        )
        page = videos[:limit]
        stacks = await plain_stacks(session, [video.id for video in page])
        viewing = await viewing_of(session, principal)
    items = [video_view(video, stacks[video.id], viewing) for video in page]
    return VideoPage(items, page[-1].id if len(videos) > limit else None)


async def open_video(principal: Principal, video_id: UUID) -> VideoView:
    """A video with its versions, for members and for guests whose link opens it."""
    async with reading() as session:
        await authorize_video(session, principal, video_id, Action.SEE)
        video = await plain_video(session, video_id)
        if video is None:
            raise NotFound
        stack = (await plain_stacks(session, [video_id]))[video_id]
        viewing = await viewing_of(session, principal)
    return video_view(video, stack, viewing)


async def rename_video(
    principal: Principal, video_id: UUID, title: str, *, expected_revision: int | None = None
) -> VideoView:
    """Give a video another title.

    Args:
        title: 1–200 characters; white space is tidied.
        expected_revision: the state the caller has seen; None overwrites whatever there is.

    Raises:
        Invalid: `video.title_empty`, `field.too_long` or `field.invalid`.
        PreconditionFailed: somebody changed the video in the meantime.
    """
    tidy = line_of("title", title)
    if not tidy:
        raise Invalid("video.title_empty", field="title")
    if len(tidy) > TITLE_LENGTH:
        raise Invalid("field.too_long", field="title", limit=TITLE_LENGTH)
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.UPLOAD)
        video = await existing(uow, video_id, lock=True)
        require_revision(video, expected_revision)
        if video.title != tidy:
            video.title = tidy
            video.revision += 1
            video.updated_at = now()
            happened = VIDEO_UPDATE.of({"video": {"id": str(video_id), "title": tidy, "revision": video.revision}})
            await record(uow, principal, access.project_id, happened, video_id=video_id)
        return await _view(uow, principal, video)


async def _view(uow: UnitOfWork, principal: Principal, video: Video) -> VideoView:
    stacks = await version_stacks(uow.session, [video.id])
    return video_view(video, stacks[video.id], await viewing_of(uow.session, principal))
