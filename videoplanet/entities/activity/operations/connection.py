"""What one connection is told for itself: answers to what it asked, and what concerns the person behind a page."""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

from videoplanet.shared.live.event import Audience, Listing, PassingEvent, Reach
from videoplanet.shared.live.wire import Moment, Uuid


class Ref(TypedDict):
    """The `id` of the frame that it answers, where that had one."""

    ref: str | None


class StoredFrame(TypedDict):
    """A stored event as it was told; `previous_seq` is the number of the same video's event before it."""

    type: str
    payload: dict[str, Any]
    timestamp: Moment
    id: Uuid
    seq: int
    previous_seq: int | None
    project_id: Uuid
    video_id: Uuid | None


class Missed(Ref):
    """What happened after the number asked for, oldest first, and the last number.

    `has_more` says to ask again, after the last event's number.
    """

    events: list[StoredFrame]
    seq: int
    has_more: bool


class FieldFault(TypedDict):
    """What is wrong with one field."""

    field: str
    code: str
    message: str


class Fault(Ref):
    """Why it was not done: a stable `code`, and `detail` in the reader's language."""

    code: str
    detail: str
    errors: NotRequired[list[FieldFault]]


class Nothing(TypedDict):
    """That it happened is all there is to say."""


PONG = PassingEvent(
    name="pong",
    payload=Ref,
    audience=Audience.CONNECTION,
    says="Answers `ping`, after everything that was sent before it.",
    example={"ref": "1"},
    reach=Reach.SOCKETS,
)
ERROR = PassingEvent(
    name="error",
    payload=Fault,
    audience=Audience.CONNECTION,
    says="A frame was not understood, or not allowed. The connection stays.",
    example={"code": "not_allowed", "detail": "권한이 없습니다.", "ref": "1"},
    reach=Reach.SOCKETS,
)
SYNC_RESPONSE = PassingEvent(
    name="sync.response",
    payload=Missed,
    audience=Audience.CONNECTION,
    says="Answers `sync.request`: at most 500 stored events, with people's words as they are now.",
    example={"events": [], "seq": 41, "has_more": False, "ref": "1"},
    reach=Reach.SOCKETS,
)
PROJECTS_CHANGED = PassingEvent(
    name="projects.changed",
    payload=Nothing,
    audience=Audience.PERSON,
    says="Other projects are theirs than before, or they have another role in one.",
    example={},
    changes=frozenset({Listing.PROJECTS}),
    reach=Reach.PAGES,
)
RIGHTS_CHANGED = PassingEvent(
    name="rights.changed",
    payload=Nothing,
    audience=Audience.CONNECTION,
    says="Something else may be done here than before.",
    example={},
    reach=Reach.PAGES,
)
