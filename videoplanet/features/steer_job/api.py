"""REST of cancelling a job and of trying it again."""

from uuid import UUID

from fastapi import APIRouter, Depends

from videoplanet.entities.job.view import JobView
from videoplanet.features.steer_job.service import cancel_job, retry_job
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["jobs"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


@router.post("/jobs/{job_id}/cancel", status_code=202)
async def cancel(job_id: UUID, principal: CurrentUser) -> JobView:
    """End a job that waits or runs. Editors and up; what it was making can be tried again later."""
    return await cancel_job(principal, job_id)


@router.post("/jobs/{job_id}/retry", status_code=202)
async def retry(job_id: UUID, principal: CurrentUser) -> JobView:
    """Queue a job again after it failed or was cancelled. Editors and up."""
    return await retry_job(principal, job_id)
