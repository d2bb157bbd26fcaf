"""Use case: a video's comments, page by page, each with its replies and reactions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.activity.service import current_seq, last_seq_of_video
from videoplanet.entities.comment.bodies import WholeComment
from videoplanet.entities.comment.listing import FRAME_IN, SEQ, people_in, whole_comments
from videoplanet.entities.comment.model import Comment
from videoplanet.entities.comment.people import people_by_id, people_told
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
from videoplanet.shared.db.reading import reading
from videoplanet.shared.http.pages import decode_cursor, encode_cursor, number
from videoplanet.shared.security.principal import Principal

LONG_PAGE = 500


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
    async with reading() as session:
        access = await authorize_video(session, principal, video_id, Action.SEE)
        only = await only_shown_number(session, principal, video_id)
        if principal.is_guest:
            seq = await last_seq_of_video(session, access.project_id, video_id, version=only)
        else:
            seq = await current_seq(session, access.project_id)
        if only is not None:
            if wanted.version not in (None, only):
                return CommentPage([], None, seq)
            wanted = replace(wanted, version=only)
        rows = await comments_page(session, principal, video_id, wanted, position, limit + 1)
        people = await people_told(session, access.project_id, *people_in(rows[:limit]))
    items = whole_comments(rows[:limit], str(video_id), people)
    if len(rows) <= limit:
        return CommentPage(items, None, seq)
    last = rows[limit - 1]
    return CommentPage(items, encode_cursor("" if last[FRAME_IN] is None else last[FRAME_IN], last[SEQ]), seq)


async def every_comment(principal: Principal, video_id: UUID, wanted: CommentFilter) -> AsyncIterator[CommentPage]:
    """Give all comments in long pages, each asked for when the one before was taken, and each asking anew for the right to it.

    Raises:
        NotFound: no such video for this principal, or none any more.
    """
    cursor: str | None = None
    while True:
        page = await list_comments(principal, video_id, wanted, cursor=cursor, limit=LONG_PAGE)
        yield page
        if page.next_cursor is None:
            return
        cursor = page.next_cursor


async def whole_comment(
    session: AsyncSession, principal: Principal, access: Access, comment: Comment, version: VersionOfComment
) -> WholeComment:
    """Return one comment with its replies and reactions, as the principal sees it."""
    replies = (await replies_of(session, [comment.id])).get(comment.id, [])
    reactions = (await reactions_of(session, [comment.id], principal))[comment.id]
    people = await people_by_id(session, access.project_id, *people_of([comment], replies))
    return {
        **comment_head(comment, version, people),
        "replies": [reply_json(reply, people) for reply in replies],
        "reactions": reactions_json(reactions.counts, reactions.mine),
    }


def cursor_before(frame: int) -> str:
    """Return the cursor behind which a page begins with the comments on a frame."""
    return encode_cursor(frame, 0)


def _position(cursor: str) -> Position:
    return Position(*decode_cursor(cursor, _frame, number))


def _frame(text: str) -> int | None:
    frame = number(text) if text else None
    if frame is not None and frame > FRAME_MAX:
        raise ValueError("past every film")
    return frame
