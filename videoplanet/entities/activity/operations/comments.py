"""Events of comments, their replies and reactions. All of them are about one version of a video."""

from __future__ import annotations

from typing import Annotated, Any, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from videoplanet.entities.activity.operations.stored import StoredEvent, Words
from videoplanet.shared.live.event import Audience, Listing, PassingEvent, Reach
from videoplanet.shared.live.wire import Moment, PersonKind, Uuid, one_of

CommentKind = Annotated[str, one_of("fix", "idea", "approve", "question")]
CommentPriority = Annotated[str, one_of("low", "medium", "high", "critical")]
CommentStatus = Annotated[str, one_of("open", "in_progress", "resolved")]
ReactionKind = Annotated[str, one_of("like", "dislike", "question")]


class PersonBody(TypedDict):
    """Somebody as others see them; `role` is a member's, null for guests and former members."""

    id: Uuid
    kind: PersonKind
    name: str
    role: str | None


class ReplyBody(TypedDict):
    """An answer to a comment."""

    id: Uuid
    author: PersonBody
    body: str
    created_at: Moment
    edited_at: Moment | None


class ReactionCount(TypedDict):
    """How often it was given. `mine` is whether by the reader, where that is known."""

    count: int
    mine: NotRequired[bool]


class Reactions(TypedDict):
    """All kinds of reaction."""

    like: ReactionCount
    dislike: ReactionCount
    question: ReactionCount


class CommentHead(TypedDict):
    """A comment without its replies and reactions; `seq` is the number of the event that created it."""

    id: Uuid
    video_id: Uuid
    version: int
    frame_in: int | None
    frame_out: int | None
    timecode_in: str | None
    timecode_out: str | None
    body: str
    kind: CommentKind
    priority: CommentPriority
    tags: list[str]
    assignee: PersonBody | None
    drawing: Annotated[list[dict[str, Any]] | None, Field(description="Shapes, as a new comment takes them.")]
    status: CommentStatus
    author: PersonBody
    seq: int
    created_at: Moment
    edited_at: Moment | None
    resolved_by: PersonBody | None
    resolved_at: Moment | None


class WholeComment(CommentHead):
    """A comment with its replies and reactions."""

    replies: list[ReplyBody]
    reactions: Reactions


class CommentGone(TypedDict):
    """Which comment."""

    id: Uuid
    version: int


class ReplyTold(TypedDict):
    """A reply, and which comment it answers."""

    comment_id: Uuid
    version: int
    reply: ReplyBody


class ReplyGone(TypedDict):
    """Which reply."""

    comment_id: Uuid
    version: int
    reply_id: Uuid


class ReactionTold(TypedDict):
    """Who gave or took back which reaction, and all counts of the comment since."""

    comment_id: Uuid
    version: int
    kind: ReactionKind
    author: PersonBody
    reactions: Reactions


class Typing(TypedDict):
    """Who types, or no longer does, and on which version."""

    id: Uuid
    kind: PersonKind
    name: str
    active: bool
    version: int | None


_COMMENT_ID = "0192a000-0000-7000-8000-000000000010"
_JIWOO: PersonBody = {
    "id": "0192a000-0000-7000-8000-000000000001",
    "kind": "user",
    "name": "지우",
    "role": "editor",
}
_HEAD: CommentHead = {
    "id": _COMMENT_ID,
    "video_id": "0192a000-0000-7000-8000-000000000020",
    "version": 2,
    "frame_in": 54,
    "frame_out": None,
    "timecode_in": "01:00:02:04",
    "timecode_out": None,
    "body": "표시한 부분 색이 튑니다.",
    "kind": "fix",
    "priority": "medium",
    "tags": ["색"],
    "assignee": None,
    "drawing": None,
    "status": "open",
    "author": _JIWOO,
    "seq": 41,
    "created_at": "2026-01-01T09:00:00Z",
    "edited_at": None,
    "resolved_by": None,
    "resolved_at": None,
}
_COUNTS: Reactions = {"like": {"count": 1}, "dislike": {"count": 0}, "question": {"count": 0}}
_REPLY: ReplyBody = {
    "id": "0192a000-0000-7000-8000-000000000011",
    "author": _JIWOO,
    "body": "다음 버전에서 고치겠습니다.",
    "created_at": "2026-01-01T09:05:00Z",
    "edited_at": None,
}
_CHANGES = frozenset({Listing.COMMENTS})


def _of_comment(name: str, says: str) -> StoredEvent[CommentHead]:
    return StoredEvent(
        name=name,
        payload=CommentHead,
        audience=Audience.VERSION,
        says=says,
        example=_HEAD,
        changes=_CHANGES,
        words=Words.OF_COMMENT,
    )


def _of_reply(name: str, says: str) -> StoredEvent[ReplyTold]:
    return StoredEvent(
        name=name,
        payload=ReplyTold,
        audience=Audience.VERSION,
        says=says,
        example={"comment_id": _COMMENT_ID, "version": 2, "reply": _REPLY},
        changes=_CHANGES,
        words=Words.OF_REPLY,
    )


def _of_reaction(name: str, says: str) -> StoredEvent[ReactionTold]:
    return StoredEvent(
        name=name,
        payload=ReactionTold,
        audience=Audience.VERSION,
        says=says,
        example={"comment_id": _COMMENT_ID, "version": 2, "kind": "like", "author": _JIWOO, "reactions": _COUNTS},
        changes=_CHANGES,
        words=Words.NONE,
    )


COMMENT_NEW = StoredEvent(
    name="comment.new",
    payload=WholeComment,
    audience=Audience.VERSION,
    says="Somebody commented, or a deleted comment came back.",
    example={**_HEAD, "replies": [], "reactions": _COUNTS},
    changes=_CHANGES,
    words=Words.OF_COMMENT,
)
COMMENT_UPDATE = _of_comment("comment.update", "A comment was changed by its author, or its status with other things.")
COMMENT_RESOLVE = _of_comment("comment.resolve", "A comment is dealt with.")
COMMENT_REOPEN = _of_comment("comment.reopen", "A comment is open again.")
COMMENT_DELETE = StoredEvent(
    name="comment.delete",
    payload=CommentGone,
    audience=Audience.VERSION,
    says="A comment was deleted, with its replies and reactions.",
    example={"id": _COMMENT_ID, "version": 2},
    changes=_CHANGES,
    words=Words.NONE,
)
COMMENT_REPLY_NEW = _of_reply("comment.reply.new", "Somebody answered a comment, or a deleted reply came back.")
COMMENT_REPLY_UPDATE = _of_reply("comment.reply.update", "A reply says something else.")
COMMENT_REPLY_DELETE = StoredEvent(
    name="comment.reply.delete",
    payload=ReplyGone,
    audience=Audience.VERSION,
    says="A reply was deleted.",
    example={"comment_id": _COMMENT_ID, "version": 2, "reply_id": _REPLY["id"]},
    changes=_CHANGES,
    words=Words.NONE,
)
COMMENT_REACTION_ADD = _of_reaction("comment.reaction.add", "Somebody gave a comment a reaction.")
COMMENT_REACTION_REMOVE = _of_reaction("comment.reaction.remove", "Somebody took their reaction back.")

COMMENT_TYPING = PassingEvent(
    name="comment.typing",
    payload=Typing,
    audience=Audience.VERSION,
    says="Somebody types a comment, or no longer does; pages hear it as `presence.update`.",
    example={"id": _JIWOO["id"], "kind": "user", "name": "지우", "active": True, "version": 2},
    reach=Reach.SOCKETS,
)
