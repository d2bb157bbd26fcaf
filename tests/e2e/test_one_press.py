"""A double click makes one thing; a press meets what it aimed at; a film is renamed from its card; robots are kept out."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.async_api import expect

from tests.e2e.rooms import enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


async def test_a_double_click_makes_one_link(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, room.path)
    await page.get_by_role("button", name="공유").click(timeout=SLOW)
    await page.get_by_role("button", name="링크 만들기").dblclick(timeout=SLOW)
    await expect(page.get_by_label("링크 주소")).to_have_count(1, timeout=SLOW)
    await page.get_by_role("button", name="링크 거두기").first.click()  # a tab's events are done in turn
    await expect(page.get_by_role("dialog", name="이 링크를 거둘까요?")).to_be_visible(timeout=SLOW)
    links = await room.owner.call("GET", f"{room.path}/shares")
    assert len(links["items"]) == 1


async def test_a_film_is_renamed_from_its_card_and_that_is_taken_back(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}")
    await page.get_by_role("button", name="main-film").click(timeout=SLOW)
    await page.get_by_role("menuitem", name="제목 바꾸기").click()
    field = page.get_by_role("dialog").get_by_label("영상 제목")
    await expect(field).to_have_value("main-film")
    await field.fill("여름 편집본")
    await field.press("Enter")
    await expect(page.get_by_role("link", name="여름 편집본")).to_be_visible(timeout=SLOW)
    await page.get_by_role("region", name="알림").get_by_role("button", name="되돌리기").click()
    await expect(page.get_by_role("link", name="main-film")).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize(("opener", "act"), [("김지우", "로그아웃"), ("프로젝트 작업", "이름과 정보 편집")])
async def test_a_menu_of_what_stays_in_place_stays_while_the_page_scrolls(
    served: Serve, visitor: Visitor, opener: str, act: str
) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}")
    await page.set_viewport_size({"width": 1280, "height": 500})
    await expect(page.get_by_role("button", name="main-film")).to_be_visible(timeout=SLOW)
    await page.get_by_role("button", name=opener).click()
    item = page.get_by_role("menuitem", name=act)
    await item.hover()
    await page.mouse.down()
    moved = await item.evaluate(
        """(item) => {
          const before = item.getBoundingClientRect().top;
          window.scrollBy({ top: 120, behavior: "instant" });
          return [window.scrollY > 0, item.getBoundingClientRect().top - before];
        }"""
    )
    await page.mouse.up()
    assert moved == [True, 0]
    if act == "로그아웃":
        await page.wait_for_url(re.compile(r"//[^/]+/$"), timeout=SLOW)
    else:
        await expect(page.get_by_role("dialog")).to_be_visible(timeout=SLOW)


async def test_robots_are_kept_to_the_landing_page(served: Serve) -> None:
    async with httpx.AsyncClient(base_url=served.url) as client:
        robots = await client.get("/robots.txt")
        assert robots.headers["content-type"].startswith("text/plain")
        assert robots.text.splitlines()[-1] == "Disallow: /"
        assert "x-robots-tag" not in (await client.get("/")).headers
        for path in (
            "/s/0123456789abcdef012345",
            "/invitations/x",
            "/sign-in",
            "/home",
            "/media/x/y",
            "/api/v1/videos",
        ):
            assert (await client.get(path)).headers["x-robots-tag"] == "noindex, nofollow"
