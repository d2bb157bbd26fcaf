"""The use case of asking how far a background job is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import require_shown
from videoplanet.entities.job.model import Job
from videoplanet.entities.job.repository import job_by_id
from videoplanet.entities.job.view import JobView, job_view
from videoplanet.entities.video.repository import version_by_id
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def get_job(principal: Principal, job_id: UUID, *, language: str | None = None) -> JobView:
    """Return a job of a project one sees, or of a version a guest sees; in the principal's language unless told another.

    Raises:
        NotFound: there is none, or the principal may not know of it.
    """
    async with unit_of_work() as uow:
        job = await job_by_id(uow.session, job_id)
        if job is None:
            raise NotFound
        if job.video_id is not None:
            await authorize_video(uow.session, principal, job.video_id, Action.SEE)
            await _require_shown(uow.session, principal, job)
        else:
            await authorize_project(uow.session, principal, job.project_id, Action.SEE)
        return job_view(job, language or principal.language)


async def _require_shown(session: AsyncSession, principal: Principal, job: Job) -> None:
    """A job tells that its version exists and how far it is: only for who may know of that version."""
    if not principal.is_guest:
        return
    version = await version_by_id(session, job.version_id) if job.version_id is not None else None
    if version is None:
        raise NotFound
    await require_shown(session, principal, version.video_id, version.number)
