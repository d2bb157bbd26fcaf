"""The product behind a real nginx with the delivered configuration: pages, sign-in, a live room, and pieces of films."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Iterator
from itertools import product

import httpx
import pytest
from playwright.async_api import expect

from tests.e2e.rooms import PASSWORD, Room, comments, composer, new_room
from tests.e2e.visitor import Visitor
from tests.edge import Edge
from tests.serving import Serve
from videoplanet.app.door.keeping import NAMED, PAGE
from videoplanet.shared.config import LIMITS
from videoplanet.shared.engines.ports import free_ports

SLOW = 60_000
REFRESHED = "The edge has read"


@pytest.fixture(scope="module")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """A product of its own whose address is the edge's."""
    [port] = free_ports(1)
    edge = Edge(tmp_path_factory.mktemp("edge"), port)
    os.environ["SSL_CERT_FILE"] = str(edge.folder / "videoplanet.pem")
    serve = Serve(
        tmp_path_factory.mktemp("behind"),
        port,
        {
            **dict.fromkeys(LIMITS, "0"),
            "VIDEOPLANET_PUBLIC_URL": edge.url,
            "VIDEOPLANET_TRUSTED_PROXY_HOPS": "1",
            "VIDEOPLANET_EDGE_REFRESH_URL": edge.refresh_url,
            "VIDEOPLANET_DEMO": "false",
            "VIDEOPLANET_VIDEO_PRESET": "ultrafast",
            "LANG": "C",
        },
    )
    try:
        yield serve.wait_ready()
    finally:
        serve.stop()
        edge.stop()
        del os.environ["SSL_CERT_FILE"]


@pytest.fixture(scope="module")
async def room(behind: Serve) -> Room:
    return await new_room(behind.url)


async def _until_pictured(room: Room) -> None:
    async with asyncio.timeout(60):
        while (await room.owner.call("GET", room.path))["versions"][0]["poster_url"] is None:
            await asyncio.sleep(0.2)


async def test_a_start_has_every_page_read_anew(behind: Serve) -> None:
    assert any(line.startswith(REFRESHED) for line in behind.lines), behind.output
    async with httpx.AsyncClient(base_url=behind.url, headers={"Cookie": f"__Host-vp_browser={'m' * 22}"}) as client:
        for path, language in product(("/", "/sign-in/", "/sign-up/", "/home/"), ("ko-KR", "en", "fr")):
            answer = await client.get(path, headers={"Accept-Language": language})
            assert (answer.status_code, answer.headers["x-edge"]) == (200, "HIT"), path
            assert answer.headers["content-language"] == ("en" if language == "en" else "ko")
            assert answer.headers["cache-control"].encode() == PAGE
            assert "content-security-policy" in answer.headers
        unmarked = await client.get("/projects/01a20000-0000-7000-8000-000000000000")
        assert unmarked.headers["cache-control"] == "no-cache"
        moved = await client.get("/sign-in")
        assert moved.headers.get("location", behind.url).startswith(("/", behind.url)), moved.headers


async def test_what_a_page_is_made_of_never_has_to_be_asked_for_again(behind: Serve) -> None:
    async with httpx.AsyncClient(base_url=behind.url) as client:
        page = (await client.get("/")).text
        named = re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|woff2)[^"]*)"', page)
        assert len(named) > 5
        for address in named:
            answer = await client.get(address, headers={"Cookie": f"__Host-vp_browser={'m' * 22}"})
            assert (answer.status_code, answer.headers["cache-control"].encode()) == (200, NAMED), address


async def test_a_piece_is_handed_out_from_the_edge_until_the_viewer_may_no_longer_have_it(
    behind: Serve, room: Room
) -> None:
    link = await room.link()
    guest = httpx.AsyncClient(base_url=behind.url)
    opened = await guest.post(
        f"/api/v1/shares/{link['token']}/open", json={"name": "손님", "email": "guest@room.example.com"}
    )
    assert opened.is_success, opened.text
    bearer = {"Authorization": f"Bearer {opened.json()['access_token']}"}
    await _until_pictured(room)
    shown = (await guest.get(f"/api/v1/videos/{room.video_id}", headers=bearer)).json()
    own = await room.owner.call("GET", room.path)
    theirs, ours = (each["versions"][0]["poster_url"] for each in (shown, own))
    assert theirs != ours
    first, second = [await guest.get(address) for address in (ours, theirs)]
    assert (second.content, second.headers["x-edge"], second.status_code) == (first.content, "HIT", 200)
    await room.owner.call("DELETE", f"/shares/{link['id']}")
    refused = await guest.get(theirs)
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert (await guest.get(ours)).headers["x-edge"] == "HIT"
    await guest.aclose()


async def test_people_sign_in_and_talk_live_through_the_edge(behind: Serve, room: Room, visitor: Visitor) -> None:
    page = await visitor(f"{behind.url}/sign-in", ignore_https_errors=True)
    await page.get_by_label("이메일").fill(room.owner.email)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="로그인").click()
    await page.wait_for_url(re.compile(r"/home/?$"), timeout=SLOW)
    assert "__Host-vp_access" in {cookie.get("name") for cookie in await page.context.cookies()}
    await room.comment("밖에서 온 말", frame=5)
    await page.goto(behind.url + room.path)
    await expect(comments(page)).to_have_count(1, timeout=SLOW)
    await composer(page).fill("엣지를 지나서")
    await composer(page).press("Enter")
    await expect(comments(page)).to_have_count(2, timeout=SLOW)
    await room.comment("밖에서 온 또 하나", frame=9)
    await expect(comments(page)).to_have_count(3, timeout=SLOW)
