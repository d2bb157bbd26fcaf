"""Queries for comments, replies and reactions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Integer,
    Select,
    Uuid,
    any_,
    bindparam,
    delete,
    func,
    inspect,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.comment.listing import LISTED, Row, with_all_of_it
from videoplanet.entities.comment.model import Comment, CommentKind, CommentStatus, Reaction, ReactionKind, Reply
from videoplanet.entities.comment.records import VersionOfComment
from videoplanet.entities.project.model import Member
from videoplanet.entities.video.model import Version, Video
from videoplanet.shared.db.base import EnumText
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal

_FACTS: tuple[Any, ...] = (
    col(Version.id),
    col(Version.number),
    col(Version.frame_count),
    col(Version.rate_num),
    col(Version.rate_den),
    col(Version.start_frame),
    col(Version.is_drop_frame),
)


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """Which comments of a video; None means every one."""

    version: int | None = None
    status: CommentStatus | None = None
    kind: CommentKind | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where a page of the list ended: frame (None: on the whole version) and `seq`."""

    frame_in: int | None
    seq: int


@dataclass(frozen=True, slots=True)
class Reactions:
    """How often each kind was given to a comment, and what the reader gave."""

    counts: dict[ReactionKind, int]
    mine: ReactionKind | None = None


async def version_of_video(session: AsyncSession, video_id: UUID, number: int) -> VersionOfComment | None:
    """Return a version by its number."""
    row = (await session.execute(_VERSION, {"video_id": video_id, "number": number})).first()
    return VersionOfComment(*row) if row else None


async def is_deleted_video_of_member(session: AsyncSession, principal: Principal, video_id: UUID) -> bool:
    """Whether the video was deleted and the principal is a member of its project, so may know of it."""
    query = select(col(Video.id)).join(Member, col(Member.project_id) == col(Video.project_id))
    query = query.where(
        col(Video.id) == video_id, col(Video.deleted_at).is_not(None), col(Member.user_id) == principal.subject_id
    )
    return not principal.is_guest and (await session.execute(query)).first() is not None


async def comment_with_version(
    session: AsyncSession, comment_id: UUID, *, lock: bool = False
) -> tuple[Comment, VersionOfComment] | None:
    """Return a comment, deleted or not, and its version; `lock` holds the comment until the transaction ends."""
    statement = _LOCKED_COMMENT if lock else _COMMENT
    row = (await session.execute(statement, {"id": comment_id})).first()
    return (row[0], VersionOfComment(*row[1:])) if row else None


async def insert_comment(session: AsyncSession, comment: Comment) -> bool:
    """Store a comment unless its id is taken; return whether it was stored."""
    return (await session.execute(_INSERT_COMMENT, comment.model_dump())).first() is not None


async def comments_page(
    session: Reads,
    principal: Principal,
    video_id: UUID,
    wanted: CommentFilter,
    after: Position | None,
    limit: int,
) -> Sequence[Row]:
    """Return a page of a video's comments by frame, then by age; those on a whole version come last.

    Rows of `listing.py`: with replies, and with reactions as the principal sees them.
    """
    given: dict[str, Any] = {"version": wanted.version, "status": wanted.status, "kind": wanted.kind}
    asked = {name: value for name, value in given.items() if value is not None}
    begins = "first" if after is None else "among the whole" if after.frame_in is None else "among the frames"
    bound = {} if after is None else {"frame_in": after.frame_in, "seq": after.seq}
    reader = {"who": principal.subject_id, "is_guest": principal.is_guest}
    statement = _page(frozenset(asked), begins)
    given = {"video_id": video_id, "most": limit, **asked, **bound, **reader}
    return (await session.execute(statement, given)).all()


@lru_cache(maxsize=32)
def _page(asked: frozenset[str], begins: str) -> Select[Any]:
    """The statement for these filters and this kind of position; one is built for each combination that occurs."""
    comment, version = _COMMENTS.c, _VERSIONS.c
    frame_in, seq = comment.frame_in, comment.seq
    last_frame, last_seq = bindparam("frame_in", type_=Integer()), bindparam("seq", type_=BigInteger())
    query: Select[Any] = select(*LISTED).join_from(_COMMENTS, _VERSIONS, version.id == comment.version_id)
    query = query.where(comment.video_id == bindparam("video_id", type_=Uuid()), comment.deleted_at.is_(None))
    if "version" in asked:
        query = query.where(version.number == bindparam("version", type_=Integer()))
    if "status" in asked:
        query = query.where(comment.status == bindparam("status", type_=EnumText(CommentStatus)))
    if "kind" in asked:
        query = query.where(comment.kind == bindparam("kind", type_=EnumText(CommentKind)))
    if begins == "among the whole":
        query = query.where(frame_in.is_(None), seq > last_seq)
    elif begins == "among the frames":
        # Two places of the index, each read from where the page begins: `or` would read all that came before.
        further = query.where(tuple_(frame_in, seq) > tuple_(last_frame, last_seq))
        rows = union_all(_first(further), _first(query.where(frame_in.is_(None)))).subquery("rows")
        query = select(*rows.c)
    return with_all_of_it(_first(query))


