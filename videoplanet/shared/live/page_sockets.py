"""The one place that touches Reflex's sockets: its event namespace, Socket.IO below it and Engine.IO below that.

What is public here is all that may be asked of the line to a page: rooms (`enter`, `leave`, `put_out`); deltas (`tell` one page,
`tell_each` of some, `broadcast` to a room); who is there (`is_connected`, `backlog`, `handshake`); its beginning and end
(`when_connecting`, `let_in_by_turns`, `when_disconnected`, `hang_up`); doors (`guard_events`, `guard_frames`); the state behind it
(`keep_states_by`, `state_of`, `empty_state`). Should Reflex leave Socket.IO, this is written anew. What is relied upon is in
`tests/integration/app/test_page_sockets.py`.
"""

from __future__ import annotations

import asyncio
import pickle
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

import reflex as rx
import structlog
from engineio.exceptions import SocketIsClosedError, UnknownPacketError
from engineio.packet import MESSAGE, PING
from engineio.packet import Packet as TransportPacket
from reflex.istate.manager.token import BaseStateToken
from reflex.state import _ROUTER_FIELD_NAMES, StateUpdate
from reflex.utils.token_manager import LostAndFoundRecord
from reflex_base.constants.state import FIELD_MARKER
from socketio import packet
from socketio.exceptions import ConnectionRefusedError as Refused

from videoplanet.shared.errors import Unavailable
from videoplanet.shared.live.malformed_frames import MalformedFrames
from videoplanet.shared.live.way_in import WayIn
from videoplanet.shared.metrics import LIVE_DELIVERED, PAGES
from videoplanet.shared.redis import RedisError
from videoplanet.shared.security.tokens import random_token

log = structlog.get_logger(__name__)
ANSWER_SECONDS = 1.0
GONE_SECONDS = 30.0
PAGES_AT_ONCE = 25
SENT_BY_PAGES = ("event", "client_error")
"""The names of what a page's browser sends. The libraries would call whatever handler has the name that a stranger says, also
`connect`, with a handshake of their own making."""


@dataclass(frozen=True, slots=True)
class Handshake:
    """What a page's socket was opened with: its `Cookie` header, and the address that it comes from."""

    cookie: str
    address: str


