"""What programs say on `/ws`: every kind of frame that they may send, with its payload. What they hear is the table of events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from videoplanet.entities.activity.operations.comments import COMMENT_NEW
from videoplanet.entities.activity.operations.connection import PONG, SYNC_RESPONSE
from videoplanet.features.write_comment.schemas import FRAME_MAX, NewComment
from videoplanet.shared.entered import Entered
from videoplanet.shared.live.event import Event

_Number = Annotated[int, Field(ge=1, le=FRAME_MAX)]


class Credentials(Entered):
    """An access token."""

    token: str


class Ping(Entered):
    """Nothing; what there is is passed over."""


class SyncRequest(Entered):
    """The last number that is known."""

    after: Annotated[int, Field(ge=0, le=2**62)] = 0


class Playhead(Entered):
    """Where one's playhead is, and whether one types; what is left out stays. `version` is the one that is said of."""

    frame: Annotated[int, Field(ge=0, le=FRAME_MAX)] | None = None
    typing: bool | None = None
    version: _Number | None = None


class TypingState(Entered):
    """Whether one types, and on which version."""

    active: bool
    version: _Number | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """One kind of frame that programs send; `answer` is what they are told because of it, where that is certain."""

    name: str
    payload: type[Entered]
    says: str
    example: dict[str, Any]
    answer: Event[Any] | None = None
    on_videos_only: bool = False


AUTH = Message(
    name="auth",
    payload=Credentials,
    says="The first frame, within five seconds, where neither header nor cookie says who it is.",
    example={"token": "eyJhbGciOiJIUzI1NiIs…"},
)
PING = Message(name="ping", payload=Ping, says="Asks for a sign of life.", example={}, answer=PONG)
SYNC_REQUEST = Message(
    name="sync.request",
    payload=SyncRequest,
    says="Asks for the stored events after a number, as after a break.",
    example={"after": 40},
    answer=SYNC_RESPONSE,
)
COMMENT_DRAFT = Message(
    name="comment.new",
    payload=NewComment,
    says="Comments, as over REST; where the comment has no `id` the frame's serves, if that is a UUID. Sending it again is safe.",
    example={"version": 2, "frame_in": 54, "body": "표시한 부분 색이 튑니다.", "kind": "fix"},
    answer=COMMENT_NEW,
    on_videos_only=True,
)
PLAYHEAD = Message(
    name="presence.update",
    payload=Playhead,
    says="Tells the others where one is; more than four a second are passed over.",
    example={"frame": 54, "version": 2},
    on_videos_only=True,
)
TYPING = Message(
    name="comment.typing",
    payload=TypingState,
    says="Tells the others that one types, or no longer does.",
    example={"active": True, "version": 2},
    on_videos_only=True,
)
MESSAGES = (AUTH, PING, SYNC_REQUEST, COMMENT_DRAFT, PLAYHEAD, TYPING)
