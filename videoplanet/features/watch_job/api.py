"""REST of background jobs."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from videoplanet.entities.job.model import JobStatus
from videoplanet.features.watch_job.service import get_job
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.i18n.catalogue import translate

router = APIRouter(tags=["jobs"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class JobBody(BaseModel):
    """How far a job is; `error` says in the caller's language why it failed, `error_code` in a stable word."""

    id: UUID
    kind: Annotated[str, Field(examples=["transcode"])]
    status: JobStatus
    progress: Annotated[int, Field(ge=0, le=100)]
    error: str | None = None
    error_code: str | None = None


@router.get("/jobs/{job_id}")
async def job(job_id: UUID, principal: CurrentPrincipal, request: Request) -> JobBody:
    """How far a background job is."""
    view = await get_job(principal, job_id)
    error = translate(f"error.{view.error_code}", request_language(request)) if view.error_code else None
    return JobBody(
        id=view.id,
        kind=view.kind,
        status=view.status,
        progress=view.progress,
        error=error,
        error_code=view.error_code,
    )
