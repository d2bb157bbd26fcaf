"""Who listens where in this process."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol
from uuid import UUID

from videoplanet.shared.live.event import Place
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.metrics import LIVE_LISTENERS, PAGES, SOCKETS, Labels
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Room:
    """A video or a project; `version` when only that version of the video is to be heard of, `is_overview` when of comments only
    how many there are.
    """

    kind: Literal["video", "project"]
    id: UUID
    version: int | None = None
    is_overview: bool = False

    @property
    def name(self) -> str:
        """Name of the Socket.IO room."""
        part = "overview" if self.is_overview else self.version
        return f"{self.kind}:{self.id}" if part is None else f"{self.kind}:{self.id}:{part}"

    def hears(self, frame: Frame) -> bool:
        """Whether a frame of this video or project is for this room."""
        return self.version is None or frame.concerns(self.version)


class Outbox(Protocol):
    """Where frames for one client wait to be sent."""

    def put(self, frame: Frame) -> None:
        """Queue a frame; never waits."""


@dataclass(eq=False, slots=True)
class Listener:
    """One connection in one room.

    With an `outbox` it is handed each frame; without one it is reached through its room's broadcast. `on_end` is called, with an
    error code, when it may no longer listen. `link_until` is when the guest's link ends, which may change meanwhile.
    """

    principal: Principal
    project_id: UUID
    room: Room
    on_end: Callable[[str], None]
    outbox: Outbox | None = None
    connection: str = field(default="")
    link_until: datetime | None = field(init=False)

    def __post_init__(self) -> None:
        """Begin with what was known of the link when it was asked who listens."""
        self.link_until = self.principal.link_until

    @property
    def until(self) -> datetime | None:
        """When it may no longer listen, though nobody says so: its token or its link is over then."""
        ends = [end for end in (self.principal.token_until, self.link_until) if end is not None]
        return min(ends, default=None)

    def is_over(self, moment: datetime) -> bool:
        """Whether its right has ended by itself."""
        return self.until is not None and self.until <= moment

    @property
    def code_when_over(self) -> str:
        """The error code that says why."""
        return "share.expired" if self.link_until is not None and self.link_until == self.until else "not_signed_in"

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

    @property
    def labels(self) -> Labels:
        """How it is counted."""
        return PAGES if self.outbox is None else SOCKETS

    @property
    def place(self) -> Place:
        """Where it listens, as frames say it."""
        return Place(project_id=self.project_id, video_id=self.room.id if self.room.kind == "video" else None)


class Rooms:
    """The process's listeners, by video or project."""

    def __init__(self) -> None:
        self._listeners: defaultdict[UUID, dict[Room, set[Listener]]] = defaultdict(dict)
        self._of_project: Counter[UUID] = Counter()
        self._last_seq: dict[Room, int] = {}

    def add(self, listener: Listener) -> None:
        """Let it in."""
        self._listeners[listener.room.id].setdefault(listener.room, set()).add(listener)
        self._of_project[listener.project_id] += 1
        LIVE_LISTENERS.add(1, listener.labels)

    def discard(self, listener: Listener) -> bool:
        """Let it out; return whether it was in."""
        of_id = self._listeners.get(listener.room.id, {})
        members = of_id.get(listener.room, set())
        if listener not in members:
            return False
        members.remove(listener)
        LIVE_LISTENERS.add(-1, listener.labels)
        if not members:
            del of_id[listener.room]
            self._last_seq.pop(listener.room, None)
        if not of_id:
            del self._listeners[listener.room.id]
        self._of_project[listener.project_id] -= 1
        if not self._of_project[listener.project_id]:
            del self._of_project[listener.project_id]
        return True

    def has_listeners(self, project_id: UUID) -> bool:
        """Whether anybody here listens to the project or one of its videos."""
        return project_id in self._of_project

    def listeners_of(self, id_: UUID) -> int:
        """How many listen to a video or project itself."""
        return sum(len(members) for members in self._listeners.get(id_, {}).values())

    def hearing(self, frame: Frame) -> list[tuple[Room, set[Listener]]]:
        """Return the rooms a frame is for, each with its listeners."""
        ids = (frame.video_id, frame.project_id) if frame.video_id else (frame.project_id,)
        return [
            (room, members)
            for id_ in ids
            for room, members in self._listeners.get(id_, {}).items()
            if room.hears(frame)
        ]

    def of_other_versions(self, frame: Frame) -> list[Listener]:
        """Return those on the frame's video who hear of one version only, and not of the frame's."""
        of_id = self._listeners.get(frame.video_id, {}) if frame.video_id is not None else {}
        others = [members for room, members in of_id.items() if room.version not in (None, frame.version)]
        return [listener for members in others for listener in members]

    def as_heard_in(self, room: Room, frame: Frame) -> Frame:
        """The frame as it is told in a room: where one version only is heard of, without the number of what is not.

        There, the operation before is the last one that was told; nothing before the first, because whoever comes in knows all
        that is older.
        """
        if room.version is None:
            return frame
        if frame.seq is None:
            return frame.seen_on(room.version)
        told = frame.following(self._last_seq.get(room, 0))
        self._last_seq[room] = frame.seq
        return told

    def __contains__(self, listener: Listener) -> bool:
        """Whether it is in."""
        return listener in self._listeners.get(listener.room.id, {}).get(listener.room, ())

    def __iter__(self) -> Iterator[Listener]:
        """Every listener; safe against changes while iterating."""
        return iter([one for of_id in self._listeners.values() for members in of_id.values() for one in members])
