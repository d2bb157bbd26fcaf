"""`GET /metrics`: who may read it, that it is the whole of several processes, what is seen in it and what never is."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from httpx import AsyncClient
from reflex_base import otel

from tests.figures import family_names, figure, label_names, samples
from tests.integration.conftest import SettingsChange
from tests.integration.films import guest_of, new_video, run_jobs, stored
from tests.integration.live_site import DESK, LIVE_STATE
from tests.integration.people import person, project
from tests.integration.reflex_page import ReflexPage
from tests.integration.review import Review, review
from tests.integration.socket_client import SocketClient
from videoplanet.app.metrics import count_page_events
from videoplanet.features.read_metrics import service
from videoplanet.features.share_video.service import revoke_share
from videoplanet.shared import process_metrics
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.metrics import start_metrics
from videoplanet.shared.process_metrics import Process, telling
from videoplanet.shared.redis import RedisError, redis_client

TOKEN = "0ZqkP9vV1wY7cJ3mB5nX8rT2"
DOCUMENTED = Path(__file__).parents[3] / "docs" / "metrics.md"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
WS, PAGE = {"kind": "ws"}, {"kind": "page"}
LISTENERS, ENDED = "videoplanet_live_listeners", "videoplanet_live_ended_total"
EVERY_LABEL = {
    *("process", "le", "kind", "reason", "outcome", "task", "queue", "state", "status"),
    *("http_request_method", "http_route", "http_response_status_code"),
    *("reflex_event_name", "error_type", "network_io_direction"),
}
_ID = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}|\d+\.\d+\.\d+\.\d+|@|eyJ")


@pytest.fixture(autouse=True)
def _readable(settings: SettingsChange) -> None:
    settings(metrics_token=TOKEN)
    start_metrics()


@pytest.fixture
def page_events() -> Iterator[None]:
    count_page_events()
    yield
    otel.disable()


async def scrape(gateway: AsyncClient) -> str:
    answer = await gateway.get("/metrics", headers=BEARER)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    return answer.text


async def test_without_a_token_in_the_settings_there_is_no_such_page(
    gateway: AsyncClient, settings: SettingsChange
) -> None:
    settings(metrics_token="")
    for headers in ({}, {"Authorization": "Bearer "}, BEARER):
        answer = await gateway.get("/metrics", headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ключ"])
async def test_whoever_does_not_say_the_token_is_refused(gateway: AsyncClient, given: str) -> None:
    answer = await gateway.get("/metrics", headers=[(b"Authorization", given.encode())] if given else [])
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


async def test_neither_a_cookie_nor_an_account_opens_it(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    for headers in (owner.bearer, {"Cookie": f"metrics={TOKEN}; token={TOKEN}"}):
        assert (await gateway.get("/metrics", headers=headers)).status_code == 401
    assert (await gateway.get(f"/metrics?token={TOKEN}")).status_code == 401


async def test_whoever_is_refused_is_counted_and_who_knows_the_token_never(
    gateway: AsyncClient, settings: SettingsChange
) -> None:
    settings(limit_reads="2/minute")
    known, others = [BEARER] * 3, [{"Authorization": "Bearer x"}, {"Authorization": "Basic x"}, {}]
    codes = [(await gateway.get("/metrics", headers=headers)).status_code for headers in (*known, *others, *known)]
    assert codes == [200, 200, 200, 401, 401, 429, 200, 200, 200]


async def test_one_scrape_has_every_process_and_the_dead_vanish(
    gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    processes = [Process("web"), Process("web"), Process("worker")]
    for number, process in enumerate(processes, 1):
        monkeypatch.setattr(process_metrics, "own_figures", lambda number=number: f"# TYPE age gauge\nage {number}\n")
        await process.tell()
    told = await scrape(gateway)
    assert {one.labels["process"]: one.value for one in samples(told) if one.name == "age"} == {
        "web": 3.0,  # who was asked, and has not told anything yet
        "web-1": 1.0,
        "web-2": 2.0,
        "worker-1": 3.0,
    }
    assert 0 < await redis_client().ttl("vp:figures:web-1") <= process_metrics.KEPT_SECONDS
    await redis_client().delete("vp:figures:web-1")
    assert figure(await scrape(gateway), "age", process="web-1") == 0
    await Process("web").tell()
    await processes[0].tell()
    assert [processes[0].name, processes[1].name] == ["web-3", "web-2"]


async def test_a_process_tells_as_long_as_it_runs_and_leaves_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process_metrics, "TELL_SECONDS", 0.02)
    process, other = Process("worker"), Process("worker")
    async with telling(process):
        async with asyncio.timeout(10):
            while process.name is None:
                await asyncio.sleep(0.02)
        await redis_client().flushdb()  # Redis was restarted
        async with asyncio.timeout(10):
            while not await redis_client().exists("vp:figures:worker-1"):
                await asyncio.sleep(0.02)
    await other.tell()
    assert other.name == "worker-1"


async def test_what_can_be_said_is_said_while_an_engine_is_away(
    gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise RedisError

    async def down() -> None:
        raise Unavailable

    await scrape(gateway)
    monkeypatch.setattr(Process, "everybodys", away)
    assert figure(await scrape(gateway), "http_server_request_duration_seconds_count", http_route="/metrics") > 0
    monkeypatch.setattr(service, "_stored", down)
    assert "videoplanet_queue_workers" not in await scrape(gateway)


async def test_a_jobs_life_is_seen(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    await new_video(owner, await project(owner))
    told = await scrape(gateway)
    assert figure(told, "videoplanet_queue_jobs", queue="media", state="waiting") == 1
    assert figure(told, "videoplanet_queue_oldest_waiting_seconds", queue="media") > 0
    assert figure(told, "videoplanet_jobs", kind="transcode", status="queued") == 1
    runs = figure(told, "videoplanet_job_run_duration_seconds_count", task="transcode", outcome="succeeded")
    await run_jobs()
    assert [row["status"] for row in await stored("select status from job")] == ["succeeded"]
    told = await scrape(gateway)
    assert figure(told, "videoplanet_queue_jobs", queue="media") == 0
    assert figure(told, "videoplanet_jobs", kind="transcode", status="succeeded") == 1
    after = figure(told, "videoplanet_job_run_duration_seconds_count", task="transcode", outcome="succeeded")
    assert after == runs + 1


async def _page(site: str, film: Review) -> ReflexPage:
    page = await ReflexPage.open(site)
    token = film.owner.tokens.access_token
    await page.fire(f"{DESK}.watch_video", token=token, video=str(film.video_id))
    await page.until(lambda: bool(page.of(LIVE_STATE, "presence")))
    return page


@pytest.mark.usefixtures("page_events")
async def test_listeners_and_what_they_hear_are_seen_and_nobody_is_named(gateway: AsyncClient, site: str) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    before = await scrape(gateway)
    page = await _page(site, film)
    client = await SocketClient.open(site, f"feedback/{film.video_id}", guest)
    await client.settled()
    await film.post(gateway, film.owner, body="들리나요")
    await client.until(lambda: client.of("comment.new"))
    await page.until(lambda: bool(page.of(LIVE_STATE, "operation")))
    told = await scrape(gateway)
    for kind in (WS, PAGE):
        assert figure(told, LISTENERS, **kind) - figure(before, LISTENERS, **kind) == 1
        name = "videoplanet_live_delivered_total"
        assert figure(told, name, **kind) - figure(before, name, **kind) >= 1
    for name, labels in {
        "videoplanet_live_delivery_duration_seconds_count": {},
        "videoplanet_live_published_total": {"kind": "operation", "outcome": "sent"},
        "reflex_event_duration_seconds_count": {"reflex_event_name": f"{DESK}.watch_video"},
    }.items():
        assert figure(told, name, **labels) - figure(before, name, **labels) >= 1, name

    await (await SocketClient.open(site, f"feedback/{uuid4()}", film.owner)).closed()
    await revoke_share(film.owner.principal, guest.share_id)
    await client.closed()
    await page.close()
    told = await scrape(gateway)
    ended = {**WS, "reason": "share.revoked"}
    assert figure(told, ENDED, **ended) - figure(before, ENDED, **ended) == 1
    refused = {**WS, "reason": "not_found"}
    name = "videoplanet_live_refused_total"
    assert figure(told, name, **refused) - figure(before, name, **refused) == 1
    assert figure(told, LISTENERS, **WS) == figure(before, LISTENERS, **WS)

    documented = set(re.findall(r"^\| `(\w+)` \|", DOCUMENTED.read_text(), re.MULTILINE))
    assert family_names(told) <= documented

    lines = samples(told)
    assert set().union(*label_names(lines).values()) <= EVERY_LABEL
    assert [one for one in lines if any(_ID.search(value) for value in one.labels.values())] == []
    for word in (
        film.owner.principal.display_name,
        "손님",
        "들리나요",
        film.owner.email,
        str(film.video_id),
        "127.0.0.1",
    ):
        assert word not in told
