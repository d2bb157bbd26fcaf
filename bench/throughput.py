"""Deliveries a second: one message on the bus, a hundred listeners, as fast as the slowest of them keeps up.

The product and the reference (an echo group of Django Channels with channels_redis) get messages of the same size, on the same
Valkey, one after the other in the same run.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import orjson

from bench.cast import BODY, Cast, cast
from bench.channels import reference
from bench.listeners import Listeners, listening, page_plan, socket_plan
from bench.raw_socket import RawSocket
from bench.table import show
from bench.web import Served, product
from videoplanet.shared.bus import project_channel
from videoplanet.shared.ids import new_id
from videoplanet.shared.redis import redis_client

VIEWERS = 100
SECONDS = 8.0
OUTSTANDING = 32
Send = Callable[[int, str], Awaitable[None]]


async def measure(environment: dict[str, str]) -> None:
    """Measure the product with 1 and 2 workers, then the reference on each of its servers."""
    rows: list[tuple[str, int, float, int, float]] = []
    for workers in (1, 2):
        async with product(environment, workers=workers) as served:
            for name, plan in (("pages", page_plan), ("/ws", socket_plan)):
                film = await cast(VIEWERS)
                async with listening(plan(film, served.address, notify=True)) as crowd:
                    rows.append((f"VideoPlanet, {name}", workers, *await _rate(served, crowd, _publisher(film), film)))
    async for server, served in reference(environment):
        rows.append((f"Django Channels, {server}", 1, *await _echo(served)))
    best = max(rate for name, _, rate, _, _ in rows if name.startswith("Django"))
    show(
        f"Deliveries a second to {VIEWERS} listeners (aim: at least 3 times the reference)",
        ("what", "workers", "deliveries/s", "lost", "processor µs each", "times the best reference"),
        [(*row, row[2] / best) for row in rows],
    )


def _publisher(film: Cast) -> Send:
    """Messages as the product puts them on the bus after a commit; nothing happened in the project before."""

    async def send(number: int, text: str) -> None:
        numbered = text.replace('"seq":0', f'"seq":{number + 1}')
        await redis_client().publish(project_channel(film.project_id), numbered)

    return send


async def _echo(served: Served) -> tuple[float, int, float]:
    plan = {
        "kind": "socket",
        "address": served.address,
        "path": "/",
        "tokens": [""] * VIEWERS,
        "joined_by": "joined",
        "notify": True,
    }
    async with listening(plan) as crowd:
        socket = await RawSocket.connect(served.address, "/?sends", {}, lambda text: None)

        async def send(number: int, text: str) -> None:
            socket.send(text)

        measured = await _rate(served, crowd, send, None)
        socket.close()
    return measured


async def _rate(served: Served, crowd: Listeners, send: Send, film: Cast | None) -> tuple[float, int, float]:
    """Return deliveries a second, how many of the sent messages somebody did not get, and the server's time for each."""
    sent = reached = 0
    await send(0, _message(0, film))
    await crowd.line()
    await crowd.report()
    started, used = time.perf_counter(), served.cpu_seconds()
    while time.perf_counter() - started < SECONDS:
        while sent - reached < OUTSTANDING:
            sent += 1
            await send(sent, _message(sent, film))
        reached = int((await crowd.line())["all_heard"])
    while reached < sent:
        try:
            reached = int((await crowd.line(seconds=5))["all_heard"])
        except TimeoutError:
            break
    elapsed = time.perf_counter() - started
    heard = (await crowd.report())["heard"]
    delivered = sum(len(one) for one in heard)
    each = (served.cpu_seconds() - used) / max(1, delivered) * 1e6
    return delivered / elapsed, sent * crowd.size - delivered, each


def _message(number: int, film: Cast | None) -> str:
    """A comment as it travels, with its mark."""
    ids = [str(new_id()) for _ in range(4)]
    author = {"id": ids[0], "kind": "user", "name": "Viewer 1", "role": "owner"}
    payload = {
        "id": ids[1],
        "video_id": str(film.video_id) if film else ids[2],
        "version": 1,
        "frame_in": 54,
        "timecode_in": "00:00:02:04",
        "body": f"{BODY} ~{number}:{time.time_ns()}~",
        "kind": "fix",
        "status": "open",
        "author": author,
        "tags": [],
        "replies": [],
    }
    frame = {
        "type": "comment.new",
        "payload": payload,
        "timestamp": "2026-03-01T09:30:00.000Z",
        "id": ids[3],
        "seq": 0,
        "previous_seq": None,
        "project_id": str(film.project_id) if film else ids[2],
        "video_id": str(film.video_id) if film else ids[2],
    }
    return orjson.dumps(frame).decode()
