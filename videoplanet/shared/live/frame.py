"""A message on its way to listeners: parsed once, serialised at most once, however many read it."""

from __future__ import annotations

from functools import cached_property
from typing import Any
from uuid import UUID

import orjson

# Operations about one version; guests whose link shows the newest version only do not hear those about older ones.
_OF_ONE_VERSION = "comment."


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

    @property
    def version(self) -> int | None:
        """The version it is about, if it is about one only."""
        if not self.type.startswith(_OF_ONE_VERSION):
            return None
        version: int | None = self.content["payload"].get("version")
        return version
