"""What a comment, a reply and their people look like outside the database: the JSON that REST, the bus and `/ws` share.

Plain dictionaries on purpose: they go straight into the serialiser, hundreds at a time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.comment.bodies import (
    CommentHead,
    PersonBody,
    ReactionCount,
    Reactions,
    ReplyBody,
    WholeComment,
)
from videoplanet.entities.comment.model import Comment, ReactionKind, Reply
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.timecode import timebase_of


@dataclass(frozen=True, slots=True)
class VersionOfComment:
    """What a comment needs to know of its version; rate and frame count are unknown until it was probed."""

    id: UUID
    number: int
    frame_count: int | None
    rate_num: int | None
    rate_den: int | None
    start_frame: int
    is_drop_frame: bool

    def timecode(self, frame: int | None) -> str | None:
        """Return the label of a frame, None where there is no frame or the rate is unknown."""
        if frame is None or not self.rate_num or not self.rate_den:
            return None
        return timebase_of(self.rate_num, self.rate_den, self.start_frame, self.is_drop_frame).timecode(frame)


@dataclass(frozen=True, slots=True)
class Person:
    """An author, an assignee or whoever resolved; `role` is a member's role, null for guests and former members."""

    id: UUID
    kind: str
    name: str
    role: str | None

    def json(self) -> PersonBody:
        """Return the JSON of the contract."""
        return {"id": str(self.id), "kind": self.kind, "name": self.name, "role": self.role}


People = Mapping[UUID, Person]


def author_id(row: Comment | Reply) -> UUID:
    """Return who wrote it, user or guest."""
    author = row.author_user_id or row.author_guest_id
    assert author is not None
    return author


def is_author(row: Comment | Reply, principal: Principal) -> bool:
    """Whether the principal wrote it; a guest never counts as a user and the other way round."""
    author = row.author_guest_id if principal.is_guest else row.author_user_id
    return author == principal.subject_id


def people_of(comments: Sequence[Comment], replies: Sequence[Reply]) -> tuple[set[UUID], set[UUID]]:
    """Return the ids of users and of guests whose names are shown."""
    rows: list[Comment | Reply] = [*comments, *replies]
    users = {row.author_user_id for row in rows}
    for comment in comments:
        users |= {comment.assignee_id, comment.resolved_by}
    guests = {row.author_guest_id for row in rows}
    return {one for one in users if one}, {one for one in guests if one}


def comment_head(comment: Comment, version: VersionOfComment, people: People) -> CommentHead:
    """Return a comment without its replies and reactions: the payload of an update."""
    assignee = people.get(comment.assignee_id) if comment.assignee_id else None
    resolver = people.get(comment.resolved_by) if comment.resolved_by else None
    return {
        "id": str(comment.id),
        "video_id": str(comment.video_id),
        "version": version.number,
        "frame_in": comment.frame_in,
        "frame_out": comment.frame_out,
        "timecode_in": version.timecode(comment.frame_in),
        "timecode_out": version.timecode(comment.frame_out),
        "body": comment.body,
        "kind": str(comment.kind),
        "priority": str(comment.priority),
        "tags": comment.tags,
        "assignee": assignee.json() if assignee else None,
        "drawing": comment.drawing,
        "status": str(comment.status),
        "author": people[author_id(comment)].json(),
        "seq": comment.seq,
        "created_at": rfc3339(comment.created_at),
        "edited_at": rfc3339(comment.edited_at) if comment.edited_at else None,
        "resolved_by": resolver.json() if resolver else None,
        "resolved_at": rfc3339(comment.resolved_at) if comment.resolved_at else None,
    }


def reply_json(reply: Reply, people: People) -> ReplyBody:
    """Return a reply."""
    return {
        "id": str(reply.id),
        "author": people[author_id(reply)].json(),
        "body": reply.body,
        "created_at": rfc3339(reply.created_at),
        "edited_at": rfc3339(reply.edited_at) if reply.edited_at else None,
    }


def reactions_json(counts: Mapping[ReactionKind, int], mine: ReactionKind | None) -> Reactions:
    """Return all three kinds with their counts, and which one is the reader's own."""

    def of(kind: ReactionKind) -> ReactionCount:
        return {"count": counts.get(kind, 0), "mine": kind is mine}

    return {
        "like": of(ReactionKind.LIKE),
        "dislike": of(ReactionKind.DISLIKE),
        "question": of(ReactionKind.QUESTION),
    }


def counts_json(counts: Mapping[ReactionKind, int]) -> Reactions:
    """Return all three kinds with their counts, as everybody may hear of them."""
    return {
        "like": {"count": counts.get(ReactionKind.LIKE, 0)},
        "dislike": {"count": counts.get(ReactionKind.DISLIKE, 0)},
        "question": {"count": counts.get(ReactionKind.QUESTION, 0)},
    }


def without_mine(whole: WholeComment) -> WholeComment:
    """Return a whole comment as everybody may hear of it: without which reactions are the reader's own."""
    told = whole["reactions"]
    return {
        **whole,
        "reactions": {
            "like": {"count": told["like"]["count"]},
            "dislike": {"count": told["dislike"]["count"]},
            "question": {"count": told["question"]["count"]},
        },
    }
