"""The shapes of a comment's JSON. What is told live of it has the shapes of `entities/activity/operations/comments.py`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict


class PersonBody(TypedDict):
    """A person's JSON."""

    id: str
    kind: str
    name: str
    role: str | None


class ReplyBody(TypedDict):
    """A reply's JSON."""

    id: str
    author: PersonBody
    body: str
    created_at: str
    edited_at: str | None


class ReactionCount(TypedDict):
    """How often a reaction was given, and whether by the reader, where there is one."""

    count: int
    mine: NotRequired[bool]


class Reactions(TypedDict):
    """All kinds of reaction."""

    like: ReactionCount
    dislike: ReactionCount
    question: ReactionCount


class CommentHead(TypedDict):
    """A comment's JSON without its replies and reactions."""

    id: str
    video_id: str
    version: int
    frame_in: int | None
    frame_out: int | None
    timecode_in: str | None
    timecode_out: str | None
    body: str
    kind: str
    priority: str
    tags: list[str]
    assignee: PersonBody | None
    drawing: list[dict[str, Any]] | None
    status: str
    author: PersonBody
    seq: int
    created_at: str
    edited_at: str | None
    resolved_by: PersonBody | None
    resolved_at: str | None


class WholeComment(CommentHead):
    """A comment's JSON."""

    replies: list[ReplyBody]
    reactions: Reactions
