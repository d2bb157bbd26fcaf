"""What the rows say of a run: that it began, what can be watched by now, that it is waited for, how it ended.

Every change asks under a lock whether the version is still `processing`: it may have been cancelled, or finished by another
run, in the meantime. Then nothing is changed and nobody is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog

from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.operations.videos import VERSION_FAILED, VERSION_READY, VersionTold
from videoplanet.entities.activity.service import record
from videoplanet.entities.job.kinds import version_lock
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.job.repository import change_job
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.entities.video.repository import version_by_id, video_by_id
from videoplanet.entities.video.view import version_payload
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.jobs import enqueue
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)


class Superseded(Exception):
    """The version is no longer this run's affair."""


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do: the rows as they were when the run began, or when it last changed them."""

    version: Version
    video: Video
    facts: Facts


async def begin(version_id: UUID) -> Work | None:
    """Mark the job as running; None when there is nothing to do."""
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is None or version.status is not VersionStatus.PROCESSING:
            return None
        video = await video_by_id(uow.session, version.video_id)
        if video is None:
            await change_job(uow.session, version.job_id, status=JobStatus.CANCELLED, ended_at=now(), seconds_left=None)
            return None
        running = {"status": JobStatus.RUNNING, "started_at": now(), "attempts": Job.attempts + 1, "error_code": None}
        await change_job(uow.session, version.job_id, **running)
        return Work(version, video, Facts.from_json(version.details))


async def reach(work: Work, *, more_bytes: int = 0, **changes: Any) -> Work:
    """Store what of the version has been made by now, with the bytes it takes.

    Raises:
        Superseded: it is no longer this run's affair.
    """
    async with unit_of_work() as uow:
        version = await _still_processing(uow, work.version.id)
        for name, value in changes.items():
            setattr(version, name, value)
        version.stored_bytes = max(version.stored_bytes, version.size) + more_bytes
        return Work(version, work.video, Facts.from_json(version.details))


async def finish(work: Work, stored_bytes: int) -> None:
    """Mark the version as ready and tell the project. Once.

    Raises:
        Superseded: it is no longer this run's affair.
    """
    async with unit_of_work() as uow:
        version = await _still_processing(uow, work.version.id)
        version.status, version.ready_at, version.stored_bytes = VersionStatus.READY, now(), stored_bytes
        ended = {"status": JobStatus.SUCCEEDED, "progress": 100, "ended_at": now(), "error_code": None}
        await change_job(uow.session, version.job_id, seconds_left=None, **ended)
        await _tell(uow, version, VERSION_READY)


async def wait_with(version_id: UUID, error_code: str) -> None:
    """Say why the job waits for another attempt; the version stays `processing`."""
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is not None and version.status is VersionStatus.PROCESSING:
            waiting = {"status": JobStatus.QUEUED, "error_code": error_code, "seconds_left": None}
            await change_job(uow.session, version.job_id, **waiting)


async def give_up_on_version(version_id: UUID, error_code: str) -> None:
    """Mark a version as failed, with the catalogue's `error.<code>` as the reason, and tell the project. Once.

    What can be watched of it stays; what nothing refers to is removed when this run has let go.
    """
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is None or version.status is not VersionStatus.PROCESSING:
            return
        version.status, version.error_code = VersionStatus.FAILED, error_code
        ended = {"status": JobStatus.FAILED, "ended_at": now(), "error_code": error_code, "seconds_left": None}
        await change_job(uow.session, version.job_id, **ended)
        await enqueue(uow.session, "clean_version", lock=version_lock(version.id), args={"version_id": version.id})
        await _tell(uow, version, VERSION_FAILED)
    log.warning("transcode_failed", version=str(version_id), code=error_code)


async def _still_processing(uow: UnitOfWork, version_id: UUID) -> Version:
    version = await version_by_id(uow.session, version_id, lock=True)
    if version is None or version.status is not VersionStatus.PROCESSING:
        raise Superseded
    return version


async def _tell(uow: UnitOfWork, version: Version, event: StoredEvent[VersionTold]) -> None:
    video = await video_by_id(uow.session, version.video_id)
    if video is None:
        return
    uploader = (
        Principal("user", version.uploaded_by, version.id, "")
        if version.uploaded_by is not None
        else Principal("guest", version.guest_id or version.id, version.id, "")
    )
    await record(uow, uploader, video.project_id, event.of(version_payload(video, version, 0)), video_id=video.id)
