"""What an event is, whatever it tells: its name, the shape of its payload, who hears of it and which lists it changes; and the one
place that builds frames. Which events there are is not said here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypedDict, TypeVar
from uuid import UUID

from videoplanet.shared.clock import now, rfc3339
from videoplanet.shared.ids import new_id

PayloadT = TypeVar("PayloadT")


class Audience(StrEnum):
    """Who hears of an event."""

    MEMBERS = "members"
    """The members of the project."""
    VIDEO = "video"
    """The members, and whoever else sees the video."""
    VERSION = "version"
    """The members, and whoever else sees the version that the payload names, as `version` or as `version.number`."""
    PERSON = "person"
    """One user, on every page that they have open."""
    CONNECTION = "connection"
    """One connection only."""


class Listing(StrEnum):
    """A list that somebody may be looking at and that an event makes old."""

    PROJECTS = "projects"
    MEMBERS = "members"
    INVITATIONS = "invitations"
    VIDEOS = "videos"
    VERSIONS = "versions"
    """Which versions there are, and what of them can be watched."""
    COMMENTS = "comments"
    PRESENCE = "presence"


@dataclass(frozen=True, kw_only=True, eq=False)
class Event(Generic[PayloadT]):
    """One kind of thing that is told live. `says` is a sentence for who reads the contract, `example` a payload."""

    name: str
    payload: type[PayloadT]
    audience: Audience
    says: str
    example: Any
    changes: frozenset[Listing] = field(default=frozenset())


class Place(TypedDict):
    """Where something happened, as frames say it."""

    project_id: UUID
    video_id: UUID | None


class Reach(StrEnum):
    """Over which lines an event is told."""

    EVERYWHERE = "everywhere"
    PAGES = "pages"
    """The open pages of the site."""
    SOCKETS = "sockets"
    """The connections of programs, below `/ws`."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PassingEvent(Event[PayloadT]):
    """One that is told and not kept: the next one replaces it, and whoever missed it asks for what is.

    One that lists `people` says less of where they are to whoever may know of one version only. Frames of one that `names_seq` have
    a `seq`, of null.
    """

    reach: Reach = Reach.EVERYWHERE
    people: bool = False
    names_seq: bool = False

    def frame(
        self, payload: PayloadT, *, project_id: UUID | None = None, video_id: UUID | None = None
    ) -> dict[str, Any]:
        """Return the frame that tells it now."""
        if self.names_seq:
            return live_frame(self.name, payload, project_id=project_id, video_id=video_id, seq=None)
        return live_frame(self.name, payload, project_id=project_id, video_id=video_id)


def live_frame(
    type_: str,
    payload: Any,
    *,
    project_id: UUID | None,
    video_id: UUID | None,
    id_: UUID | None = None,
    moment: datetime | None = None,
    **numbers: int | None,
) -> dict[str, Any]:
    """Return a JSON-able frame of the gateway's contract.

    Args:
        type_: the event's name.
        payload: what it tells.
        project_id: where; None for what concerns a person and no project.
        video_id: the video it is about, if any.
        id_: the frame's; a new one by default.
        moment: when it happened; now by default.
        numbers: `seq` and `previous_seq`, where it has them.
    """
    return {
        "type": type_,
        "payload": payload,
        "timestamp": rfc3339(moment or now()),
        "id": str(id_ or new_id()),
        **numbers,
        "project_id": str(project_id) if project_id is not None else None,
        "video_id": str(video_id) if video_id is not None else None,
    }
