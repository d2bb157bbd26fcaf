"""Use cases around the video itself; its versions come by `upload_video`."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.activity.service import record
from videoplanet.entities.project.access import authorize_project, authorize_video
from videoplanet.entities.project.policy import Action
from videoplanet.entities.video.model import TITLE_LENGTH, Video
from videoplanet.entities.video.repository import version_stacks, video_by_id, videos_of_project
from videoplanet.entities.video.view import VideoView, video_view
from videoplanet.entities.video.viewing import viewing_of
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid, NotFound, PreconditionFailed
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class VideoPage:
    """Videos, newest first. `next_before` asks for the page after; None on the last."""

    items: list[VideoView]
    next_before: UUID | None


async def list_videos(
    principal: Principal, project_id: UUID, *, before: UUID | None = None, limit: int = 20
) -> VideoPage:
    """A project's videos with their versions, those made before the video `before`. Members only."""
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, Action.SEE)
        videos = await videos_of_project(uow.session, project_id, before=before, limit=limit + 1)
        page = videos[:limit]
        stacks = await version_stacks(uow.session, [video.id for video in page])
        viewing = await viewing_of(uow.session, principal)
        items = [video_view(video, stacks[video.id], viewing) for video in page]
    return VideoPage(items, page[-1].id if len(videos) > limit else None)


async def open_video(principal: Principal, video_id: UUID) -> VideoView:
    """A video with its versions, for members and for guests whose link opens it."""
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SEE)
        video = await _existing(uow, video_id)
        return await _view(uow, principal, video)


async def rename_video(
    principal: Principal, video_id: UUID, title: str, *, expected_revision: int | None = None
) -> VideoView:
    """Give a video another title.

    Args:
        title: 1–200 characters; white space is tidied.
        expected_revision: the state the caller has seen; None overwrites whatever there is.

    Raises:
        Invalid: `video.title_empty` or `field.too_long`.
        PreconditionFailed: somebody changed the video in the meantime.
    """
    tidy = " ".join(title.split())
    if not tidy:
        raise Invalid("video.title_empty", field="title")
    if len(tidy) > TITLE_LENGTH:
        raise Invalid("field.too_long", field="title", limit=TITLE_LENGTH)
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.UPLOAD)
        video = await _existing(uow, video_id, lock=True)
        _require_revision(video, expected_revision)
        if video.title != tidy:
            video.title = tidy
            video.revision += 1
            video.updated_at = now()
            payload = {"video": {"id": str(video_id), "title": tidy, "revision": video.revision}}
            await record(uow, principal, access.project_id, "video.update", payload, video_id=video_id)
        return await _view(uow, principal, video)


async def delete_video(principal: Principal, video_id: UUID, *, expected_revision: int | None = None) -> None:
    """Delete a video with its versions and comments for everybody. The rows and objects stay for now.

    Raises:
        PreconditionFailed: somebody changed the video in the meantime.
    """
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.UPLOAD)
        video = await _existing(uow, video_id, lock=True)
        _require_revision(video, expected_revision)
        video.deleted_at = now()
        video.revision += 1
        payload = {"video": {"id": str(video_id)}}
        await record(uow, principal, access.project_id, "video.delete", payload, video_id=video_id)
        ended = {"video_id": str(video_id), "code": "video.deleted"}
        uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, ended))


async def _existing(uow: UnitOfWork, video_id: UUID, *, lock: bool = False) -> Video:
    video = await video_by_id(uow.session, video_id, lock=lock)
    if video is None:
        raise NotFound
    return video


async def _view(uow: UnitOfWork, principal: Principal, video: Video) -> VideoView:
    stacks = await version_stacks(uow.session, [video.id])
    return video_view(video, stacks[video.id], await viewing_of(uow.session, principal))


def _require_revision(video: Video, expected: int | None) -> None:
    if expected is not None and video.revision != expected:
        raise PreconditionFailed
