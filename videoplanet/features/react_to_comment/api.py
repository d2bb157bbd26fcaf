"""REST routes of reactions."""

from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from videoplanet.entities.comment.model import ReactionKind
from videoplanet.features.react_to_comment import service
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentPrincipal
from videoplanet.shared.http.limits import by_method

router = APIRouter(tags=["comments"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class ReactionCount(BaseModel):
    """How often a kind was given, and whether by the reader."""

    count: int
    mine: bool


class CommentReactions(BaseModel):
    """A comment's reactions after the change."""

    reactions: dict[ReactionKind, ReactionCount]


@router.put("/comments/{comment_id}/reactions/{kind}")
async def react(comment_id: UUID, kind: ReactionKind, principal: CurrentPrincipal) -> CommentReactions:
    """Give a comment your reaction; it replaces one you gave before."""
    return CommentReactions.model_validate({"reactions": await service.react(principal, comment_id, kind)})


@router.delete("/comments/{comment_id}/reactions/{kind}", status_code=204)
async def withdraw(comment_id: UUID, kind: ReactionKind, principal: CurrentPrincipal) -> None:
    """Take your reaction back."""
    await service.withdraw_reaction(principal, comment_id, kind)
