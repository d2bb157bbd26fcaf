"""What a row more costs: the same lists at growing lengths, in processor time of the web process, and what is left for each row."""

from __future__ import annotations

import httpx

from bench.cast import cast, fill, fill_project, talk
from bench.lists import LIMITED, WHOLE_SITE, timed
from bench.table import percentile, show
from bench.web import Served, product

COMMENTS = (100, 1_000, 10_000, 100_000)
FILMS = (10, 100, 500)
MEMBERS = (1, 50)
FILMS_A_PAGE = 100
Row = tuple[object, ...]


async def measure(environment: dict[str, str]) -> None:
    """Measure with one worker, one client, one request at a time."""
    rows: list[Row] = []
    async with (
        product(environment | LIMITED, workers=1, site=WHOLE_SITE) as served,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{environment['PORT']}/api/v1", timeout=120) as client,
    ):
        for members in MEMBERS:
            film = await cast(members - 1)
            client.headers["Authorization"] = f"Bearer {film.owner_token}"
            rows.append(await _row(served, client, "members", members, f"/projects/{film.project_id}/members", 100))
            for comments in COMMENTS:
                await fill(film, comments, film.people)
                await talk(film)
                path, much = f"/videos/{film.video_id}/comments", f"comments, {members} members"
                rows.append(
                    await _row(served, client, f"page of 100 {much}", 100, f"{path}?limit=100", 50, of=comments)
                )
                rows.append(await _row(served, client, f"all {much}", comments, f"{path}?all=true", 3))
            for films in FILMS:
                await fill_project(film, films)
                path = f"/projects/{film.project_id}/videos?limit={FILMS_A_PAGE}"
                shown, much = min(films, FILMS_A_PAGE), f"films, {members} members"
                rows.append(await _row(served, client, f"page of {much}", shown, path, 20, of=films))
    head = ("what", "there are", "in the answer", "processor ms", "p50 ms", "microseconds a row")
    show("Lists as they grow", head, rows)


async def _row(
    served: Served, client: httpx.AsyncClient, what: str, answered: int, path: str, times: int, *, of: int | None = None
) -> Row:
    async def ask() -> None:
        answer = await client.get(path)
        assert answer.status_code == 200, answer.text[:300]

    taken, processor = await timed(served, ask, times)
    return (what, of or answered, answered, processor, percentile(taken, 0.5), processor * 1000 / answered)
