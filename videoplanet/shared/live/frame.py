"""A message on its way to listeners: parsed once, serialised at most once, however many read it."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

# What is about a video as a whole. Everything else is about one version and says which, or is not for those who see one only.
_OF_THE_VIDEO = ("video.", "presence.", "access.")


class Frame:
    """One message of the gateway's contract. Stored operations have a `seq`, ephemeral ones (presence, progress) have none."""

    def __init__(self, content: dict[str, Any]) -> None:
        self.content = content
        self.type: str = content["type"]
        self.seq: int | None = content.get("seq")
        self.project_id = UUID(content["project_id"])
        self.video_id = UUID(content["video_id"]) if content.get("video_id") else None

    @cached_property
    def text(self) -> str:
        """The frame as JSON."""
        return orjson.dumps(self.content).decode()

    def concerns(self, version: int) -> bool:
        """Whether it may be told to somebody who may know of this version of the video only."""
        return self.type.startswith(_OF_THE_VIDEO) or self.version == version

    @cached_property
    def version(self) -> int | None:
        """The version it is about, if it is about one only."""
        version: Any = self.content["payload"].get("version")
        number: Any = version.get("number") if isinstance(version, dict) else version
        return number if isinstance(number, int) else None

    def seen_on(self, version: int) -> Frame:
        """The same for somebody who may know of this version only: of people, where they are on it and no more."""
        if not self.type.startswith("presence."):
            return self
        people = [as_seen_on(version, person) for person in self.content["payload"]["people"]]
        return Frame({**self.content, "payload": {"people": people}})

    def following(self, previous_seq: int) -> Frame:
        """The same operation for somebody to whom the one before it was number `previous_seq`."""
        return Frame({**self.content, "previous_seq": previous_seq})


def as_seen_on(version: int, person: dict[str, Any]) -> dict[str, Any]:
    """What somebody who may know of one version only is told of a person: where they are on it, else that they are there."""
    return person if person.get("version") == version else {**person, "frame": None, "typing": False, "version": None}
