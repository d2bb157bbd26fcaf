"""Tables of comments, replies and reactions."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from videoplanet.entities.comment.open import OPEN
from videoplanet.shared.clock import now
from videoplanet.shared.db.base import EnumText, TimestampTZ
from videoplanet.shared.ids import new_id

BODY_LENGTH = 5000
GUEST_BODY_LENGTH = 1000
REPLY_LENGTH = 2000
TAGS_LIMIT = 10
TAG_LENGTH = 30
SHAPES_LIMIT = 50


class CommentKind(StrEnum):
    """What a comment asks for."""

    FIX = "fix"
    IDEA = "idea"
    APPROVE = "approve"
    QUESTION = "question"


class CommentPriority(StrEnum):
    """How urgent it is."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class CommentStatus(StrEnum):
    """Whether it is dealt with."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"


class ReactionKind(StrEnum):
    """One-tap answers; one per person and comment."""

    LIKE = "like"
    DISLIKE = "dislike"
    QUESTION = "question"


_ONE_AUTHOR = "(author_user_id is null) <> (author_guest_id is null)"


class Comment(SQLModel, table=True):
    """A remark on a version: at a frame, over a range of frames (both included), or on the whole (`frame_in` is null).

    `seq` is the number of the operation that created it; it orders comments on one frame and finds that operation again.
    """

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(_ONE_AUTHOR, name="one_author"),
        CheckConstraint(
            "(frame_out is null) or (frame_in is not null and frame_out >= frame_in)", name="range_in_order"
        ),
        Index("ix_comment_video_id_frame_in_seq", "video_id", "frame_in", "seq"),
        Index("ix_comment_open", "video_id", postgresql_where=text(OPEN)),
        Index("ix_comment_author_guest_id", "author_guest_id", postgresql_where=text("author_guest_id is not null")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    video_id: UUID = Field(foreign_key="video.id", ondelete="CASCADE")
    version_id: UUID = Field(foreign_key="version.id", index=True, ondelete="CASCADE")
    author_user_id: UUID | None = Field(default=None, foreign_key="user_account.id")
    author_guest_id: UUID | None = Field(default=None, foreign_key="guest.id")
    frame_in: int | None = None
    frame_out: int | None = None
    body: str = Field(sa_type=Text)
    kind: CommentKind = Field(default=CommentKind.FIX, sa_type=EnumText(CommentKind))
    priority: CommentPriority = Field(default=CommentPriority.MEDIUM, sa_type=EnumText(CommentPriority))
    status: CommentStatus = Field(default=CommentStatus.OPEN, sa_type=EnumText(CommentStatus))
    tags: list[str] = Field(default_factory=list, sa_type=JSONB)
    assignee_id: UUID | None = Field(default=None, foreign_key="user_account.id")
    drawing: list[dict[str, Any]] | None = Field(default=None, sa_type=JSONB)
    seq: int = Field(sa_type=BigInteger)
    revision: int = 1
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    edited_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    resolved_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    resolved_by: UUID | None = Field(default=None, foreign_key="user_account.id")
    deleted_at: datetime | None = Field(default=None, sa_type=TimestampTZ)


class Reply(SQLModel, table=True):
    """An answer to a comment, one level deep."""

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint(_ONE_AUTHOR, name="one_author"),
        Index("ix_reply_author_guest_id", "author_guest_id", postgresql_where=text("author_guest_id is not null")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    comment_id: UUID = Field(foreign_key="comment.id", index=True, ondelete="CASCADE")
    author_user_id: UUID | None = Field(default=None, foreign_key="user_account.id")
    author_guest_id: UUID | None = Field(default=None, foreign_key="guest.id")
    body: str = Field(sa_type=Text)
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
    edited_at: datetime | None = Field(default=None, sa_type=TimestampTZ)
    deleted_at: datetime | None = Field(default=None, sa_type=TimestampTZ)


class Reaction(SQLModel, table=True):
    """A person's one reaction to a comment."""

    __tablename__ = "reaction"
    __table_args__ = (
        CheckConstraint(_ONE_AUTHOR, name="one_author"),
        UniqueConstraint("comment_id", "author_user_id"),
        UniqueConstraint("comment_id", "author_guest_id", name="uq_reaction_comment_id_guest"),
        Index("ix_reaction_author_guest_id", "author_guest_id", postgresql_where=text("author_guest_id is not null")),
    )

    id: UUID = Field(default_factory=new_id, primary_key=True)
    comment_id: UUID = Field(foreign_key="comment.id", index=True, ondelete="CASCADE")
    author_user_id: UUID | None = Field(default=None, foreign_key="user_account.id")
    author_guest_id: UUID | None = Field(default=None, foreign_key="guest.id")
    kind: ReactionKind = Field(sa_type=EnumText(ReactionKind))
    created_at: datetime = Field(default_factory=now, sa_type=TimestampTZ)
