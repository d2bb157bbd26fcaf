"""Who listens where in this process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol
from uuid import UUID

from videoplanet.shared.live.frame import Frame
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Room:
    """A video or a project; `version` when only that version of the video is to be heard of."""

    kind: Literal["video", "project"]
    id: UUID
    version: int | None = None

    @property
    def name(self) -> str:
        """Name of the Socket.IO room."""
        return f"{self.kind}:{self.id}" if self.version is None else f"{self.kind}:{self.id}:{self.version}"

    def hears(self, frame: Frame) -> bool:
        """Whether a frame of this video or project is for this room."""
        return self.version is None or frame.version in (None, self.version)


class Outbox(Protocol):
    """Where frames for one client wait to be sent."""

    def put(self, frame: Frame) -> None:
        """Queue a frame; never waits."""


@dataclass(eq=False, slots=True)
class Listener:
    """One connection in one room.

    With an `outbox` it is handed each frame; without one it is reached through its room's broadcast. `on_end` is called, with an
    error code, when it may no longer listen.
    """

    principal: Principal
    project_id: UUID
    room: Room
    on_end: Callable[[str], None]
    outbox: Outbox | None = None
    connection: str = field(default="")

    def is_meant_by(self, ended: Mapping[str, Any]) -> bool:
        """Whether an announcement of ended access names this listener: every id it gives must fit."""
        mine = {
            "session_id": self.principal.session_id,
            "user_id": None if self.principal.is_guest else self.principal.subject_id,
            "guest_id": self.principal.subject_id if self.principal.is_guest else None,
            "share_id": self.principal.share_id,
            "project_id": self.project_id,
            "video_id": self.room.id if self.room.kind == "video" else None,
        }
        named = {name: str(mine[name]) for name in mine if name in ended}
        return bool(named) and all(ended[name] == value for name, value in named.items())


class Rooms:
    """The process's listeners, by video or project."""

    def __init__(self) -> None:
        self._listeners: defaultdict[UUID, dict[Room, set[Listener]]] = defaultdict(dict)
        self._of_project: Counter[UUID] = Counter()

    def add(self, listener: Listener) -> None:
        """Let it in."""
        self._listeners[listener.room.id].setdefault(listener.room, set()).add(listener)
        self._of_project[listener.project_id] += 1

    def discard(self, listener: Listener) -> bool:
        """Let it out; return whether it was in."""
        of_id = self._listeners.get(listener.room.id, {})
        members = of_id.get(listener.room, set())
        if listener not in members:
            return False
        members.remove(listener)
        if not members:
            del of_id[listener.room]
        if not of_id:
            del self._listeners[listener.room.id]
        self._of_project[listener.project_id] -= 1
        if not self._of_project[listener.project_id]:
            del self._of_project[listener.project_id]
        return True

    def has_listeners(self, project_id: UUID) -> bool:
        """Whether anybody here listens to the project or one of its videos."""
        return project_id in self._of_project

    def hearing(self, frame: Frame) -> list[tuple[Room, set[Listener]]]:
        """Return the rooms a frame is for, each with its listeners."""
        ids = (frame.video_id, frame.project_id) if frame.video_id else (frame.project_id,)
        return [
            (room, members)
            for id_ in ids
            for room, members in self._listeners.get(id_, {}).items()
            if room.hears(frame)
        ]

    def __iter__(self) -> Iterator[Listener]:
        """Every listener; safe against changes while iterating."""
        return iter([one for of_id in self._listeners.values() for members in of_id.values() for one in members])
