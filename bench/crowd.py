"""A process full of listeners: `python -m bench.crowd` opens them, says so, and reports what they heard when asked.

Reads one JSON line that describes the crowd, prints `{"ready": n}`, and then answers each line on its input:
`report` with what was heard since the last report, anything else ends it. With `notify`, it also prints a line each time the
slowest listener has heard one message more, which paces a sender.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from datetime import datetime
from typing import Any

from bench.raw_socket import RawSocket
from videoplanet.shared.ids import new_id

NAMESPACE = "/_event"
_SENT = re.compile(rb"~(\d+):(\d+)~")
_WRITTEN = re.compile(rb'"timestamp":\s*"([^"]+)"')


class Listener:
    """One listener; remembers the number of each marked message it hears, and how long it took.

    A marked message holds `~number:nanoseconds~`, the sender's clock on this machine; its `timestamp` is when its row was written.
    """

    def __init__(self, crowd: Crowd) -> None:
        self.heard: list[int] = []
        self.delays: list[int] = []
        self.written: list[tuple[bytes, int]] = []
        self.bytes = 0
        self.socket: RawSocket | None = None
        self._crowd = crowd

    def hear(self, text: bytes) -> None:
        """Take one text frame."""
        if text == b"2":
            assert self.socket is not None
            self.socket.send("3")
            return
        mark = _SENT.search(text)
        if mark is None:
            return
        arrived = time.time_ns()
        self.heard.append(int(mark[1]))
        self.delays.append(arrived - int(mark[2]))
        written = _WRITTEN.search(text)
        if written is not None and not self._crowd.plan.get("notify"):
            self.written.append((written[1], arrived))
        self.bytes += len(text)
        self._crowd.count(len(self.heard))


class Crowd:
    """All listeners of this process."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.plan = plan
        self.listeners = [Listener(self) for _ in plan["tokens"]]
        self._reached: dict[int, int] = {}

    async def arrive(self) -> None:
        """Open every connection, a few at a time."""
        gate = asyncio.Semaphore(10)

        async def one(listener: Listener, token: str) -> None:
            async with gate:
                await self._open(listener, token)

        await asyncio.gather(*(one(*pair) for pair in zip(self.listeners, self.plan["tokens"], strict=True)))

    def count(self, heard: int) -> None:
        """Note that one listener has heard so many; tell when all have."""
        if not self.plan.get("notify"):
            return
        self._reached[heard] = self._reached.get(heard, 0) + 1
        if self._reached[heard] == len(self.listeners):
            del self._reached[heard]
            say({"all_heard": heard})

    def report(self) -> dict[str, Any]:
        """Return and forget what was heard."""
        content = {
            "heard": [listener.heard for listener in self.listeners],
            "delays": [[delay / 1e6 for delay in listener.delays] for listener in self.listeners],
            "since_written": [[_since(*pair) for pair in listener.written] for listener in self.listeners],
            "bytes": sum(listener.bytes for listener in self.listeners),
        }
        self._reached.clear()
        for listener in self.listeners:
            listener.heard, listener.delays, listener.written, listener.bytes = [], [], [], 0
        return content

    async def _open(self, listener: Listener, token: str) -> None:
        plan = self.plan
        joined = asyncio.Event()

        def first(text: bytes) -> None:
            if text == b"2" or _SENT.search(text):
                listener.hear(text)
            elif plan["joined_by"].encode() in text:
                joined.set()

        if plan["kind"] == "page":
            headers = {"Cookie": f"{plan['cookie']}={token}", "Origin": plan["origin"]}
            path = f"{NAMESPACE}/?token={new_id()}&EIO=4&transport=websocket"
        else:
            headers, path = ({"Authorization": f"Bearer {token}"} if token else {}), plan["path"]
        listener.socket = await RawSocket.connect(plan["address"], path, headers, first)
        if plan["kind"] == "page":
            listener.socket.send(f"40{NAMESPACE},{json.dumps({'event': plan['boot']})}")
        async with asyncio.timeout(60):
            if plan["joined_by"]:
                await joined.wait()
        listener.socket._on_text = listener.hear


def _since(moment: bytes, arrived: int) -> float:
    """Return the milliseconds between an RFC 3339 moment and an arrival in nanoseconds."""
    return arrived / 1e6 - datetime.fromisoformat(moment.decode()).timestamp() * 1000


def say(line: dict[str, Any]) -> None:
    """Print one line for the process that started this one."""
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


async def main() -> None:
    """Be a crowd until told to go."""
    lines = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    crowd = Crowd(json.loads(await lines.readline()))
    await crowd.arrive()
    say({"ready": len(crowd.listeners)})
    while (await lines.readline()).strip() == b"report":
        say(crowd.report())


if __name__ == "__main__":
    asyncio.run(main())
