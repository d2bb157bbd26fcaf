"""What the gateway takes and gives for comments; `/ws` takes the same."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from videoplanet.entities.comment.model import (
    BODY_LENGTH,
    TAG_LENGTH,
    TAGS_LIMIT,
    CommentKind,
    CommentPriority,
    CommentStatus,
)
from videoplanet.features.write_comment.drawing import Drawing, Shape
from videoplanet.shared.entered import Choice, Entered, Id
from videoplanet.shared.plain_text import ONE_LINE, PLAIN

FRAME_MAX = 2**31 - 1


def _distinct(tags: list[str]) -> list[str]:
    return list(dict.fromkeys(tags))


Body = Annotated[str, Field(min_length=1, max_length=BODY_LENGTH, description="Guests: at most 1,000."), PLAIN]
FrameNumber = Annotated[int, Field(ge=0, le=FRAME_MAX)]
Tag = Annotated[str, Field(min_length=1, max_length=TAG_LENGTH), ONE_LINE]
Tags = Annotated[list[Tag], Field(max_length=TAGS_LIMIT), AfterValidator(_distinct)]


class NewComment(Entered):
    """A remark at a frame, over a range of frames (both included), or on the whole version."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"version": 2, "frame_in": 54, "body": "표시한 부분 색이 튑니다.", "kind": "fix"}]
        },
    )

    id: Id | None = Field(
        default=None, description="Made by the client (UUIDv7): sending it again stores nothing twice."
    )
    version: Annotated[int, Field(ge=1, le=FRAME_MAX)]
    frame_in: FrameNumber | None = None
    frame_out: FrameNumber | None = None
    body: Body
    kind: Choice[CommentKind] = CommentKind.FIX
    priority: Choice[CommentPriority] = CommentPriority.MEDIUM
    tags: Tags = Field(default_factory=list)
    assignee_id: Id | None = None
    drawing: Drawing | None = None


class CommentChanges(Entered):
    """What to change; a field left out stays. All but `status` are the author's to change."""

    model_config = ConfigDict(extra="forbid")

    frame_in: FrameNumber | None = None
    frame_out: FrameNumber | None = None
    body: Body | None = None
    kind: Choice[CommentKind] | None = None
    priority: Choice[CommentPriority] | None = None
    tags: Tags | None = None
    assignee_id: Id | None = None
    drawing: Drawing | None = None
    status: Choice[CommentStatus] | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that were sent; null clears a frame, the assignee or the drawing, and is left out elsewhere."""
        clearable = {"frame_in", "frame_out", "assignee_id", "drawing"}
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        return {name: value for name, value in fields.items() if value is not None or name in clearable}


class PersonOut(BaseModel):
    """Somebody as others see them."""

    id: UUID
    kind: Literal["user", "guest"]
    name: str
    role: str | None


class ReplyOut(BaseModel):
    """An answer to a comment."""

    id: UUID
    author: PersonOut
    body: str
    created_at: datetime
    edited_at: datetime | None


class ReactionOut(BaseModel):
    """How often it was given, and whether by the reader."""

    count: int
    mine: bool


class ReactionsOut(BaseModel):
    """All kinds of reaction."""

    like: ReactionOut
    dislike: ReactionOut
    question: ReactionOut


class CommentOut(BaseModel):
    """A comment; `seq` is the number of the operation that created it."""

    id: UUID
    video_id: UUID
    version: int
    frame_in: int | None
    frame_out: int | None
    timecode_in: str | None = Field(examples=["01:00:02:04"])
    timecode_out: str | None
    body: str
    kind: CommentKind
    priority: CommentPriority
    tags: list[str]
    assignee: PersonOut | None
    drawing: list[Shape] | None
    status: CommentStatus
    author: PersonOut
    seq: int
    created_at: datetime
    edited_at: datetime | None
    resolved_by: PersonOut | None
    resolved_at: datetime | None
    replies: list[ReplyOut]
    reactions: ReactionsOut


class VersionCountOut(BaseModel):
    """How many comments a version has."""

    version: int
    open: int
    resolved: int


class CommentsOut(BaseModel):
    """A page of comments. Operations numbered after `seq` may not be in it yet.

    `counts` are there when asked for, unless the page holds all comments.
    """

    items: list[CommentOut]
    next_cursor: str | None
    seq: int
    counts: list[VersionCountOut] | None = None
