"""REST of the queue, for staff."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request

from videoplanet.entities.job.model import JobStatus
from videoplanet.features.watch_queue.service import WATCHED, Queue, watch_queue
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import Limit

router = APIRouter(tags=["jobs"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
Statuses = Annotated[
    list[JobStatus] | None, Query(description="Only these; running, queued, failed and cancelled else.")
]


@router.get("/staff/jobs")
async def staff_jobs(principal: CurrentUser, request: Request, status: Statuses = None, limit: Limit = 100) -> Queue:
    """The queue with its workers. Staff only; it never names a film or a project."""
    language = request_language(request)
    return await watch_queue(principal, statuses=status or WATCHED, limit=limit, language=language)
