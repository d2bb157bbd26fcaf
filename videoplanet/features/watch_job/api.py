"""REST of background jobs."""

from uuid import UUID

from fastapi import APIRouter, Depends, Request

from videoplanet.entities.job.view import JobView
from videoplanet.features.watch_job.service import get_job
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["jobs"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


@router.get("/jobs/{job_id}")
async def job(job_id: UUID, principal: CurrentPrincipal, request: Request) -> JobView:
    """How far a background job is; `error` says why it failed and `hint` what to do, in the caller's language."""
    return await get_job(principal, job_id, language=request_language(request))
