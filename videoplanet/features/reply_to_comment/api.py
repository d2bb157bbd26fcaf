"""REST routes of replies."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.comment.model import REPLY_LENGTH
from videoplanet.features.reply_to_comment import service
from videoplanet.shared.entered import Entered, Id
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.raw_json import raw_json
from videoplanet.shared.plain_text import PLAIN

router = APIRouter(tags=["comments"], route_class=GatewayRoute, dependencies=[Depends(by_method)])
ReplyBody = Annotated[str, Field(min_length=1, max_length=REPLY_LENGTH), PLAIN]


class NewReply(Entered):
    """An answer to a comment."""

    model_config = ConfigDict(extra="forbid")

    id: Id | None = Field(
        default=None, description="Made by the client (UUIDv7): sending it again stores nothing twice."
    )
    body: ReplyBody


class ReplyChanges(Entered):
    """New words for a reply."""

    model_config = ConfigDict(extra="forbid")

    body: ReplyBody


class ReplyAuthor(BaseModel):
    """Who replied."""

    id: UUID
    kind: Literal["user", "guest"]
    name: str
    role: str | None


class StoredReplyOut(BaseModel):
    """A reply."""

    id: UUID
    author: ReplyAuthor
    body: str
    created_at: datetime
    edited_at: datetime | None


@router.post(
    "/comments/{comment_id}/replies",
    status_code=201,
    responses={
        201: {"model": StoredReplyOut},
        200: {"model": StoredReplyOut, "description": "This id is already stored."},
    },
)
async def add(comment_id: UUID, draft: NewReply, principal: CurrentPrincipal, response: Response) -> Response:
    """Answer a comment. With an `id` of your own, sending it again is safe."""
    stored = await service.add_reply(principal, comment_id, draft.body, reply_id=draft.id)
    return raw_json(stored.reply, response=response, status_code=201 if stored.is_new else 200)


@router.patch("/comments/{comment_id}/replies/{reply_id}", responses={200: {"model": StoredReplyOut}})
async def edit(
    comment_id: UUID, reply_id: UUID, changes: ReplyChanges, principal: CurrentPrincipal, response: Response
) -> Response:
    """Change the words of your reply."""
    return raw_json(await service.edit_reply(principal, comment_id, reply_id, changes.body), response=response)


@router.delete("/comments/{comment_id}/replies/{reply_id}", status_code=204)
async def delete(comment_id: UUID, reply_id: UUID, principal: CurrentPrincipal) -> None:
    """Remove a reply: its author, or an administrator of the project."""
    await service.delete_reply(principal, comment_id, reply_id)


@router.post("/comments/{comment_id}/replies/{reply_id}/restore", responses={200: {"model": StoredReplyOut}})
async def restore(comment_id: UUID, reply_id: UUID, principal: CurrentPrincipal, response: Response) -> Response:
    """Bring back a reply that you deleted in the last ten minutes."""
    return raw_json(await service.restore_reply(principal, comment_id, reply_id), response=response)
