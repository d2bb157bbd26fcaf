"""REST of catching up after a gap or a reconnect."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from videoplanet.features.read_activity.service import Missed, project_activity, video_activity
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.raw_json import raw_json

router = APIRouter(tags=["activity"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
After = Annotated[int, Query(ge=0, le=2**62, description="The last number one knows.")]


class OperationBody(BaseModel):
    """A stored event, the same as on the websockets; `previous_seq` is that of its video's event before it.

    Texts are those of now: what was changed since says its last words, what was deleted since says none.
    """

    type: str
    payload: dict[str, Any]
    timestamp: datetime
    id: UUID
    seq: int
    previous_seq: int | None
    project_id: UUID
    video_id: UUID | None


class ActivityBody(BaseModel):
    """Events oldest first, and the project's last number. When `has_more`, ask again after the last event's `seq`."""

    items: list[OperationBody]
    seq: int
    has_more: bool


@router.get("/projects/{project_id}/activity", response_model=ActivityBody)
async def of_project(project_id: UUID, principal: CurrentPrincipal, response: Response, after: After = 0) -> Response:
    """What happened in a project after a number, at most 500 events."""
    return _answer(await project_activity(principal, project_id, after), response)


@router.get("/videos/{video_id}/activity", response_model=ActivityBody)
async def of_video(video_id: UUID, principal: CurrentPrincipal, response: Response, after: After = 0) -> Response:
    """What happened on one video after a number, at most 500 events; also for guests of that video."""
    return _answer(await video_activity(principal, video_id, after), response)


def _answer(missed: Missed, response: Response) -> Response:
    items = [operation.frame() for operation in missed.items]
    return raw_json({"items": items, "seq": missed.seq, "has_more": missed.has_more}, response=response)
