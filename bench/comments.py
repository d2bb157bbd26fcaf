"""Comments over HTTP: how long a post with its commit takes, and a list of 200."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

import httpx

from bench.cast import BODY, Cast, cast, fill
from bench.table import percentile, show
from bench.web import product
from videoplanet.shared.ids import new_id

WARM_UP = 50
POSTS = 500
LISTS = 100
PAGE = 100


async def measure(environment: dict[str, str]) -> None:
    """Measure with one worker, one client, one request at a time."""
    film = await cast(0)
    await fill(film, 200)
    async with product(environment, workers=1) as served:
        base = f"http://{served.address}/api/v1"
        headers = {"Authorization": f"Bearer {film.owner_token}"}
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=30) as client:
            lists = await _times(lambda: _list(client, film), LISTS)
            pages = await _times(lambda: _page(client, film), LISTS)
            before = served.cpu_seconds()
            posts = await _times(lambda: _post(client, film), POSTS)
            cpu = (served.cpu_seconds() - before) / (POSTS + WARM_UP) * 1000
    show(
        "Comments over HTTP, one at a time (milliseconds)",
        ("what", "times", "p50", "p95", "p99", "aim p50", "aim p95", "processor"),
        [
            ("POST a comment, committed", POSTS, *_row(posts), 10, 15, cpu),
            ("GET 200 comments (two pages of 100)", LISTS, *_row(lists), "", 30, ""),
            ("GET one page of 100", LISTS, *_row(pages), "", "", ""),
        ],
    )


async def _times(work: Callable[[], Awaitable[None]], times: int) -> list[float]:
    for _ in range(WARM_UP):
        await work()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - started) * 1000)
    return taken


async def _post(client: httpx.AsyncClient, film: Cast) -> None:
    draft = {"id": str(new_id()), "version": 1, "frame_in": 54, "body": BODY, "kind": "fix"}
    answer = await client.post(f"/videos/{film.video_id}/comments", json=draft)
    assert answer.status_code == 201, answer.text


async def _page(client: httpx.AsyncClient, film: Cast) -> None:
    answer = await client.get(f"/videos/{film.video_id}/comments", params={"limit": PAGE})
    assert len(answer.json()["items"]) == PAGE


async def _list(client: httpx.AsyncClient, film: Cast) -> None:
    first = await client.get(f"/videos/{film.video_id}/comments", params={"limit": PAGE})
    content = first.json()
    second = await client.get(
        f"/videos/{film.video_id}/comments", params={"limit": PAGE, "cursor": content["next_cursor"]}
    )
    assert len(content["items"]) + len(second.json()["items"]) == 2 * PAGE


def _row(taken: list[float]) -> tuple[float, float, float]:
    return percentile(taken, 0.5), percentile(taken, 0.95), percentile(taken, 0.99)
