"""Use cases of people who do not want to wait for a job, or want it tried again. Editors and up; staff for any project.

What is stored already and can be watched stays; what nothing refers to is removed by the job `clean_version`, which waits
until the cancelled run has let go.
"""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.operations.videos import VERSION_FAILED, VERSION_RETRY, VersionTold
from videoplanet.entities.activity.service import record
from videoplanet.entities.job.kinds import TRANSCODE, version_lock
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.job.queueing import queue_job
from videoplanet.entities.job.repository import job_by_id
from videoplanet.entities.job.view import JobView, job_view
from videoplanet.entities.user.staff import is_staff
from videoplanet.entities.video.model import Version, VersionStatus
from videoplanet.entities.video.repository import version_by_id, video_by_id
from videoplanet.entities.video.view import version_payload
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, NotFound
from videoplanet.shared.jobs import cancel, enqueue
from videoplanet.shared.security.principal import Principal

CANCELLED = "video.cancelled"
CLEANING_PRIORITY = 20


async def cancel_job(principal: Principal, job_id: UUID) -> JobView:
    """End a job that waits or runs; its version is `failed` with `video.cancelled` and can be tried again.

    Raises:
        NotFound, NotAllowed: as for `authorize_video`.
        Conflict: `job.not_running`.
    """
    async with unit_of_work() as uow:
        job, version = await _steered(uow, principal, job_id)
        if job.status not in (JobStatus.QUEUED, JobStatus.RUNNING):
            raise Conflict("job.not_running")
        if job.queue_number is not None:
            await cancel(uow.session, job.queue_number)
        job.status, job.error_code, job.seconds_left = JobStatus.CANCELLED, CANCELLED, None
        job.cancel_requested_at = job.ended_at = now()
        if version is not None and version.status is VersionStatus.PROCESSING:
            version.status, version.error_code = VersionStatus.FAILED, CANCELLED
            await enqueue(
                uow.session,
                "clean_version",
                priority=CLEANING_PRIORITY,
                lock=version_lock(version.id),
                args={"version_id": version.id},
            )
            await _tell(uow, principal, version, VERSION_FAILED)
        return job_view(job, principal.language)


async def retry_job(principal: Principal, job_id: UUID) -> JobView:
    """Queue a version's job again after it failed or was cancelled; it goes on from what is stored.

    Raises:
        NotFound, NotAllowed: as for `authorize_video`.
        Conflict: `job.not_retryable`: it waits, runs or succeeded, or its video is deleted.
    """
    async with unit_of_work() as uow:
        job, version = await _steered(uow, principal, job_id)
        ended = job.status in (JobStatus.FAILED, JobStatus.CANCELLED)
        if not ended or job.kind != TRANSCODE or version is None or version.status is VersionStatus.READY:
            raise Conflict("job.not_retryable")
        if version.job_id != job.id or await video_by_id(uow.session, version.video_id) is None:
            raise Conflict("job.not_retryable")
        version.status, version.error_code = VersionStatus.PROCESSING, None
        job.attempts = 0
        await queue_job(uow.session, job)
        await _tell(uow, principal, version, VERSION_RETRY)
        return job_view(job, principal.language)


async def _steered(uow: UnitOfWork, principal: Principal, job_id: UUID) -> tuple[Job, Version | None]:
    """The job and its version, both locked in the order in which the worker locks them, if `principal` may steer it."""
    job = await job_by_id(uow.session, job_id)
    if job is None:
        raise NotFound
    if not await is_staff(uow.session, principal):
        if job.video_id is not None:
            await authorize_video(uow.session, principal, job.video_id, Action.UPLOAD)
        else:
            await authorize_project(uow.session, principal, job.project_id, Action.UPLOAD)
    version = await version_by_id(uow.session, job.version_id, lock=True) if job.version_id is not None else None
    job = await job_by_id(uow.session, job_id, lock=True)
    if job is None:
        raise NotFound
    return job, version


async def _tell(uow: UnitOfWork, principal: Principal, version: Version, event: StoredEvent[VersionTold]) -> None:
    video = await video_by_id(uow.session, version.video_id)
    if video is not None:
        await record(uow, principal, video.project_id, event.of(version_payload(video, version, 0)), video_id=video.id)
