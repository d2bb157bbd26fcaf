"""Lists over HTTP, through the whole door: what one costs the web process, and how long one waits for it."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import httpx

from bench.cast import Cast, cast, fill, fill_project, talk
from bench.page import Visit, visited
from bench.table import percentile, show
from bench.web import Served, product

MEMBERS = 50
COMMENTS = 5_000
FILMS = 500
PAGE = 100
WHOLE_SITE = "bench.site:create_site_behind_its_door"
LIMITED = {"VIDEOPLANET_LIMIT_READS": "10000000/hour;10000000/minute", "VIDEOPLANET_LIMIT_EVENTS": "10000000/minute"}


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement; milliseconds."""

    what: str
    times: int
    taken: list[float]
    processor: float
    before: str
    aim: str

    def cells(self) -> tuple[object, ...]:
        """The row of the table."""
        return (
            self.what,
            self.times,
            self.processor,
            percentile(self.taken, 0.5),
            percentile(self.taken, 0.95),
            self.before,
            self.aim,
        )


async def measure(environment: dict[str, str]) -> None:
    """Measure with one worker, one client, one request at a time, in a project with 50 members."""
    film = await cast(MEMBERS - 1)
    await fill(film, COMMENTS, film.people)
    await talk(film)
    few = await cast(MEMBERS - 1)
    await fill(few, 200, few.people)
    await talk(few)
    lines: list[Line] = []
    async with product(environment | LIMITED, workers=1, site=WHOLE_SITE) as served:
        base, headers = f"http://{served.address}/api/v1", {"Authorization": f"Bearer {film.owner_token}"}
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=60) as client:

            async def add(what: str, times: int, work: Callable[[], Awaitable[None]], before: str, aim: str) -> None:
                lines.append(Line(what, times, *await timed(served, work, times), before, aim))

            own = {"Authorization": f"Bearer {few.owner_token}"}
            await add("GET /projects, one of them", 500, lambda: _get(client, "/projects", 1), "6–7", "≤ 2")
            await add("200 comments, two pages", 100, lambda: _paged(client, few, 200, own), "26", "≤ 12")
            await add("5,000 comments, 50 pages", 10, lambda: _paged(client, film, COMMENTS), "771 waited", "")
            every = f"/videos/{film.video_id}/comments?all=true"
            await add("5,000 comments, ?all=true", 20, lambda: _get(client, every, COMMENTS), "771 waited", "≤ 150")
            await fill_project(film, FILMS)
            videos = f"/projects/{film.project_id}/videos?limit={PAGE}"
            await add("100 of 500 films", 50, lambda: _get(client, videos, PAGE), "", "")
        for visit, before in ((Visit.home(), "24"), (Visit.projects(), "18"), (Visit.project(film.project_id), "70")):
            taken, processor = await visited(served, film.owner_token, visit)
            lines.append(Line(visit.what, len(taken), taken, processor, f"{before} waited", "≤ 40"))
    head = ("what", "times", "processor", "p50", "p95", "before", "aim")
    show(f"Lists, {MEMBERS} members (milliseconds)", head, [line.cells() for line in lines])


async def timed(served: Served, work: Callable[[], Awaitable[None]], times: int) -> tuple[list[float], float]:
    """Do some work again and again, after a warm-up; return the milliseconds of each, and the server's processor time for one."""
    for _ in range(min(times, 20)):
        await work()
    taken, before = [], served.cpu_seconds()
    for _ in range(times):
        started = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - started) * 1000)
    return taken, (served.cpu_seconds() - before) / times * 1000


async def _get(client: httpx.AsyncClient, path: str, items: int) -> None:
    answer = await client.get(path)
    assert len(answer.json()["items"]) == items, answer.text[:300]


async def _paged(client: httpx.AsyncClient, film: Cast, comments: int, headers: dict[str, str] | None = None) -> None:
    found, cursor = 0, None
    while True:
        asked = {"limit": PAGE} | ({"cursor": cursor} if cursor else {})
        content = (await client.get(f"/videos/{film.video_id}/comments", params=asked, headers=headers)).json()
        found, cursor = found + len(content["items"]), content["next_cursor"]
        if cursor is None:
            break
    assert found == comments
