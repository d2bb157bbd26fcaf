"""Everybody at once: open pages and `/ws` clients that come in the same moment, and again when the web process was killed; then
what a project page costs that many look at while comments arrive. Comments are posted meanwhile, one after the other.
"""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any

import httpx
import psutil

from bench.cast import BODY, Cast, cast, fill
from bench.listeners import STATE, Listeners, page_plan, running, socket_plan
from bench.table import percentile, show
from bench.web import Served, product
from videoplanet.entities.activity.operations.videos import VIDEOS_COMMENTED
from videoplanet.features.write_comment.schemas import NewComment
from videoplanet.features.write_comment.service import add_comment
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal

MEMBERS = 49
PAUSE_SECONDS = 0.1
LOOKERS = 100
COMMENTS_A_SECOND = 50
LOOK_SECONDS = 10.0
HEAD = (
    *("who", "median s", "p95 s", "last s", "processor ms each"),
    *("timed out", "refused", "put out", "KB each", "comments p95 ms", "failed"),
)
TITLE = "Everybody at once, one web process (seconds to being in; aims: 500 in 5 s, 1,000 in 10 s, 12 ms a page, 4 ms a client)"


@dataclass
class Posts:
    """How the comments fared that were posted meanwhile."""

    taken: list[float] = field(default_factory=list)
    failed: int = 0


async def measure(environment: dict[str, str]) -> None:
    """Measure each storm with one web process."""
    rows = []
    for name, plan, number, is_killed in (
        ("500 pages", page_plan, 500, True),
        ("1,000 pages", page_plan, 1000, True),
        ("500 /ws clients", socket_plan, 500, False),
    ):
        film = await cast(MEMBERS)
        await fill(film, 200)
        async with product(environment, workers=1, again=True) as served:
            await _warm(served.address, film)
            alone = await _start_alone(served, film) if is_killed else (0.0, 0.0)
            before = served.cpu_seconds()
            async with running("bench.rush", _many(plan(film, served.address), film, number)) as rush:
                rows.append(await _row(name, served, film, rush, number, before))
                if is_killed:
                    _kill_web_process(served)
                    rows.append(await _row(f"{name}, killed", served, film, rush, number, alone[1]))
                    rows.append((f"  a start alone takes {alone[0]:.1f} s", *[""] * (len(HEAD) - 1)))
    show(TITLE, HEAD, rows)
    await _look(environment)


async def _look(environment: dict[str, str]) -> None:
    rows = []
    for number in (0, LOOKERS):
        film = await cast(MEMBERS)
        await fill(film, 200)
        async with product(environment, workers=1) as served:
            await _warm(served.address, film)
            plan = _many(_project_plan(film, served.address), film, number)
            async with running("bench.rush", plan) as rush:
                if number:
                    await _settled(rush)
                    await rush.report()
                await asyncio.sleep(2)
                before, began = served.cpu_seconds(), time.perf_counter()
                written = await _write(film, LOOK_SECONDS)
                cores = (served.cpu_seconds() - before) / (time.perf_counter() - began)
                told = await rush.report()
            rows.append((f"{number} viewers", written / LOOK_SECONDS, cores, told["heard"], told["asked"]))
    head = ("looking at a project page", "comments/s", "cores of the web process", "frames heard", "read again")
    show("A project page while comments arrive (aim: 100 viewers below 0.3 cores)", head, [_fine(row) for row in rows])


