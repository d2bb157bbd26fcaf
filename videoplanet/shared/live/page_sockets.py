"""The one place that touches Reflex's sockets: its event namespace, Socket.IO below it and Engine.IO below that.

Reflex finds a page's state by the token in the socket's address, and by nothing else. Here that token is mixed with whose the page
is, before Reflex sees it: a handshake of anybody else with the same token gets a state of its own, empty. What is relied upon of
Reflex is in `tests/integration/app/test_page_sockets.py`.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast
from uuid import UUID
from weakref import WeakKeyDictionary

import reflex as rx
import structlog
from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import MESSAGE
from engineio.packet import Packet as TransportPacket
from reflex.istate.manager.token import BaseStateToken
from reflex.state import _ROUTER_FIELD_NAMES, StateUpdate
from reflex_base.constants.state import FIELD_MARKER
from socketio import packet

from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import fingerprint
from videoplanet.shared.logging import place_of
from videoplanet.shared.security.tokens import random_token

log = structlog.get_logger(__name__)
FAREWELL_SECONDS = 2.0
MALFORMED_FRAMES = 3
MALFORMED_LINES_A_MINUTE = 10


@dataclass(frozen=True, slots=True)
class PageOwner:
    """Whose a page's state is: one browser's and, within it, one signed-in session's; nobody's when both are unknown.

    `until` is when the token ends with which it is signed in.
    """

    browser: str | None = None
    session_id: UUID | None = None
    user_id: UUID | None = None
    until: datetime | None = None

    def state_name(self, client_token: str) -> str:
        """Under which name Reflex keeps the state of a page with this token. What is nobody's is never found again."""
        is_somebodys = self.browser is not None or self.session_id is not None
        whose = [self.browser, str(self.session_id)] if is_somebodys else [random_token()]
        return fingerprint(json.dumps(["page-state", whose, client_token]).encode()).hex()

    def is_meant_by(self, ended: Mapping[str, Any]) -> bool:
        """Whether an announcement of ended access means the session itself, not its right to one thing."""
        if "project_id" in ended or "video_id" in ended or self.session_id is None:
            return False
        return ended.get("session_id") == str(self.session_id) or ended.get("user_id") == str(self.user_id)


Leave = Callable[[str], Awaitable[None]]
OwnerOf = Callable[[str], Awaitable[PageOwner]]


