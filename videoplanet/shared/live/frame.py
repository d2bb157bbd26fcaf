"""A message on its way to listeners: parsed once, serialised at most once, however many read it."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

from videoplanet.shared.live.event import Audience, Event, Listing, PassingEvent
from videoplanet.shared.live.own_events import PresentPerson


class Frame:
    """One message of the gateway's contract. Stored operations have a `seq`, ephemeral ones (presence, progress) have none.

    `event` is what it tells; None when this process does not know it, as when another release sends it. Then it is told like what
    is about one version.
    """

    def __init__(self, content: dict[str, Any], event: Event[Any] | None = None) -> None:
        self.content = content
        self.event = event
        self.type: str = content["type"]
        self.seq: int | None = content.get("seq")
        self.project_id = UUID(content["project_id"])
        self.video_id = UUID(content["video_id"]) if content.get("video_id") else None

    @property
    def moment(self) -> datetime | None:
        """When it happened, by the clock of the process that tells it."""
        told: str | None = self.content.get("timestamp")
        return datetime.fromisoformat(told) if told else None

    @cached_property
    def text(self) -> str:
        """The frame as JSON."""
        return orjson.dumps(self.content).decode()

    def concerns(self, version: int) -> bool:
        """Whether it may be told to somebody who may know of this version of the video only."""
        return (self.event is not None and self.event.audience is Audience.VIDEO) or self.version == version

    @property
    def changes_versions(self) -> bool:
        """Whether another version may be the newest that can be watched from now on."""
        return self.event is not None and Listing.VERSIONS in self.event.changes

    @property
    def lists_people(self) -> bool:
        """Whether it says who is there, and where."""
        return isinstance(self.event, PassingEvent) and self.event.people

    @cached_property
    def version(self) -> int | None:
        """The version it is about, if it is about one only."""
        version: Any = self.content["payload"].get("version")
        number: Any = version.get("number") if isinstance(version, dict) else version
        return number if isinstance(number, int) else None

    def seen_on(self, version: int) -> Frame:
        """The same for somebody who may know of this version only: of people, where they are on it and no more."""
        if not self.lists_people:
            return self
        people = [as_seen_on(version, person) for person in self.content["payload"]["people"]]
        return self._saying(payload={"people": people})

    def following(self, previous_seq: int) -> Frame:
        """The same operation for somebody to whom the one before it was number `previous_seq`."""
        return self._saying(previous_seq=previous_seq)

    def _saying(self, **more: Any) -> Frame:
        return Frame({**self.content, **more}, self.event)


def as_seen_on(version: int, person: PresentPerson) -> PresentPerson:
    """What somebody who may know of one version only is told of a person: where they are on it, else that they are there."""
    return person if person.get("version") == version else {**person, "frame": None, "typing": False, "version": None}
