"""From a comment's POST to everybody who listens: delay, losses, doubles and bytes, at pages and at `/ws`, with 1 and 2 workers."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import httpx

from bench.cast import BODY, Cast, cast, fill
from bench.listeners import Listeners, listening, page_plan, socket_plan
from bench.table import percentile, show
from bench.web import product

VIEWERS = 100
COMMENTS = 100
PAUSE_SECONDS = 0.1
SETTLE_SECONDS = 1.5
HEAD = (
    *("listeners", "workers", "comments before", "sent", "lost", "doubled"),
    *("written p50", "p95", "p99", "sent p50", "p95", "p99", "bytes each"),
)


async def measure(environment: dict[str, str]) -> None:
    """Measure each kind of listener with each number of workers."""
    rows = []
    for workers in (1, 2):
        film = await cast(VIEWERS)
        await fill(film, 10)
        async with product(environment, workers=workers) as served:
            for kind, plan in (("pages", page_plan), ("/ws", socket_plan)):
                async with listening(plan(film, served.address)) as crowd:
                    rows.append((f"{crowd.size} {kind}", workers, 10, *await _heard(film, served.address, crowd)))
            if workers == 1:
                await fill(film, 5000)
                async with listening(page_plan(film, served.address)) as crowd:
                    rows.append((f"{crowd.size} pages", workers, 5000, *await _heard(film, served.address, crowd)))
    title = "A comment's way to every listener, from its row being written and from its POST being sent"
    show(f"{title} (milliseconds; aim p95 30, bytes 1,500)", HEAD, rows)


async def _heard(film: Cast, address: str, crowd: Listeners) -> tuple[Any, ...]:
    base, headers = f"http://{address}/api/v1", {"Authorization": f"Bearer {film.owner_token}"}
    async with httpx.AsyncClient(base_url=base, headers=headers, timeout=30) as client:
        await _post(client, film, 0)
        await asyncio.sleep(SETTLE_SECONDS)
        await crowd.report()
        for number in range(1, COMMENTS + 1):
            await _post(client, film, number)
            await asyncio.sleep(PAUSE_SECONDS)
        await asyncio.sleep(SETTLE_SECONDS)
    report = await crowd.report()
    expected = set(range(1, COMMENTS + 1))
    lost = sum(len(expected - set(heard)) for heard in report["heard"])
    doubled = sum(len(heard) - len(set(heard)) for heard in report["heard"])
    times = [
        percentile([delay for of_one in report[since] for delay in of_one], share)
        for since in ("since_written", "delays")
        for share in (0.5, 0.95, 0.99)
    ]
    return COMMENTS, lost, doubled, *times, report["bytes"] // max(1, sum(map(len, report["heard"])))


async def _post(client: httpx.AsyncClient, film: Cast, number: int) -> None:
    body = f"{BODY} ~{number}:{time.time_ns()}~"
    draft = {"version": 1, "frame_in": number, "body": body, "kind": "fix"}
    answer = await client.post(f"/videos/{film.video_id}/comments", json=draft)
    assert answer.status_code == 201, answer.text
