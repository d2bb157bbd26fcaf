"""Use case: a video's comments, page by page, each with its replies and reactions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.activity.service import current_seq, last_seq_of_video
from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.model import Comment
from videoplanet.entities.comment.people import people_by_id
from videoplanet.entities.comment.records import (
    VersionOfComment,
    comment_head,
    people_of,
    reactions_json,
    reply_json,
)
from videoplanet.entities.comment.repository import (
    CommentFilter,
    Position,
    comments_page,
    reactions_of,
    replies_of,
)
from videoplanet.features.write_comment.schemas import FRAME_MAX
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.http.pages import decode_cursor, encode_cursor, number
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class CommentPage:
    """A page of comments; operations numbered after `seq` may not be in it yet."""

    items: list[WholeComment]
    next_cursor: str | None
    seq: int


async def list_comments(
    principal: Principal, video_id: UUID, wanted: CommentFilter, *, cursor: str | None = None, limit: int = 20
) -> CommentPage:
    """Return a page of comments by frame, then by age; those on a whole version come last.

    Raises:
        NotFound: no such video for this principal.
        Invalid: the cursor is none of ours.
    """
    position = _position(cursor) if cursor else None
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.SEE)
        only = await only_shown_number(uow.session, principal, video_id)
        if principal.is_guest:
            seq = await last_seq_of_video(uow.session, access.project_id, video_id, version=only)
        else:
            seq = await current_seq(uow.session, access.project_id)
        if only is not None:
            if wanted.version not in (None, only):
                return CommentPage([], None, seq)
            wanted = replace(wanted, version=only)
        rows = await comments_page(uow.session, video_id, wanted, position, limit + 1)
        items = await _whole(uow.session, principal, access, rows[:limit])
    if len(rows) <= limit:
        return CommentPage(items, None, seq)
    last = rows[limit - 1][0]
    return CommentPage(items, encode_cursor("" if last.frame_in is None else last.frame_in, last.seq), seq)


async def whole_comment(
    session: AsyncSession, principal: Principal, access: Access, comment: Comment, version: VersionOfComment
) -> WholeComment:
    """Return one comment with its replies and reactions, as the principal sees it."""
    return (await _whole(session, principal, access, [(comment, version)]))[0]


async def _whole(
    session: AsyncSession, principal: Principal, access: Access, rows: Sequence[tuple[Comment, VersionOfComment]]
) -> list[WholeComment]:
    if not rows:
        return []
    comments = [comment for comment, _ in rows]
    ids = [comment.id for comment in comments]
    replies = await replies_of(session, ids)
    reactions = await reactions_of(session, ids, principal)
    every_reply = [reply for of_one in replies.values() for reply in of_one]
    people = await people_by_id(session, access.project_id, *people_of(comments, every_reply))
    return [
        {
            **comment_head(comment, version, people),
            "replies": [reply_json(reply, people) for reply in replies.get(comment.id, ())],
            "reactions": reactions_json(reactions[comment.id].counts, reactions[comment.id].mine),
        }
        for comment, version in rows
    ]


def _position(cursor: str) -> Position:
    return Position(*decode_cursor(cursor, _frame, number))


def _frame(text: str) -> int | None:
    frame = number(text) if text else None
    if frame is not None and frame > FRAME_MAX:
        raise ValueError("past every film")
    return frame
