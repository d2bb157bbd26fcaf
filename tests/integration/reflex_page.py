"""A page's socket as Reflex's browser code opens it: Engine.IO 4 and Socket.IO 5 over one websocket, namespace `/_event`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, ClassVar, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.frames import frame_faults
from videoplanet.shared.ids import new_id
from videoplanet.shared.live.page_entrance import FIRST_EVENT
from videoplanet.widgets.live_state.state import LiveState

NAMESPACE = "/_event"
_CLOSE, _PING, _PONG, _CONNECT, _EVENT = "1", "2", "3", f"40{NAMESPACE},", f"42{NAMESPACE},"
Delta = dict[str, dict[str, Any]]


class ReflexPage:
    """One open page. `deltas` are the state updates it got, oldest first, `new_tokens` what it shall call itself from then on;
    `faults` is what of the live frames among them no page should be told. `sid` is the id that the server gave its socket.
    """

    opened: ClassVar[list[ReflexPage]] = []
    faults: ClassVar[list[str]] = []

    def __init__(self, socket: ClientConnection) -> None:
        self.opened.append(self)
        self.deltas: list[Delta] = []
        self.new_tokens: list[str] = []
        self.sid = ""
        self.connected, self.ended = asyncio.Event(), asyncio.Event()
        self._socket = socket
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(
        cls, address: str, *, cookie: str = "", origin: str | None = None, token: str = "", loads: bool = False
    ) -> Self:
        """Open one at `host:port`, with the cookies of the browser it is in; `token` is the tab's, a new one by default. One that
        loads asks with its connection for its state and for what the page does first, as browsers do.
        """
        url = f"ws://{address}{NAMESPACE}/?token={token or new_id()}&EIO=4&transport=websocket"
        headers = {"Cookie": cookie} if cookie else {}
        socket = await connect(url, origin=origin, additional_headers=headers, max_size=None, close_timeout=1)  # type: ignore[arg-type]
        assert str(await socket.recv()).startswith("0")
        first = {"name": FIRST_EVENT, "payload": {}, "router_data": {"pathname": "/", "asPath": "/", "query": {}}}
        await socket.send(f"{_CONNECT}{json.dumps({'event': first} if loads else {})}")
        page = cls(socket)
        await asyncio.wait_for(page.connected.wait(), 10)
        return page

    async def fire(self, handler: str, **arguments: Any) -> None:
        """Call an event handler, as any client may: `handler` is the state's full name, a dot, and the handler's name."""
        event = {"name": handler, "payload": arguments, "router_data": {"pathname": "/"}}
        await self._socket.send(f"{_EVENT}{json.dumps(['event', event])}")

    async def send(self, *data: Any) -> None:
        """Send an event as no page of ours would: whatever `data` is."""
        await self._socket.send(f"{_EVENT}{json.dumps(['event', *data])}")

    def of(self, state: str, var: str) -> list[Any]:
        """Return the values one var of one state was set to, without empty ones."""
        name = f"{var}_rx_state_"
        values = [delta[state][name] for delta in self.deltas if name in delta.get(state, {})]
        return [value for value in values if value]

    async def until(self, holds: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until something holds, looking again after each delta."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def close(self) -> None:
        """Close it."""
        self._reader.cancel()
        await self._socket.close()

    def fall_silent(self) -> None:
        """Answer nothing any more, as a machine whose network was cut: nobody hears that the line is gone."""
        self._reader.cancel()

    async def vanish(self) -> None:
        """Lose the connection without a farewell."""
        self._reader.cancel()
        self._socket.transport.abort()

    async def _read(self) -> None:
        try:
            async for packet in self._socket:
                text = str(packet)
                if text == _CLOSE:
                    await self._socket.close()
                elif text == _PING:
                    await self._socket.send(_PONG)
                elif text.startswith(_CONNECT):
                    self.sid = json.loads(text[len(_CONNECT) :])["sid"]
                    self.connected.set()
                elif text.startswith(_EVENT):
                    name, *content = json.loads(text[len(_EVENT) :])
                    if name == "new_token":
                        self.new_tokens.append(content[0])
                        self._news.set()
                    if name == "event" and content[0].get("delta"):
                        self.deltas.append(content[0]["delta"])
                        self.faults.extend(_faults(content[0]["delta"]))
                        self._news.set()
        except ConnectionClosed:
            self._news.set()
        self.ended.set()


def _faults(delta: Delta) -> list[str]:
    frames = [frame for frame in delta.get(LiveState.get_full_name(), {}).values() if frame]
    return [fault for frame in frames for fault in frame_faults(frame)]