class PageSockets:
    """The pages that are open in this process, by the ids of their sockets.

    Args:
        app: the Reflex app, before it serves.
        owner_of: says whose the page is that opens a socket with this `Cookie` header.
    """

    def __init__(self, app: rx.App, owner_of: OwnerOf) -> None:
        assert app.sio is not None
        self._app = app
        self._server: Any = app.sio
        self._events = cast("Any", app.event_namespace)
        self._namespace = str(self._events.namespace)
        self._owner_of = owner_of
        self._owners: dict[str, PageOwner] = {}
        self._farewells: set[asyncio.Task[None]] = set()
        self._malformed: WeakKeyDictionary[Any, int] = WeakKeyDictionary()
        self._told_malformed = (0, 0, 0)
        self._bind_states()
        self._bind_frames()

    def when_disconnected(self, told: Callable[[str], None]) -> None:
        """Have `told` called with the id of each socket that closes."""
        inner = self._events.on_disconnect

        def on_disconnect(sid: str, *_reason: Any) -> Any:
            told(sid)
            return inner(sid)

        self._events.on_disconnect = on_disconnect

    def guard_events(self, guard: Callable[[Any], Callable[..., Awaitable[Any]]]) -> None:
        """Put a door before events: `guard` is given what takes them in, and returns what is asked instead."""
        self._events.on_event = guard(self._events.on_event)

    def handshake(self, sid: str) -> Mapping[str, Any] | None:
        """What a page's socket was opened with, as Socket.IO keeps it; None when it is gone."""
        environ: Mapping[str, Any] | None = self._server.get_environ(sid, self._namespace)
        return environ

    def of_user(self, user_id: UUID) -> list[str]:
        """The sockets of somebody's pages, whichever session and browser they are in, as long as they are signed in there."""
        moment = now()
        theirs = ((sid, owner.until) for sid, owner in self._owners.items() if owner.user_id == user_id)
        return [sid for sid, until in theirs if until is None or until > moment]

    def is_connected(self, sid: str) -> bool:
        """Whether the page's connection is open."""
        return bool(self._server.manager.is_connected(sid, self._namespace))

    def backlog(self, sid: str) -> int:
        """How many packets wait to be sent to a page."""
        socket = self._server.eio.sockets.get(self._transport(sid))
        return socket.queue.qsize() if socket is not None else 0

    async def enter(self, sid: str, room: str) -> None:
        """Let a page hear a room."""
        await self._server.enter_room(sid, room, namespace=self._namespace)

    async def leave(self, sid: str, room: str) -> None:
        """Let a page hear a room no longer."""
        await self._server.leave_room(sid, room, namespace=self._namespace)

    def put_out(self, sid: str, room: str) -> None:
        """As `leave`, without waiting: nothing that is broadcast from now on reaches the page."""
        self._server.manager.basic_leave_room(sid, self._namespace, room)

    async def tell(self, sid: str, state: str, var: str, value: Any) -> None:
        """Set a var of a state in one page's browser only."""
        await self._server.emit("event", _update(state, var, value), room=sid, namespace=self._namespace)

    async def broadcast(self, room: str, state: str, var: str, value: Any) -> None:
        """Set a var of a state in the browser of every page in a room: encoded once, no state is loaded or stored."""
        data = ["event", _update(state, var, value)]
        text = self._server.packet_class(packet.EVENT, data=data, namespace=self._namespace).encode()
        message = TransportPacket(MESSAGE, text)
        # What `emit(room=…)` does, less a task for each recipient: handing over never waits, the queues have no end.
        for _, transport in list(self._server.manager.get_participants(self._namespace, room)):
            with suppress(SocketIsClosedError):
                await self._server.eio.send_packet(transport, message)

    async def hang_up(self, sid: str) -> None:
        """Close a page's connection; its browser opens another one when it notices."""
        await self._server.eio.disconnect(self._transport(sid))

    def session_ended(self, ended: Mapping[str, Any], leave: Leave) -> None:
        """Empty the states of a session that has ended, and send its pages away.

        A moment later: the page on which it was ended is still told where to go.

        Args:
            ended: the announcement.
            leave: tells the page of a socket to leave.
        """
        gone = [sid for sid, owner in self._owners.items() if owner.is_meant_by(ended)]
        if gone:
            farewell = asyncio.create_task(self._part(gone, leave))
            self._farewells.add(farewell)
            farewell.add_done_callback(self._farewells.discard)

    async def _part(self, sids: list[str], leave: Leave) -> None:
        names = {sid: self._events.sid_to_token.get(sid) for sid in sids}
        await asyncio.sleep(FAREWELL_SECONDS)
        for sid, name in names.items():
            try:
                if name is not None:
                    await self.empty_state(name)
                if self.is_connected(sid):
                    await leave(sid)
            except Exception as error:
                log.warning("page_state_not_emptied", error=repr(error))

    async def empty_state(self, name: str) -> None:
        """Take everything out of a state, the headers of its socket included."""
        root = self._app._state
        if root is None:
            return
        async with self._app.state_manager.modify_state(BaseStateToken(ident=name, cls=root)) as state:
            state.reset()  # type: ignore[no-untyped-call]
            for field in _ROUTER_FIELD_NAMES:
                setattr(state, field, root.__fields__[field].default_value())
            state.router_data = {}

    def _bind_states(self) -> None:
        connect, disconnect, link = (
            self._events.on_connect,
            self._events.on_disconnect,
            self._events.link_token_to_sid,
        )

        async def on_connect(sid: str, environ: Mapping[str, Any], auth: Any = None) -> Any:
            self._owners[sid] = await self._owner_of(_cookies(environ))
            try:
                return await connect(sid, environ, auth)
            except BaseException:
                self._owners.pop(sid, None)
                raise

        def on_disconnect(sid: str, *_reason: Any) -> Any:
            self._owners.pop(sid, None)
            return disconnect(sid)

        async def link_token_to_sid(sid: str, token: str, **options: Any) -> Any:
            owner = self._owners.get(sid, PageOwner())
            name = owner.state_name(token)
            if await self._events._token_manager.is_token_connected(name):
                # A second tab with the first one's token, as browsers make by copying a tab: it gets one of its own.
                token = random_token()
                name = owner.state_name(token)
                await self._server.emit("new_token", token, room=sid, namespace=self._namespace)
            return await link(sid, name, **options)

        self._events.on_connect = on_connect
        self._events.on_disconnect = on_disconnect
        self._events.link_token_to_sid = link_token_to_sid

    def _bind_frames(self) -> None:
        """Stand between a frame and what takes it apart: the libraries answer one that is none with a traceback, however many."""
        transport_of = self._server.eio
        connect, message = transport_of.handlers["connect"], transport_of.handlers["message"]

        async def on_connect(transport: str, environ: Mapping[str, Any]) -> Any:
            socket = transport_of.sockets.get(transport)
            if socket is not None:
                receive = socket.receive

                async def received(frame: Any) -> None:
                    if self._malformed.get(socket, 0) >= MALFORMED_FRAMES:
                        raise SocketIsClosedError  # which ends the connection
                    try:
                        await receive(frame)
                    except (UnknownPacketError, SocketIsClosedError):
                        raise
                    except Exception as error:
                        await self._refuse_frame(transport, error)

                socket.receive = received
            return await connect(transport, environ)

        async def on_message(transport: str, data: Any) -> Any:
            try:
                return await message(transport, data)
            except Exception as error:
                await self._refuse_frame(transport, error)

        transport_of.on("connect", on_connect)
        transport_of.on("message", on_message)

    async def _refuse_frame(self, transport: str, error: Exception) -> None:
        """Count a frame that could not be taken apart: after a few the next one ends the connection. Told in a few short lines."""
        minute, told, untold = self._told_malformed
        current = int(time.monotonic() // 60)
        if minute != current:
            minute, told = current, 0
        if told < MALFORMED_LINES_A_MINUTE:
            log.warning("page_frame_malformed", error=place_of(error), untold=untold)
            told, untold = told + 1, 0
        else:
            untold += 1
        self._told_malformed = (minute, told, untold)
        socket = self._server.eio.sockets.get(transport)
        if socket is not None:
            self._malformed[socket] = self._malformed.get(socket, 0) + 1

    def _transport(self, sid: str) -> str | None:
        transport: str | None = self._server.manager.eio_sid_from_sid(sid, self._namespace)
        return transport


def _update(state: str, var: str, value: Any) -> StateUpdate:
    return StateUpdate(delta={state: {f"{var}{FIELD_MARKER}": value}})


def _cookies(environ: Mapping[str, Any]) -> str:
    headers = environ.get("asgi.scope", {}).get("headers", ())
    return "; ".join(value.decode("latin-1") for name, value in headers if name.lower() == b"cookie")
