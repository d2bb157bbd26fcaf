"""Pages as listeners: which Socket.IO connection is in which room, and how a room is told something.

A frame reaches a room as one Reflex delta, encoded once, on a var of `LiveState`; no state is loaded or stored for it.
Not for deciding who may listen.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Literal
from uuid import UUID

import structlog

from videoplanet.entities.activity.operations.connection import RIGHTS_CHANGED
from videoplanet.features.follow_live.service import Following
from videoplanet.features.show_presence.arrivals import Arrivals
from videoplanet.features.show_presence.service import depart
from videoplanet.shared.live.event import PassingEvent, Reach
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub
from videoplanet.shared.live.own_events import ACCESS_ENDED
from videoplanet.shared.live.page_sockets import PageSockets
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal
from videoplanet.widgets.live_state.overviews import Overviews

log = structlog.get_logger(__name__)
BACKLOG_LIMIT = 2000
LATE_REPORT_SECONDS = 5.0
Var = Literal["operation", "presence", "personal"]
OWN = ""


class Viewers:
    """The pages that are open in this process.

    A page has a room of its own, which it joins first, and may be in others beside it, each under a name: what it compares with,
    what it watches over. Leaving one of them keeps the others; leaving the page, or coming to another one on the same connection,
    leaves them all. What is said to a person reaches each of their pages without a room.
    """

    def __init__(self, sockets: PageSockets, state_name: str, hub: LiveHub) -> None:
        self._sockets = sockets
        self._state_name = state_name
        self._hub = hub
        self._listeners: dict[str, dict[str, Listener]] = {}
        self._moved: dict[str, float] = {}
        self._overviews = Overviews(self.broadcast)
        self._arrivals = Arrivals(self._welcome, hub.rooms.__contains__)
        self._tasks: set[asyncio.Task[None]] = set()

    async def join(self, sid: str, principal: Principal, following: Following, *, beside: str = OWN) -> None:
        """Let a page hear a room; every operation stored after this returns reaches it. Who else is there it is told soon.

        Args:
            sid: the page's connection.
            principal: who looks.
            following: the room, as `features/follow_live` gives it.
            beside: the name under which it is heard beside the page's own room; it takes the place of the one of that name.

        Raises:
            Unavailable: the database does not answer.
        """
        known = self._listener(sid, beside)
        if known is not None and (known.room, known.principal) == (following.room, principal):
            return
        if beside != OWN:
            await self.leave_room(sid, beside=beside)
        elif sid in self._listeners:  # another page has come in the place of the one before
            self._moved[sid] = time.monotonic()
            await self.leave(sid)
        room = following.room
        on_end = partial(self._ended, sid, beside)
        listener = Listener(principal, following.project_id, room, on_end=on_end, connection=sid)
        self._listeners.setdefault(sid, {})[beside] = listener
        try:
            await self._sockets.enter(sid, room.name)
            await self._hub.join(listener)
        except BaseException:
            await self.leave_room(sid, beside=beside)
            raise
        if self._listener(sid, beside) is not listener:
            return  # put out meanwhile, and told so
        if not self._sockets.is_connected(sid):
            await self.leave(sid)
        elif room.kind == "video":
            self._arrivals.add(listener)

    async def leave(self, sid: str) -> None:
        """Take a page out of every room that it is in."""
        for beside in tuple(self._listeners.get(sid, {})):
            await self.leave_room(sid, beside=beside)

    async def leave_room(self, sid: str, *, beside: str = OWN) -> None:
        """Take a page out of its own room, or out of one beside it, if it is in it. The others stay."""
        listener = self._pop(sid, beside)
        if listener is None:
            return
        self._hub.leave(listener)
        await self._depart(sid, listener)

    async def leave_page(self, sid: str) -> None:
        """Take a page out because it says that it closes.

        When one page follows another, the browser may report the old one's end after the new one has joined: a report that
        comes soon after a move from room to room is about the room left by it.
        """
        if time.monotonic() - self._moved.pop(sid, -LATE_REPORT_SECONDS) >= LATE_REPORT_SECONDS:
            await self.leave(sid)

    def tell_person(self, sids: Iterable[str], message: Mapping[str, Any]) -> None:
        """Tell somebody's open pages what concerns them only, whichever room they are in."""
        for sid in sids:
            self._later(self._emit("personal", dict(message), sid))

    def tell_of_rights(self, changed: Mapping[str, Any]) -> None:
        """Tell the pages that an announcement means to look again at what they may do."""
        told = RIGHTS_CHANGED.frame({})
        for sid, listeners in tuple(self._listeners.items()):
            if any(listener.is_meant_by(changed) for listener in listeners.values()):
                self._later(self._emit("personal", told, sid))

    def disconnected(self, sid: str) -> None:
        """Take a page out whose connection is gone."""
        self._moved.pop(sid, None)
        if sid in self._listeners:
            self._later(self.leave(sid))

    async def broadcast(self, room: Room, frame: Frame) -> None:
        """Tell every page in a room."""
        if isinstance(frame.event, PassingEvent) and frame.event.reach is Reach.SOCKETS:
            return
        if self._overviews.takes(room, frame):
            return
        var: Var = "presence" if frame.lists_people else "operation"
        await self._sockets.broadcast(room.name, self._state_name, var, frame.content)

    async def tend(self) -> None:
        """Part with connections that are gone or do not keep up."""
        for sid in list(self._listeners):
            if not self._sockets.is_connected(sid):
                await self.leave(sid)
            elif self._sockets.backlog(sid) > BACKLOG_LIMIT:
                log.warning("page_too_slow", sid=sid)
                await self._sockets.hang_up(sid)

    async def move(self, listener: Listener, room: Room) -> None:
        """Let a listener, page or not, hear another version of their video, and tell them which."""
        left, told = listener.room, self._hub.move(listener, room)
        if listener.outbox is None:
            sid = listener.connection
            await self._leave_channel(sid, left)
            await self._sockets.enter(sid, room.name)
            await self._emit("operation", told.content, sid)

    def _ended(self, sid: str, beside: str, code: str) -> None:
        listener = self._pop(sid, beside)
        if listener is not None:
            if not self._still_hears(sid, listener.room):
                self._sockets.put_out(sid, listener.room.name)
            self._later(self._tell_end(sid, listener, code))

    async def _tell_end(self, sid: str, listener: Listener, code: str) -> None:
        await self._depart(sid, listener)
        await self._emit("operation", ACCESS_ENDED.frame({"code": code}, **listener.place), sid)

    async def _depart(self, sid: str, listener: Listener) -> None:
        await self._leave_channel(sid, listener.room)
        if listener.room.kind == "video" and not self._watches(sid, listener.room.id):
            await depart(listener.principal, listener.project_id, listener.room.id, sid)

    async def _leave_channel(self, sid: str, room: Room) -> None:
        if not self._still_hears(sid, room):
            await self._sockets.leave(sid, room.name)

    def _still_hears(self, sid: str, room: Room) -> bool:
        """Whether a page is in the same room under another name."""
        return any(listener.room == room for listener in self._listeners.get(sid, {}).values())

    def _watches(self, sid: str, video_id: UUID) -> bool:
        """Whether a page is in a room of the video, whichever of its versions."""
        return any(listener.room.id == video_id for listener in self._listeners.get(sid, {}).values())

    def _listener(self, sid: str, beside: str) -> Listener | None:
        return self._listeners.get(sid, {}).get(beside)

    def _pop(self, sid: str, beside: str) -> Listener | None:
        listeners = self._listeners.get(sid, {})
        listener = listeners.pop(beside, None)
        if not listeners:
            self._listeners.pop(sid, None)
        return listener

    async def _welcome(self, listeners: Sequence[Listener], frame: Frame) -> None:
        sids = [listener.connection for listener in listeners]
        await self._sockets.tell_each(sids, self._state_name, "presence", frame.content)

    async def _emit(self, var: Var, frame: dict[str, Any], to: str) -> None:
        await self._sockets.tell(to, self._state_name, var, frame)

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
