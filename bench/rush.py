"""A process full of visitors who come all at once: `python -m bench.rush`, told by one JSON line who they are and how they join.

Each tries until it is in, as a browser does: anew at once when a line that stood is cut, then after ever longer pauses. Prints
`{"settled": true}` when everybody is in, or has tried for a minute. Answers `report` with how long each took since the last report,
counted from the start or from the cut, and ends at anything else.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from contextlib import suppress
from typing import Any

from bench.crowd import NAMESPACE, say
from bench.raw_socket import RawSocket
from videoplanet.shared.ids import new_id

PATIENCE_SECONDS = 60.0
PAUSE_SECONDS = 0.2
LONGEST_PAUSES = 10
NEWS_PAUSE_SECONDS = 1.0


class Visitor:
    """One open page, or one client of `/ws`; keeps its place in line for the length of its life."""

    def __init__(self, rush: Rush, token: str) -> None:
        self._rush = rush
        self._token = token
        self._tab = str(new_id())
        self._socket: RawSocket | None = None
        self._over = asyncio.Event()
        self._is_in = False
        self._asks_again_at = 0.0
        self._will_ask = False

    async def stay(self) -> None:
        """Come in, and come again whenever the line is cut."""
        while True:
            self._rush.waiting += 1
            began, attempts = time.perf_counter(), 0
            while not await self._come(began + PATIENCE_SECONDS):
                attempts = min(attempts + 1, LONGEST_PAUSES)
                if time.perf_counter() - began > PATIENCE_SECONDS:
                    self._rush.note("timed_out")
                    self._rush.seat()
                    return
                await asyncio.sleep(PAUSE_SECONDS * attempts)
            self._rush.taken.append(time.perf_counter() - began)
            self._rush.seat()
            assert self._socket is not None
            await self._socket.closed

    async def _come(self, until: float) -> bool:
        """Try once; return whether it is in."""
        plan, self._over, self._is_in = self._rush.plan, asyncio.Event(), False
        if plan["kind"] == "page":
            headers = {"Cookie": f"{plan['cookie']}={self._token}", "Origin": plan["origin"]}
            path = f"{NAMESPACE}/?token={self._tab}&EIO=4&transport=websocket"
        else:
            headers, path = {"Authorization": f"Bearer {self._token}"}, plan["path"]
        try:
            self._socket = await RawSocket.connect(plan["address"], path, headers, self._hear)
        except OSError as error:
            self._rush.note("refused" if "HTTP" in str(error) else "unreachable")
            return False
        if plan["kind"] == "page":
            self._socket.send(f"40{NAMESPACE},{json.dumps({'event': plan['boot']})}")
        self._socket.closed.add_done_callback(lambda _: self._over.set())
        with suppress(TimeoutError):
            async with asyncio.timeout_at(asyncio.get_running_loop().time() + max(0.0, until - time.perf_counter())):
                await self._over.wait()
        if self._socket.closed.done() and not self._is_in:
            self._rush.note("put_out")
        return self._is_in

    def _hear(self, text: bytes) -> None:
        socket, rush = self._socket, self._rush
        rush.bytes += len(text)
        if text == b"2" and socket is not None:
            socket.send("3")
        elif not self._is_in:
            self._is_in = rush.joined_by in text
            if self._is_in:
                self._over.set()
        else:
            rush.heard += any(kind in text for kind in rush.counted)
            if any(kind in text for kind in rush.news):
                self._ask_again()

    def _ask_again(self) -> None:
        """As `news.js` does: at once, then at most once a second."""
        if self._will_ask:
            return
        self._will_ask = True
        wait = self._asks_again_at - time.perf_counter()
        asyncio.get_running_loop().call_later(max(0.0, wait), self._ask)

    def _ask(self) -> None:
        self._will_ask = False
        self._asks_again_at = time.perf_counter() + NEWS_PAUSE_SECONDS
        if self._socket is not None:
            self._rush.asked += 1
            self._socket.send(f"42{NAMESPACE},{json.dumps(['event', self._rush.plan['asks']])}")


class Rush:
    """All visitors of this process."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.joined_by: bytes = plan["joined_by"].encode()
        self.news, self.counted = (
            [f'"{kind}"'.encode() for kind in plan.get(name, ())] for name in ("news", "counted")
        )
        self.taken: list[float] = []
        self.waiting = self.bytes = self.heard = self.asked = 0
        self._noted: dict[str, int] = {}

    def note(self, what: str) -> None:
        """Count what went wrong with somebody."""
        self._noted[what] = self._noted.get(what, 0) + 1

    def seat(self) -> None:
        """One more is in, or has given up."""
        self.waiting -= 1
        if not self.waiting:
            say({"settled": True})

    def report(self) -> dict[str, Any]:
        """Return and forget what happened."""
        content = {"taken": self.taken, "heard": self.heard, "asked": self.asked, "bytes": self.bytes, **self._noted}
        self.taken, self._noted, self.bytes, self.heard, self.asked = [], {}, 0, 0, 0
        return content


async def main() -> None:
    """Be visitors until told to go."""
    lines = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    rush = Rush(json.loads(await lines.readline()))
    stays = [asyncio.create_task(Visitor(rush, token).stay()) for token in rush.plan["tokens"]]
    while (await lines.readline()).strip() == b"report":
        say(rush.report())
    for stay in stays:
        stay.cancel()


if __name__ == "__main__":
    asyncio.run(main())
