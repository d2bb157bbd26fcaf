"""A client of `/ws`, such as a script or an editing panel."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, ClassVar, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.frames import frame_faults
from tests.integration.films import GuestOf
from tests.integration.people import Person
from videoplanet.shared.ids import new_id

Frame = dict[str, Any]


class SocketClient:
    """One connection. `frames` is everything it was told, oldest first; `faults` what of it no connection should be told."""

    opened: ClassVar[list[SocketClient]] = []
    faults: ClassVar[list[str]] = []

    def __init__(self, socket: ClientConnection) -> None:
        self.opened.append(self)
        self.frames: list[Frame] = []
        self.socket = socket
        self._news = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def open(cls, address: str, path: str, somebody: Person | GuestOf | None = None, **more: Any) -> Self:
        """Connect to `/ws/{path}`; with somebody's token in the header, if given."""
        headers = {**(somebody.bearer if somebody else {}), **more.pop("headers", {})}
        url = f"ws://{address}/ws/{path}"
        return cls(await connect(url, additional_headers=headers, max_size=None, close_timeout=1, **more))

    async def send(self, type_: str, payload: Frame | None = None, *, id_: str | None = None) -> str:
        """Send a frame and return its id."""
        ref = id_ or str(new_id())
        await self.socket.send(json.dumps({"type": type_, "payload": payload or {}, "id": ref}))
        return ref

    async def ask(self, type_: str, payload: Frame | None = None, *, answer: str, id_: str | None = None) -> Frame:
        """Send a frame and return the next one of type `answer`."""
        before = len(self.of(answer))
        await self.send(type_, payload, id_=id_)
        await self.until(lambda: len(self.of(answer)) > before)
        return self.of(answer)[before]

    def of(self, *types: str) -> list[Frame]:
        """Return the frames of some types."""
        return [frame for frame in self.frames if frame["type"] in types]

    def operations(self) -> list[int]:
        """Return the numbers of the stored operations it was told."""
        return [frame["seq"] for frame in self.frames if "seq" in frame]

    async def until(self, holds: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait until something holds, looking again after each frame."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def settled(self) -> None:
        """Wait until everything sent so far was acted upon: the answer to a ping comes after it."""
        await self.ask("ping", answer="pong")

    async def closed(self) -> int | None:
        """Wait for the end and return the code the server closed with."""
        async with asyncio.timeout(20):
            await self.socket.wait_closed()
            await self._reader
        return self.socket.close_code

    async def close(self) -> None:
        """Leave."""
        await self.socket.close()
        await self._reader

    async def _read(self) -> None:
        try:
            async for text in self.socket:
                self.frames.append(json.loads(text))
                self.faults.extend(frame_faults(self.frames[-1]))
                self._news.set()
        except ConnectionClosed:
            pass
        self._news.set()