def _fine(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(f"{cell:.2f}" if isinstance(cell, float) else cell for cell in row)


async def _write(film: Cast, seconds: float) -> int:
    """Write comments beside the web process, so that it only hears of them; return how many."""
    author = Principal("user", film.owner_id, new_id(), "Owner", "ko")
    loop = asyncio.get_running_loop()
    began, written = loop.time(), 0
    while (passed := loop.time() - began) < seconds:
        if written < passed * COMMENTS_A_SECOND:
            draft = NewComment.model_validate({"version": 1, "frame_in": written, "body": BODY, "kind": "fix"})
            await add_comment(author, film.video_id, draft)
            written += 1
        else:
            await asyncio.sleep(0.005)
    return written


async def _row(name: str, served: Served, film: Cast, rush: Listeners, number: int, before: float) -> tuple[Any, ...]:
    async with _posting(served.address, film) as posts:
        await _settled(rush)
    await asyncio.sleep(1)
    cpu = served.cpu_seconds() - before
    told = await rush.report()
    taken = told["taken"]
    return (
        name,
        *(percentile(taken, share) for share in (0.5, 0.95, 1.0)),
        # What the posts cost is taken off: what one costs, alone, is in the part `comments`.
        cpu * 1000 / number,
        *(told.get(what, 0) for what in ("timed_out", "refused", "put_out")),
        told["bytes"] / 1000 / number,
        percentile(posts.taken, 0.95),
        posts.failed,
    )


async def _settled(rush: Listeners) -> None:
    while "settled" not in await rush.line(180):
        pass


@asynccontextmanager
async def _posting(address: str, film: Cast) -> AsyncIterator[Posts]:
    """Post a comment every tenth of a second until the block ends; one that finds nobody there is counted as failed."""
    posts = Posts()

    async def post() -> None:
        headers = {"Authorization": f"Bearer {film.owner_token}"}
        async with httpx.AsyncClient(base_url=f"http://{address}/api/v1", headers=headers, timeout=30) as client:
            while True:
                began = time.perf_counter()
                draft = {"id": str(new_id()), "version": 1, "frame_in": 54, "body": BODY, "kind": "fix"}
                try:
                    answer = await client.post(f"/videos/{film.video_id}/comments", json=draft)
                    posts.failed += answer.status_code != 201
                except httpx.HTTPError:
                    posts.failed += 1
                else:
                    posts.taken.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(PAUSE_SECONDS)

    task = asyncio.create_task(post())
    try:
        yield posts
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _warm(address: str, film: Cast) -> None:
    """Ask something of a web process until it answers, and a little more: the first of everything is slow."""
    headers = {"Authorization": f"Bearer {film.owner_token}"}
    async with httpx.AsyncClient(base_url=f"http://{address}/api/v1", headers=headers, timeout=30) as client:
        for _ in range(20):
            while True:
                with suppress(httpx.HTTPError):
                    if (await client.get(f"/videos/{film.video_id}/comments")).status_code == 200:
                        break
                await asyncio.sleep(0.05)


async def _start_alone(served: Served, film: Cast) -> tuple[float, float]:
    """Kill the web process while nobody is there; return the seconds and the processor seconds until another one answers."""
    began = time.perf_counter()
    _kill_web_process(served)
    await _warm(served.address, film)
    return time.perf_counter() - began, served.cpu_seconds()


def _kill_web_process(served: Served) -> None:
    workers = psutil.Process(served.pid).children()
    newest = max(workers, key=lambda process: process.create_time())
    os.kill(newest.pid, signal.SIGKILL)


def _many(plan: dict[str, Any], film: Cast, number: int) -> dict[str, Any]:
    everybody = [film.owner_token, *film.viewer_tokens]
    return {**plan, "tokens": list(islice(cycle(everybody), number))}


def _project_plan(film: Cast, address: str) -> dict[str, Any]:
    path, name = f"/projects/{film.project_id}", f"{STATE}.videoplanet___pages___project___state____project_state"
    place = {"pathname": path, "asPath": path, "query": {"opened_project_id": str(film.project_id)}}
    plan = page_plan(film, address)
    return {
        **plan,
        "boot": {**plan["boot"], "router_data": place},
        "joined_by": '"is_hydrated_rx_state_":true',
        "news": ["comment.new"],
        "counted": ["comment.new", VIDEOS_COMMENTED.name],
        "asks": {"name": f"{name}.refresh", "payload": {"lists": ["comments"]}, "router_data": place},
    }