def _first(query: Select[Any]) -> Select[Any]:
    """As many as wanted, by frame, then by age, those on a whole version last."""
    frame_in, seq = query.selected_columns.frame_in, query.selected_columns.seq
    return query.order_by(frame_in.asc().nulls_last(), seq).limit(bindparam("most", type_=Integer()))


async def replies_of(session: AsyncSession, comment_ids: Sequence[UUID]) -> dict[UUID, list[Reply]]:
    """Return the replies of each comment, oldest first."""
    found: dict[UUID, list[Reply]] = defaultdict(list)
    for reply in (await session.execute(_REPLIES, {"ids": list(comment_ids)})).scalars():
        found[reply.comment_id].append(reply)
    return found


async def reply_of(session: AsyncSession, reply_id: UUID, *, lock: bool = False) -> Reply | None:
    """Return a reply, deleted or not; `lock` holds it until the transaction ends."""
    query = select(Reply).where(col(Reply.id) == reply_id).execution_options(populate_existing=True)
    return (await session.execute(query.with_for_update(key_share=True) if lock else query)).scalar_one_or_none()


async def insert_reply(session: AsyncSession, reply: Reply) -> bool:
    """Store a reply unless its id is taken; return whether it was stored."""
    statement = insert(Reply).values(**reply.model_dump()).on_conflict_do_nothing(index_elements=["id"])
    return (await session.execute(statement.returning(col(Reply.id)))).first() is not None


async def reactions_of(
    session: AsyncSession, comment_ids: Sequence[UUID], principal: Principal
) -> dict[UUID, Reactions]:
    """Return each comment's reactions as the principal sees them."""
    statement = _REACTIONS_FOR_GUEST if principal.is_guest else _REACTIONS_FOR_USER
    found: dict[UUID, Reactions] = {comment_id: Reactions({}) for comment_id in comment_ids}
    rows = await session.execute(statement, {"ids": list(comment_ids), "who": principal.subject_id})
    for comment_id, kind, count, is_mine in rows:
        known = found[comment_id]
        found[comment_id] = Reactions({**known.counts, kind: count}, kind if is_mine else known.mine)
    return found


async def set_reaction(session: AsyncSession, comment_id: UUID, principal: Principal, kind: ReactionKind) -> bool:
    """Give a comment the principal's one reaction; return whether anything changed."""
    author = "author_guest_id" if principal.is_guest else "author_user_id"
    statement = insert(Reaction).values(id=new_id(), comment_id=comment_id, kind=kind, **{author: principal.subject_id})
    statement = statement.on_conflict_do_update(
        index_elements=["comment_id", author], set_={"kind": kind}, where=col(Reaction.kind) != kind
    )
    return (await session.execute(statement.returning(col(Reaction.id)))).first() is not None


async def drop_reaction(session: AsyncSession, comment_id: UUID, principal: Principal, kind: ReactionKind) -> bool:
    """Take the principal's reaction back if it is of this kind; return whether anything changed."""
    statement = delete(Reaction).where(
        col(Reaction.comment_id) == comment_id, col(Reaction.kind) == kind, _given_by(principal)
    )
    return (await session.execute(statement.returning(col(Reaction.id)))).first() is not None


def _given_by(principal: Principal) -> Any:
    author = Reaction.author_guest_id if principal.is_guest else Reaction.author_user_id
    return col(author) == principal.subject_id


# Built once: these are in the path of every list and every comment, and building a statement takes longer than sending it.
_ID: Any = bindparam("id", type_=Uuid())
_IDS: Any = any_(bindparam("ids", type_=ARRAY(Uuid())))
_VERSION = select(*_FACTS).where(
    col(Version.video_id) == bindparam("video_id", type_=Uuid()),
    col(Version.number) == bindparam("number", type_=Integer()),
)
_COMMENT: Select[Any] = (
    select(Comment, *_FACTS)
    .join(Version, col(Version.id) == col(Comment.version_id))
    .where(col(Comment.id) == _ID)
    .execution_options(populate_existing=True)
)
_LOCKED_COMMENT = _COMMENT.with_for_update(of=Comment, key_share=True)
_COMMENTS: Any = inspect(Comment).local_table
_VERSIONS: Any = inspect(Version).local_table
_INSERT_COMMENT = insert(_COMMENTS).on_conflict_do_nothing(index_elements=["id"]).returning(_COMMENTS.c.id)
_REPLIES = (
    select(Reply)
    .where(col(Reply.comment_id) == _IDS, col(Reply.deleted_at).is_(None))
    .order_by(col(Reply.created_at), col(Reply.id))
)


def _reactions(author: Any) -> Select[Any]:
    mine = func.bool_or(author == bindparam("who", type_=Uuid()))
    query = select(col(Reaction.comment_id), col(Reaction.kind), func.count(), mine)
    return query.where(col(Reaction.comment_id) == _IDS).group_by(col(Reaction.comment_id), col(Reaction.kind))


_REACTIONS_FOR_USER = _reactions(col(Reaction.author_user_id))
_REACTIONS_FOR_GUEST = _reactions(col(Reaction.author_guest_id))
