"""The use case of asking how far a background job is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.project.access import authorize_project, authorize_video
from videoplanet.entities.project.policy import Action
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as people see it; `progress` in per cent, `error_code` names the text `error.<code>`."""

    id: UUID
    kind: str
    status: JobStatus
    progress: int
    error_code: str | None


async def get_job(principal: Principal, job_id: UUID) -> JobView:
    """Return a job of a project one sees, or of a video a guest sees.

    Raises:
        NotFound: there is none, or the principal may not know of it.
    """
    async with unit_of_work() as uow:
        job = (await uow.session.execute(select(Job).where(col(Job.id) == job_id))).scalar_one_or_none()
        if job is None:
            raise NotFound
        if job.video_id is not None:
            await authorize_video(uow.session, principal, job.video_id, Action.SEE)
        else:
            await authorize_project(uow.session, principal, job.project_id, Action.SEE)
        return JobView(job.id, job.kind, job.status, job.progress, job.error_code)
