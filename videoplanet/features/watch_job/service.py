"""The use case of asking how far a background job is."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.job.repository import job_by_id
from videoplanet.entities.job.view import JobView, job_view
from videoplanet.entities.project.access import authorize_project, authorize_video
from videoplanet.entities.project.policy import Action
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def get_job(principal: Principal, job_id: UUID, *, language: str | None = None) -> JobView:
    """Return a job of a project one sees, or of a video a guest sees; in the principal's language unless told another.

    Raises:
        NotFound: there is none, or the principal may not know of it.
    """
    async with unit_of_work() as uow:
        job = await job_by_id(uow.session, job_id)
        if job is None:
            raise NotFound
        if job.video_id is not None:
            await authorize_video(uow.session, principal, job.video_id, Action.SEE)
        else:
            await authorize_project(uow.session, principal, job.project_id, Action.SEE)
        return job_view(job, language or principal.language)
