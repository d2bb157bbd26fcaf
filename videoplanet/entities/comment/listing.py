"""Comments as lists give them: from one statement's rows straight to JSON-able dictionaries, hundreds at a time.

Replies and reactions come with their comment's row, put together by the database; names are decrypted here, and timecodes are
counted by `shared.timecode`. What one comment looks like by itself is in `records.py`; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    DateTime,
    Select,
    Text,
    Uuid,
    bindparam,
    case,
    cast,
    func,
    inspect,
    select,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.sql.expression import Subquery

from videoplanet.entities.comment.bodies import PersonBody, Reactions, ReplyBody, WholeComment
from videoplanet.entities.comment.model import Comment, Reaction, ReactionKind, Reply
from videoplanet.entities.video.model import Version
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.timecode import timebase_of

Row = Sequence[Any]
"""Of `with_all_of_it`, in the order of its columns."""
Named = Mapping[str, PersonBody]
_MOMENT = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
_COMMENT: Any = inspect(Comment).local_table.c
_REPLY: Any = inspect(Reply).local_table.c
_REACTION: Any = inspect(Reaction).local_table.c
_VERSION: Any = inspect(Version).local_table.c


def _plain(column: Any, type_: Any) -> Any:
    """The column as the driver gives it, without our own types' way over Python objects."""
    return type_coerce(column, type_).label(column.name)


LISTED: tuple[Any, ...] = (
    _COMMENT.id,
    _VERSION.number,
    _VERSION.rate_num,
    _VERSION.rate_den,
    _VERSION.start_frame,
    _VERSION.is_drop_frame,
    _COMMENT.frame_in,
    _COMMENT.frame_out,
    _COMMENT.body,
    _plain(_COMMENT.kind, Text),
    _plain(_COMMENT.priority, Text),
    _COMMENT.tags,
    cast(_COMMENT.assignee_id, Text).label("assignee_id"),
    _COMMENT.drawing,
    _plain(_COMMENT.status, Text),
    cast(_COMMENT.author_user_id, Text).label("author_user_id"),
    cast(_COMMENT.author_guest_id, Text).label("author_guest_id"),
    _COMMENT.seq,
    _plain(_COMMENT.created_at, DateTime(timezone=True)),
    _plain(_COMMENT.edited_at, DateTime(timezone=True)),
    cast(_COMMENT.resolved_by, Text).label("resolved_by"),
    _plain(_COMMENT.resolved_at, DateTime(timezone=True)),
)
"""What a page of comments selects."""
SEQ = 17
FRAME_IN = 6


def with_all_of_it(page: Select[Any]) -> Select[Any]:
    """The page's rows, selected as `LISTED`, in the same order with what belongs to each: its replies and its reactions.

    The statement takes `who`, the reader's id, and `is_guest`.
    """
    rows = page.subquery("page")
    own, *others = rows.c
    columns = (cast(own, Text), *others, _replies(rows), _reactions(rows))
    return select(*columns).order_by(rows.c.frame_in.asc().nulls_last(), rows.c.seq)


def _replies(page: Subquery) -> Any:
    told = func.json_build_array(
        _REPLY.id,
        _REPLY.author_user_id,
        _REPLY.author_guest_id,
        _REPLY.body,
        func.to_char(func.timezone("UTC", _REPLY.created_at), _MOMENT),
        func.to_char(func.timezone("UTC", _REPLY.edited_at), _MOMENT),
    )
    every = func.json_agg(aggregate_order_by(told, _REPLY.created_at, _REPLY.id), type_=JSON)
    return select(every).where(_REPLY.comment_id == page.c.id, _REPLY.deleted_at.is_(None)).scalar_subquery()


def _reactions(page: Subquery) -> Any:
    """Times of each kind, in the order of `ReactionKind`, then the reader's own kind; null without any."""
    who, kind = bindparam("who", type_=Uuid()), type_coerce(_REACTION.kind, Text)
    given_by = case((bindparam("is_guest", type_=Boolean()), _REACTION.author_guest_id), else_=_REACTION.author_user_id)
    times = (func.count().filter(kind == one.value) for one in ReactionKind)
    told = func.json_build_array(*times, func.max(kind).filter(given_by == who), type_=JSON)
    return select(told).where(_REACTION.comment_id == page.c.id).having(func.count() > 0).scalar_subquery()


def people_in(rows: Iterable[Row]) -> tuple[set[str], set[str]]:
    """Return the ids of users and of guests whose names are shown."""
    users: set[str | None] = set()
    guests: set[str | None] = set()
    for row in rows:
        users |= {row[12], row[15], row[20]}
        guests.add(row[16])
        for reply in row[22] or ():
            users.add(reply[1])
            guests.add(reply[2])
    return {one for one in users if one}, {one for one in guests if one}


def whole_comments(rows: Iterable[Row], video_id: str, people: Named) -> list[WholeComment]:
    """Return comments with their replies and reactions, as `records.comment_head` and its neighbours do one by one."""
    return [_whole(row, video_id, people) for row in rows]


def _whole(row: Row, video_id: str, people: Named) -> WholeComment:
    (
        id_,
        number,
        rate_num,
        rate_den,
        start_frame,
        is_drop_frame,
        frame_in,
        frame_out,
        body,
        kind,
        priority,
        tags,
        assignee_id,
        drawing,
        status,
        author_user_id,
        author_guest_id,
        seq,
        created_at,
        edited_at,
        resolved_by,
        resolved_at,
        replies,
        reactions,
    ) = row
    label = timebase_of(rate_num, rate_den, start_frame, is_drop_frame).timecode if rate_num and rate_den else None
    return {
        "id": id_,
        "video_id": video_id,
        "version": number,
        "frame_in": frame_in,
        "frame_out": frame_out,
        "timecode_in": None if frame_in is None or label is None else label(frame_in),
        "timecode_out": None if frame_out is None or label is None else label(frame_out),
        "body": body,
        "kind": kind,
        "priority": priority,
        "tags": tags,
        "assignee": people.get(assignee_id) if assignee_id else None,
        "drawing": drawing,
        "status": status,
        "author": people[author_user_id or author_guest_id],
        "seq": seq,
        "created_at": rfc3339(created_at),
        "edited_at": rfc3339(edited_at) if edited_at else None,
        "resolved_by": people.get(resolved_by) if resolved_by else None,
        "resolved_at": rfc3339(resolved_at) if resolved_at else None,
        "replies": [_reply(reply, people) for reply in replies] if replies else [],
        "reactions": _counted(reactions) if reactions else _NONE,
    }


def _reply(reply: Sequence[Any], people: Named) -> ReplyBody:
    id_, author_user_id, author_guest_id, body, created_at, edited_at = reply
    return {
        "id": id_,
        "author": people[author_user_id or author_guest_id],
        "body": body,
        "created_at": created_at,
        "edited_at": edited_at,
    }


def _counted(reactions: Sequence[Any]) -> Reactions:
    like, dislike, question, mine = reactions
    return {
        "like": {"count": like, "mine": mine == "like"},
        "dislike": {"count": dislike, "mine": mine == "dislike"},
        "question": {"count": question, "mine": mine == "question"},
    }


_NONE = _counted([0, 0, 0, None])
