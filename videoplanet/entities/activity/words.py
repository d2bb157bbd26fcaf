"""What stored operations say to whoever reads them later: people's words as they are now, and nothing of words that are deleted.

The log keeps what happened, when and to which thing; what people wrote stands beside their comments, replies and films alone. So an
operation read again tells the words that stand there now, in its old place and form: folding all of them ends in the same list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam, select
from sqlmodel import col

from videoplanet.entities.activity.operations.stored import Words
from videoplanet.entities.activity.operations.table import STORED
from videoplanet.entities.comment.model import Comment, Reply
from videoplanet.entities.video.model import Video
from videoplanet.shared.db.reading import Reads

Json = dict[str, Any]

_NO_WORDS: Json = {"body": "", "tags": [], "drawing": None}


async def with_present_words(session: Reads, operations: Sequence[tuple[str, Json]]) -> list[Json]:
    """Return the payloads of stored operations, each given as its type and its payload, with the words of now.

    What is deleted, or stands in a film that is, has none: its operations stay and are empty.
    """
    comments = await _comments(session, {id_ for type_, payload in operations for id_ in _comment_ids(type_, payload)})
    replies = await _replies(session, {id_ for type_, payload in operations for id_ in _reply_ids(type_, payload)})
    titles = await _titles(session, {id_ for type_, payload in operations for id_ in _video_ids(type_, payload)})
    return [_retold(type_, payload, comments, replies, titles) for type_, payload in operations]


def _retold(
    type_: str, payload: Json, comments: Mapping[str, Json], replies: Mapping[str, str], titles: Mapping[str, str]
) -> Json:
    kind = _words_in(type_)
    if kind is Words.OF_COMMENT:
        words = comments.get(payload.get("id", ""), _NO_WORDS)
        told = {**payload, **{name: value for name, value in words.items() if name in payload}}
        if payload.get("replies"):
            standing = [reply for reply in payload["replies"] if reply["id"] in replies]
            told["replies"] = [{**reply, "body": replies[reply["id"]]} for reply in standing]
        return told
    if kind is Words.OF_REPLY:
        reply = payload["reply"]
        return {**payload, "reply": {**reply, "body": replies.get(reply["id"], "")}}
    film = payload.get("video", {}) if kind is Words.OF_VIDEO else {}
    if "title" in film:
        return {**payload, "video": {**film, "title": titles.get(film["id"], "")}}
    return payload


def _words_in(type_: str) -> Words:
    event = STORED.get(type_)
    return event.words if event is not None else Words.NONE


def _comment_ids(type_: str, payload: Json) -> Iterable[str]:
    return [payload["id"]] if _words_in(type_) is Words.OF_COMMENT else []


def _reply_ids(type_: str, payload: Json) -> Iterable[str]:
    match _words_in(type_):
        case Words.OF_REPLY:
            return [payload["reply"]["id"]]
        case Words.OF_COMMENT:
            return [reply["id"] for reply in payload.get("replies", ())]
        case _:
            return []


def _video_ids(type_: str, payload: Json) -> Iterable[str]:
    film = payload.get("video", {}) if _words_in(type_) is Words.OF_VIDEO else {}
    return [film["id"]] if "title" in film else []


async def _comments(session: Reads, ids: Collection[str]) -> dict[str, Json]:
    rows = await session.execute(_COMMENTS, {"ids": _uuids(ids)}) if ids else ()
    return {str(id_): {"body": body, "tags": tags, "drawing": drawing} for id_, body, tags, drawing in rows}


async def _replies(session: Reads, ids: Collection[str]) -> dict[str, str]:
    rows = await session.execute(_REPLIES, {"ids": _uuids(ids)}) if ids else ()
    return {str(id_): body for id_, body in rows}


async def _titles(session: Reads, ids: Collection[str]) -> dict[str, str]:
    rows = await session.execute(_TITLES, {"ids": _uuids(ids)}) if ids else ()
    return {str(id_): title for id_, title in rows}


def _uuids(ids: Collection[str]) -> list[UUID]:
    return [UUID(id_) for id_ in ids]


_IDS: Any = any_(bindparam("ids", type_=ARRAY(Uuid())))
_TITLES = select(col(Video.id), col(Video.title)).where(col(Video.id) == _IDS, col(Video.deleted_at).is_(None))
_COMMENTS = (
    select(col(Comment.id), col(Comment.body), col(Comment.tags), col(Comment.drawing))
    .join(Video, col(Video.id) == col(Comment.video_id))
    .where(col(Comment.id) == _IDS, col(Comment.deleted_at).is_(None), col(Video.deleted_at).is_(None))
)
_REPLIES = (
    select(col(Reply.id), col(Reply.body))
    .join(Comment, col(Comment.id) == col(Reply.comment_id))
    .join(Video, col(Video.id) == col(Comment.video_id))
    .where(
        col(Reply.id) == _IDS,
        *(col(one.deleted_at).is_(None) for one in (Reply, Comment, Video)),
    )
)