class PageSockets:
    """The lines to the pages that are open in this process, by the ids of their sockets.

    Args:
        app: the Reflex app, before it serves.
    """

    def __init__(self, app: rx.App) -> None:
        assert app.sio is not None
        self._app = app
        self._server: Any = app.sio
        self._events = cast("Any", app.event_namespace)
        self._namespace = str(self._events.namespace)
        self._asked: defaultdict[str | None, set[asyncio.Event]] = defaultdict(set)
        self._endings: set[asyncio.Task[None]] = set()
        self._gone: dict[str, float] = {}

    def when_connecting(self, met: Callable[[str, Handshake], Awaitable[None]], failed: Callable[[str], None]) -> None:
        """Have `met` awaited for each page that comes, before it gets a state, and `failed` called when it then got none."""
        inner = self._events.on_connect

        async def on_connect(sid: str, environ: Mapping[str, Any], auth: Any = None) -> Any:
            await met(sid, _handshake(environ))
            try:
                return await inner(sid, environ, auth)
            except BaseException:
                failed(sid)
                raise

        self._events.on_connect = on_connect

    def let_in_by_turns(self, way_in: WayIn) -> None:
        """Have pages come in whose turn it is; call it last. When too many wait, one is asked to come later."""
        inner = self._events.on_connect

        async def on_connect(sid: str, environ: Mapping[str, Any], auth: Any = None) -> Any:
            try:
                async with way_in.turn():
                    return await inner(sid, environ, auth)
            except Unavailable as error:
                raise Refused(error.code) from error

        self._events.on_connect = on_connect

    def when_disconnected(self, told: Callable[[str], None]) -> None:
        """Have `told` called with the id of each socket that closes."""
        inner = self._events.on_disconnect

        def on_disconnect(sid: str, *_reason: Any) -> Any:
            told(sid)
            return inner(sid)

        self._events.on_disconnect = on_disconnect

    def keep_states_by(self, name_of: Callable[[str, str], str]) -> None:
        """Have a page's state kept under a name of ours instead of the token that is in its address.

        Args:
            name_of: says it for the id of a socket and a token. A second tab with the token of one that is open, as browsers make
                by copying a tab, gets a token of its own; the same tab that comes again before anybody noticed that its line was
                cut, or after the process died that held it, keeps what it had.
        """
        link = self._events.link_token_to_sid

        async def link_token_to_sid(sid: str, token: str, **options: Any) -> Any:
            name = name_of(sid, token)
            if await self._is_open(name):
                token = random_token()
                name = name_of(sid, token)
                await self._server.emit("new_token", token, room=sid, namespace=self._namespace)
            return await link(sid, name, **options)

        self._events.link_token_to_sid = link_token_to_sid

    def guard_events(self, guard: Callable[[Any], Callable[..., Awaitable[Any]]]) -> None:
        """Put a door before events: `guard` is given what takes them in, and returns what is asked instead."""
        self._events.on_event = guard(self._events.on_event)

    def guard_frames(self, malformed: MalformedFrames) -> None:
        """Stand between a frame and what takes it apart: the libraries answer one that is none with a traceback, however many."""
        transport_of, take_event = self._server.eio, self._server._handle_event
        connect, message = transport_of.handlers["connect"], transport_of.handlers["message"]

        async def on_connect(transport: str, environ: Mapping[str, Any]) -> Any:
            socket = transport_of.sockets.get(transport)
            if socket is not None:
                receive = socket.receive

                async def received(frame: Any) -> None:
                    for asked in self._asked.get(transport, ()):
                        asked.set()
                    if malformed.are_too_many(socket):
                        raise SocketIsClosedError  # which ends the connection
                    try:
                        await receive(frame)
                    except (UnknownPacketError, SocketIsClosedError):
                        raise
                    except Exception as error:
                        malformed.count(socket, error)

                socket.receive = received
            return await connect(transport, environ)

        async def on_event(transport: str, namespace: str | None, number: int | None, data: Any) -> Any:
            if data[0] not in SENT_BY_PAGES:
                raise LookupError("no event that a page sends")
            return await take_event(transport, namespace, number, data)

        async def on_message(transport: str, data: Any) -> Any:
            try:
                return await message(transport, data)
            except Exception as error:
                malformed.count(transport_of.sockets.get(transport), error)

        self._server._handle_event = on_event
        transport_of.on("connect", on_connect)
        transport_of.on("message", on_message)

    def handshake(self, sid: str) -> Handshake | None:
        """What a page's socket was opened with; None when it is gone."""
        environ: Mapping[str, Any] | None = self._server.get_environ(sid, self._namespace)
        return _handshake(environ) if environ is not None else None

    def is_connected(self, sid: str) -> bool:
        """Whether the page's connection is open."""
        return bool(self._server.manager.is_connected(sid, self._namespace))

    def backlog(self, sid: str) -> int:
        """How many packets wait to be sent to a page."""
        socket = self._server.eio.sockets.get(self._transport(sid))
        return socket.queue.qsize() if socket is not None else 0

    async def enter(self, sid: str, room: str) -> None:
        """Let a page hear a room, unless it is gone."""
        with suppress(KeyError, ValueError):
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

    async def tell_each(self, sids: Iterable[str], state: str, var: str, value: Any) -> None:
        """Set a var of a state in the browsers of some pages: encoded once, as `broadcast`."""
        await self._send(
            self._encoded(state, var, value), {sid: self._transport(sid) for sid in sids}, self.is_connected
        )

    async def broadcast(self, room: str, state: str, var: str, value: Any) -> None:
        """Set a var of a state in the browser of every page in a room: encoded once, no state is loaded or stored."""
        # What `emit(room=…)` does, less a task for each recipient: handing over never waits, the queues have no end.
        pages = dict(self._server.manager.get_participants(self._namespace, room))
        LIVE_DELIVERED.add(len(pages), PAGES)
        await self._send(self._encoded(state, var, value), pages, lambda sid: self._is_in(sid, room))

    async def hang_up(self, sid: str) -> None:
        """Close a page's connection; its browser opens another one when it notices."""
        await self._server.eio.disconnect(self._transport(sid))

    def state_of(self, sid: str) -> str | None:
        """The name under which a page's state is kept; None when the page is gone."""
        name: str | None = self._events.sid_to_token.get(sid)
        return name

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

    async def _is_open(self, name: str) -> bool:
        """Whether a page with this state is open: one that somebody answers for."""
        manager = self._events._token_manager
        if not await manager.is_token_connected(name):
            return False
        held = manager.token_to_socket[name]
        if held.instance_id == manager.instance_id:
            if await self._answers(held.sid):
                return True
            log.info("page_line_taken_over", sid=held.sid)
            await manager.disconnect_token(name, held.sid)
            ending = asyncio.create_task(self.hang_up(held.sid))
            self._endings.add(ending)
            ending.add_done_callback(self._endings.discard)
            return False
        if await self._lives(manager, held.instance_id):
            return True
        manager.token_to_socket.pop(name, None)
        manager.sid_to_token.pop(held.sid, None)
        await manager.redis.delete(manager._get_redis_key(name))
        return False

    async def _answers(self, sid: str) -> bool:
        """Whether the browser at the other end of a line is there: it is asked, and says something within a second."""
        transport = self._transport(sid)
        socket = self._server.eio.sockets.get(transport)
        if socket is None or socket.closed:
            return False
        heard = asyncio.Event()
        self._asked[transport].add(heard)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await socket.send(TransportPacket(PING))
                await heard.wait()
        except (TimeoutError, SocketIsClosedError):
            return False
        finally:
            self._asked[transport].discard(heard)
            if not self._asked[transport]:
                del self._asked[transport]
        return True

    async def _lives(self, manager: Any, instance: str) -> bool:
        """Whether the process is there that holds a line: something listens for it on Redis. What it is told means nothing.

        That one is gone is asked once for all who come back from it.
        """
        if time.monotonic() - self._gone.get(instance, -GONE_SECONDS) < GONE_SECONDS:
            return False
        channel = f"channel:{manager._get_lost_and_found_key(instance)}"
        nothing = LostAndFoundRecord(token="", update=StateUpdate())
        try:
            lives = bool(await manager.redis.publish(channel, pickle.dumps(nothing)))
        except RedisError:
            return True
        if not lives:
            log.info("page_process_gone", instance=instance)
            self._gone[instance] = time.monotonic()
        return lives

    def _encoded(self, state: str, var: str, value: Any) -> TransportPacket:
        data = ["event", _update(state, var, value)]
        text = self._server.packet_class(packet.EVENT, data=data, namespace=self._namespace).encode()
        return TransportPacket(MESSAGE, text)

    async def _send(
        self, message: TransportPacket, transports: Mapping[str, str | None], still: Callable[[str], bool]
    ) -> None:
        """Hand a message to many pages; after a few of them everything else has its turn, and who left meanwhile hears nothing."""
        for number, (sid, transport) in enumerate(transports.items(), 1):
            if transport is not None and (number <= PAGES_AT_ONCE or still(sid)):
                with suppress(SocketIsClosedError):
                    await self._server.eio.send_packet(transport, message)
            if number % PAGES_AT_ONCE == 0:
                await asyncio.sleep(0)

    def _is_in(self, sid: str, room: str) -> bool:
        return sid in self._server.manager.rooms.get(self._namespace, {}).get(room, ())

    def _transport(self, sid: str) -> str | None:
        transport: str | None = self._server.manager.eio_sid_from_sid(sid, self._namespace)
        return transport


def _update(state: str, var: str, value: Any) -> StateUpdate:
    return StateUpdate(delta={state: {f"{var}{FIELD_MARKER}": value}})


def _handshake(environ: Mapping[str, Any]) -> Handshake:
    scope = environ.get("asgi.scope", {})
    cookies = [value.decode("latin-1") for name, value in scope.get("headers", ()) if name.lower() == b"cookie"]
    client = scope.get("client")
    return Handshake("; ".join(cookies), str(client[0] if client else environ.get("REMOTE_ADDR", "unknown")))
