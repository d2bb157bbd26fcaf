"""Use cases of deleting a video, and of having it back within 30 days. Editors and up."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import viewing_of
from videoplanet.entities.activity.operations.videos import VIDEO_DELETE, VIDEO_RESTORE
from videoplanet.entities.activity.service import record
from videoplanet.entities.job.model import JobStatus
from videoplanet.entities.job.queueing import queue_job
from videoplanet.entities.job.repository import jobs_left_undone, jobs_under_way
from videoplanet.entities.video.model import RESTORE_DAYS
from videoplanet.entities.video.repository import restorable_video, version_stacks
from videoplanet.entities.video.view import VideoView, video_view
from videoplanet.features.browse_videos.revision import existing, require_revision
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.jobs import cancel
from videoplanet.shared.security.principal import Principal


async def delete_video(principal: Principal, video_id: UUID, *, expected_revision: int | None = None) -> None:
    """Take a video with its versions and comments from everybody's sight; its jobs end. It can be restored for 30 days.

    Raises:
        PreconditionFailed: somebody changed the video in the meantime.
    """
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.UPLOAD)
        video = await existing(uow, video_id, lock=True)
        require_revision(video, expected_revision)
        video.deleted_at = now()
        video.revision += 1
        await _end_jobs(uow, video_id)
        happened = VIDEO_DELETE.of({"video": {"id": str(video_id)}})
        await record(uow, principal, access.project_id, happened, video_id=video_id)
        ended = {"video_id": str(video_id), "code": "video.deleted"}
        uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, ended))


async def restore_video(principal: Principal, video_id: UUID) -> VideoView:
    """Bring a deleted video back, and go on with what was being made of it.

    Raises:
        NotFound: it is not deleted, was deleted more than 30 days ago, or is in a project one may not know of.
        NotAllowed: the role does not allow it.
    """
    async with unit_of_work() as uow:
        video = await restorable_video(uow.session, video_id, now() - timedelta(days=RESTORE_DAYS))
        if video is None:
            raise NotFound
        await authorize_project(uow.session, principal, video.project_id, Action.UPLOAD)
        video.deleted_at = None
        video.updated_at = now()
        video.revision += 1
        await _resume_jobs(uow, video_id)
        happened = VIDEO_RESTORE.of({"video": {"id": str(video_id), "title": video.title}})
        await record(uow, principal, video.project_id, happened, video_id=video_id)
        stacks = await version_stacks(uow.session, [video_id])
        return video_view(video, stacks[video_id], await viewing_of(uow.session, principal))


async def _end_jobs(uow: UnitOfWork, video_id: UUID) -> None:
    for job in await jobs_under_way(uow.session, video_id):
        if job.queue_number is not None:
            await cancel(uow.session, job.queue_number)
        job.status, job.ended_at, job.seconds_left = JobStatus.CANCELLED, now(), None


async def _resume_jobs(uow: UnitOfWork, video_id: UUID) -> None:
    """Queue the jobs that the deletion ended: those of versions that are still being made."""
    for job in await jobs_left_undone(uow.session, video_id):
        await queue_job(uow.session, job)
