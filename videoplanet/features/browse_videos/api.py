"""REST of videos. The entity tag begins with the video's revision, which is what `If-Match` guards."""

import re
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.encoders import jsonable_encoder
from pydantic import ConfigDict, Field

from videoplanet.entities.video.model import TITLE_LENGTH
from videoplanet.entities.video.search import LONGEST_QUERY
from videoplanet.entities.video.view import VideoView
from videoplanet.features.browse_videos.service import (
    delete_video,
    list_videos,
    open_video,
    rename_video,
    restore_video,
)
from videoplanet.shared.entered import Entered
from videoplanet.shared.errors import PreconditionFailed
from videoplanet.shared.http.etags import etag_of
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal, CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit, Page, encode_cursor, id_before
from videoplanet.shared.http.problem import Problem
from videoplanet.shared.http.raw_json import raw_json
from videoplanet.shared.plain_text import ONE_LINE

_PROBLEM = {"model": Problem, "content": {"application/problem+json": {}}}
_GUARDED: dict[int | str, dict[str, Any]] = {412: _PROBLEM}
_NOT_EMPTY: dict[str, Any] = {"minLength": 1, "pattern": r"\S", "examples": ["브랜드 필름 60초"]}
_REVISION = re.compile(r'"?([0-9]{1,18})(?=[."]|$)')

router = APIRouter(tags=["videos"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


Search = Annotated[
    str,
    Query(max_length=LONGEST_QUERY, description="Words of the title, the file's name, codec, size, rate."),
    ONE_LINE,
]
Deleted = Annotated[bool, Query(description="List what was deleted and can be restored. Editors and up.")]


class VideoChange(Entered):
    """What can be changed of a video."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=TITLE_LENGTH, json_schema_extra=_NOT_EMPTY), ONE_LINE]


@router.get("/projects/{project_id}/videos", response_model=Page[VideoView])
async def get_videos(
    project_id: UUID,
    principal: CurrentUser,
    response: Response,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    q: Search = "",
    deleted: Deleted = False,
) -> Response:
    """A project's videos with their versions, newest video first."""
    page = await list_videos(principal, project_id, before=id_before(cursor), limit=limit, query=q, deleted=deleted)
    cursor = encode_cursor(page.next_before) if page.next_before else None
    return raw_json({"items": page.items, "next_cursor": cursor}, response=response)


@router.get("/videos/{video_id}", response_model=VideoView)
async def get_video(
    video_id: UUID, principal: CurrentPrincipal, request: Request, response: Response
) -> Response | VideoView:
    """A video with its versions, for members and for guests of a share link."""
    view = await open_video(principal, video_id)
    tag = _tag(view)
    if request.headers.get("if-none-match", "").strip() == tag:
        return Response(status_code=304, headers={"ETag": tag})
    response.headers["ETag"] = tag
    return view


@router.patch("/videos/{video_id}", responses=_GUARDED)
async def patch_video(
    video_id: UUID, change: VideoChange, principal: CurrentUser, request: Request, response: Response
) -> VideoView:
    """Rename a video. Editors and up; `If-Match` guards against overwriting somebody else's change."""
    view = await rename_video(principal, video_id, change.title, expected_revision=_expected(request))
    response.headers["ETag"] = _tag(view)
    return view


@router.delete("/videos/{video_id}", status_code=204, responses=_GUARDED)
async def remove_video(video_id: UUID, principal: CurrentUser, request: Request) -> None:
    """Delete a video with its versions and comments; it can be restored for 30 days. Editors and up."""
    await delete_video(principal, video_id, expected_revision=_expected(request))


@router.post("/videos/{video_id}/restore")
async def post_restore(video_id: UUID, principal: CurrentUser, response: Response) -> VideoView:
    """Bring a video back that was deleted within the last 30 days. Editors and up."""
    view = await restore_video(principal, video_id)
    response.headers["ETag"] = _tag(view)
    return view


def _tag(view: VideoView) -> str:
    return f'"{view.revision}.{etag_of(jsonable_encoder(view))[1:-1]}"'


def _expected(request: Request) -> int | None:
    """The revision that `If-Match` names; None when any will do.

    Raises:
        PreconditionFailed: it names no tag of ours.
    """
    wanted = request.headers.get("if-match", "*").strip()
    if wanted == "*":
        return None
    revision = _REVISION.match(wanted)
    if revision is None:
        raise PreconditionFailed
    return int(revision[1])
