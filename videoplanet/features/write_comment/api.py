"""REST routes of comments."""

from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.model import Comment, CommentKind, CommentStatus
from videoplanet.entities.comment.repository import CommentFilter
from videoplanet.features.write_comment import service
from videoplanet.features.write_comment.counting import count_comments
from videoplanet.features.write_comment.deletion import delete_comment, restore_comment
from videoplanet.features.write_comment.reading import CommentPage, cursor_before, every_comment, list_comments
from videoplanet.features.write_comment.schemas import FRAME_MAX, CommentChanges, CommentOut, CommentsOut, NewComment
from videoplanet.shared.http.etags import etag_of, require_match
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import DEFAULT_LIMIT, Cursor, Limit
from videoplanet.shared.http.raw_json import raw_json, raw_json_tagged, streamed_json

router = APIRouter(tags=["comments"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
FromFrame = Annotated[
    int | None, Query(ge=0, le=FRAME_MAX, description="Begin the first page with this frame, instead of the first.")
]
WithCounts = Annotated[
    bool, Query(description="Also say how many comments each version has, unless this page holds them all.")
]
VersionNumber = Annotated[int | None, Query(ge=1, le=FRAME_MAX, description="Of one version only.")]
Every = Annotated[
    bool, Query(alias="all", description="All in one answer, as they come; without `limit`, `cursor` and `ETag`.")
]


@router.get("/videos/{video_id}/comments", responses={200: {"model": CommentsOut}, 304: {"description": "Unchanged."}})
async def comments(
    video_id: UUID,
    principal: CurrentPrincipal,
    request: Request,
    response: Response,
    version: VersionNumber = None,
    status: CommentStatus | None = None,
    kind: CommentKind | None = None,
    from_frame: FromFrame = None,
    counts: WithCounts = False,
    cursor: Cursor = None,
    limit: Limit = DEFAULT_LIMIT,
    every: Every = False,
) -> Response:
    """Comments of a video by frame, then by age; those on a whole version come last."""
    wanted = CommentFilter(version, status, kind)
    if every:
        pages = every_comment(principal, video_id, wanted)
        first = await anext(pages)
        return streamed_json({"next_cursor": None, "seq": first.seq}, _items(first, pages), response=response)
    begin = cursor or (None if from_frame is None else cursor_before(from_frame))
    page = await list_comments(principal, video_id, wanted, cursor=begin, limit=limit)
    content: dict[str, Any] = {"items": page.items, "next_cursor": page.next_cursor, "seq": page.seq}
    if counts and (page.next_cursor or begin):
        content["counts"] = await count_comments(principal, video_id)
    return raw_json_tagged(request, content, response=response)


async def _items(first: CommentPage, more: AsyncIterator[CommentPage]) -> AsyncIterator[list[WholeComment]]:
    yield first.items
    async for page in more:
        yield page.items


@router.post(
    "/videos/{video_id}/comments",
    status_code=201,
    responses={201: {"model": CommentOut}, 200: {"model": CommentOut, "description": "This id is already stored."}},
)
async def add(video_id: UUID, draft: NewComment, principal: CurrentPrincipal, response: Response) -> Response:
    """Comment on a frame, a range or a whole version. With an `id` of your own, sending it again is safe."""
    stored = await service.add_comment(principal, video_id, draft)
    return raw_json(stored.comment, response=response, status_code=201 if stored.is_new else 200)


@router.patch("/comments/{comment_id}", responses={200: {"model": CommentOut}, 412: {"description": "Changed since."}})
async def edit(
    comment_id: UUID, changes: CommentChanges, principal: CurrentPrincipal, request: Request, response: Response
) -> Response:
    """Change a comment: its author may change all of it; `status` is for those who may resolve."""

    def check(comment: Comment) -> None:
        require_match(request, [str(comment.id), comment.revision])

    comment, revision = await service.edit_comment(principal, comment_id, changes, check=check)
    return raw_json(comment, response=response, etag=etag_of([comment["id"], revision]))


@router.delete("/comments/{comment_id}", status_code=204)
async def delete(comment_id: UUID, principal: CurrentPrincipal) -> None:
    """Remove a comment: its author, or an administrator of the project."""
    await delete_comment(principal, comment_id)


@router.post("/comments/{comment_id}/restore", responses={200: {"model": CommentOut}})
async def restore(comment_id: UUID, principal: CurrentPrincipal, response: Response) -> Response:
    """Bring back a comment that you deleted in the last ten minutes, with its replies and reactions."""
    return raw_json(await restore_comment(principal, comment_id), response=response)


@router.post("/comments/{comment_id}/resolve", responses={200: {"model": CommentOut}})
async def resolve(comment_id: UUID, principal: CurrentPrincipal, response: Response) -> Response:
    """Mark a comment as dealt with."""
    return raw_json(await service.resolve_comment(principal, comment_id), response=response)


@router.post("/comments/{comment_id}/reopen", responses={200: {"model": CommentOut}})
async def reopen(comment_id: UUID, principal: CurrentPrincipal, response: Response) -> Response:
    """Mark a comment as open again."""
    return raw_json(await service.reopen_comment(principal, comment_id), response=response)
