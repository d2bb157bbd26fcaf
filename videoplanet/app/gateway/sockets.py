"""The plain websockets under `/ws`, for clients that are no browser pages: scripts, editing panels, phones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from uuid import UUID

import structlog
from starlette.routing import Router, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket, WebSocketDisconnect

from videoplanet.app.gateway.conversation import Conversation, TooFast, TooLong
from videoplanet.app.gateway.handshake import NOT_ALLOWED, TOO_FAST, close_code, identify, is_from_elsewhere
from videoplanet.app.gateway.outbox import SocketOutbox
from videoplanet.features.follow_live.service import Following, follow_project, follow_video
from videoplanet.features.show_presence.arrivals import Arrivals
from videoplanet.features.show_presence.service import depart
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ids import id_of, new_id
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub, live_hub
from videoplanet.shared.live.rooms import Listener
from videoplanet.shared.live.way_in import way_in
from videoplanet.shared.metrics import refusals
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
Follow = Callable[[Principal, UUID], Awaitable[Following]]
TOO_BIG = 1009
FAREWELL_SECONDS = 2.0


def build_sockets(hub: LiveHub | None = None) -> ASGIApp:
    """Return the application below `/ws/`."""
    hub = hub or live_hub()
    arrivals = Arrivals(_welcome, hub.rooms.__contains__)

    def route(path: str, follow: Follow) -> WebSocketRoute:
        async def endpoint(socket: WebSocket) -> None:
            await _serve(socket, follow, hub, arrivals)

        return WebSocketRoute(path, endpoint)

    return Router([route("/ws/feedback/{id}", follow_video), route("/ws/project/{id}", follow_project)])


async def _welcome(listeners: Sequence[Listener], frame: Frame) -> None:
    for listener in listeners:
        if listener.outbox is not None:
            listener.outbox.put(frame)


async def _serve(socket: WebSocket, follow: Follow, hub: LiveHub, arrivals: Arrivals) -> None:
    if is_from_elsewhere(socket):
        await socket.close(NOT_ALLOWED)  # before it is accepted, so the answer is HTTP 403
        return
    try:
        try:
            with refusals("ws"):
                principal = await identify(socket)
                async with way_in().turn(is_half_in=True):
                    following = await follow(principal, id_of(socket.path_params["id"]))
        except VideoPlanetError as error:
            await socket.close(close_code(error), error.code)
        else:
            await _talk(socket, principal, following, hub, arrivals)
    except WebSocketDisconnect:
        return


async def _talk(
    socket: WebSocket, principal: Principal, following: Following, hub: LiveHub, arrivals: Arrivals
) -> None:
    outbox = SocketOutbox()
    room, connection = following.room, str(new_id())

    def on_end(code: str) -> None:
        outbox.close(4401 if code == "not_signed_in" else NOT_ALLOWED)

    listener = Listener(principal, following.project_id, room, on_end, outbox, connection)
    try:
        with refusals("ws"):
            await hub.join(listener)
    except VideoPlanetError as error:
        await socket.close(close_code(error), error.code)
        return
    try:
        if room.kind == "video":
            arrivals.add(listener)
        code = await _until_over(socket, Conversation(principal, following, outbox), outbox)
    finally:
        hub.leave(listener)
        if room.kind == "video":
            await depart(principal, following.project_id, room.id, connection)
    if code is not None:
        with suppress(TimeoutError, RuntimeError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await socket.close(code)


async def _until_over(socket: WebSocket, conversation: Conversation, outbox: SocketOutbox) -> int | None:
    """Send and receive until one side ends it; return the code to close with, None when the client left."""

    async def send() -> None:
        while True:
            await socket.send_text(await outbox.next_text())

    async def receive() -> int | None:
        try:
            while True:
                message = await socket.receive()
                if message["type"] == "websocket.disconnect":
                    return None
                await conversation.hear(message.get("text"))
        except TooFast:
            return TOO_FAST
        except TooLong:
            return TOO_BIG

    async def ended() -> int:
        return await outbox.close_code

    tasks = [asyncio.create_task(receive()), asyncio.create_task(ended()), asyncio.create_task(send())]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next((task.result() for task in (tasks[0], tasks[1]) if task in done), None)
    except (WebSocketDisconnect, RuntimeError):
        return None
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
