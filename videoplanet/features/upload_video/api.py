"""REST of uploads: `multipart/form-data`, streamed. Also where the browser's form sends its film."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from videoplanet.entities.video.view import VideoView
from videoplanet.features.upload_video.multipart import incoming_film
from videoplanet.features.upload_video.service import receive_version, receive_video
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.http.problem import Problem

_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}
_FORM: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "description": "The film."},
                        "title": {"type": "string", "maxLength": 200, "description": "Else the file's name."},
                    },
                }
            }
        },
    }
}

router = APIRouter(
    tags=["upload"],
    route_class=GatewayRoute,
    dependencies=[Depends(Limited("uploads"))],
    responses={413: _PROBLEM, 415: _PROBLEM},
)


@router.post("/projects/{project_id}/videos", status_code=201, openapi_extra=_FORM)
async def upload_video(project_id: UUID, principal: CurrentUser, request: Request, response: Response) -> VideoView:
    """Upload a film as a new video. Editors and up; 20 uploads an hour; 5 GiB unless the site says otherwise."""
    view = await receive_video(principal, project_id, await incoming_film(request))
    response.headers["Location"] = f"/api/v1/videos/{view.id}"
    return view


@router.post("/videos/{video_id}/versions", status_code=201, openapi_extra=_FORM)
async def upload_version(video_id: UUID, principal: CurrentUser, request: Request, response: Response) -> VideoView:
    """Upload a film as the next version of a video. Editors and up."""
    view = await receive_version(principal, video_id, await incoming_film(request))
    response.headers["Location"] = f"/api/v1/videos/{view.id}"
    return view
