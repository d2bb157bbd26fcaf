"""The events that the hub itself deals with: who else is there, and whether one may go on listening."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from videoplanet.shared.live.event import Audience, Listing, PassingEvent, Reach
from videoplanet.shared.live.wire import PersonKind, Uuid


class PresentPerson(TypedDict):
    """Somebody who is watching; `version` is the one that `frame` and `typing` are said of."""

    id: Uuid
    kind: PersonKind
    name: str
    frame: int | None
    typing: bool
    version: int | None


class People(TypedDict):
    """Those of whom it tells."""

    people: list[PresentPerson]


class AccessEnded(TypedDict):
    """Why, as an error's code."""

    code: Annotated[str, Field(examples=["share.revoked"])]


class AccessMoved(TypedDict):
    """The version that is heard of from now on."""

    version: int | None


_SOMEBODY: PresentPerson = {
    "id": "0192a000-0000-7000-8000-000000000001",
    "kind": "user",
    "name": "지우",
    "frame": 54,
    "typing": False,
    "version": 2,
}


def _presence(name: str, says: str, audience: Audience = Audience.VIDEO) -> PassingEvent[People]:
    return PassingEvent(
        name=name,
        payload=People,
        audience=audience,
        says=says,
        example={"people": [_SOMEBODY]},
        changes=frozenset({Listing.PRESENCE}),
        people=True,
    )


PRESENCE_STATE = _presence("presence.state", "Everybody who is watching, told on arrival.", Audience.CONNECTION)
PRESENCE_JOIN = _presence("presence.join", "People have come to watch.")
PRESENCE_UPDATE = _presence("presence.update", "People are at another frame, or type, or no longer do.")
PRESENCE_LEAVE = _presence("presence.leave", "People have gone.")

ACCESS_ENDED = PassingEvent(
    name="access.ended",
    payload=AccessEnded,
    audience=Audience.CONNECTION,
    says="Nothing more is heard here; pages are told, programs see their connection closed.",
    example={"code": "share.revoked"},
    reach=Reach.PAGES,
)
ACCESS_MOVED = PassingEvent(
    name="access.moved",
    payload=AccessMoved,
    audience=Audience.CONNECTION,
    says="A link that shows the newest version only shows another one from now on, and that is what is heard of.",
    example={"version": 3},
)
