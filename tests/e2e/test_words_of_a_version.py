"""Words belong to the version and the frame they were written on, whichever version is on the screen."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import Room, comments, composer, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve
from videoplanet.app.project import PROJECT

SLOW = 60_000
OTHER_RATE = PROJECT / "tests" / "assets" / "carphone_176x144_2997.mp4"


@pytest.fixture
async def room(served: Serve) -> Room:
    """Version 1 at 25 frames a second with a comment on its frame 54, version 2 at 29.97."""
    made = await new_room(served.url)
    await made.comment("첫 판에 남긴 글", frame=54)
    with OTHER_RATE.open("rb") as film:
        await made.owner.call("POST", f"{made.path}/versions", files={"file": ("second.mp4", film)})
    async with asyncio.timeout(SLOW / 1000):
        while True:
            versions = (await made.owner.call("GET", made.path))["versions"]
            if all(each["hls_url"] or each["original_url"] for each in versions):
                return made
            await asyncio.sleep(0.2)


def place(page: Page) -> Any:
    return page.locator(".vp-composer .vp-place-long")


async def choose(page: Page, number: int) -> None:
    """Puts a version on the screen, by the menu of the header."""
    await page.locator(".vp-room-header").get_by_role("button", name=re.compile("버전|v[12]")).first.click()
    await page.get_by_role("menuitem", name=f"v{number}").click()
    await expect(page).to_have_url(re.compile(rf"v={number}"))


async def test_words_wait_for_a_choice_on_another_version_and_go_back_to_their_frame(
    served: Serve, visitor: Visitor, room: Room
) -> None:
    page = await enter(visitor, served.url, room.owner, f"{room.path}?v=1&f=40")
    away = page.get_by_role("group", name="v1 · 00:00:01:15에 쓰던 글")
    await expect(place(page)).to_have_text("00:00:01:15", timeout=SLOW)
    await composer(page).fill("여기 40번 프레임")
    await choose(page, 2)
    await expect(away).to_be_visible()
    await composer(page).press("Enter")
    await expect(away.get_by_role("alert")).to_contain_text("먼저 고르세요")
    await expect(composer(page)).to_have_value("여기 40번 프레임")
    await page.keyboard.press("Escape")
    await page.goto("/home")
    await page.goto(f"{room.path}?v=2")
    await expect(composer(page)).to_have_value("여기 40번 프레임", timeout=SLOW)
    await expect(away).to_be_visible(timeout=SLOW)
    await away.get_by_role("button", name="v1로 이동").click()
    await expect(page).to_have_url(re.compile("v=1"))
    await expect(place(page)).to_have_text("00:00:01:15", timeout=SLOW)
    await expect(page.get_by_text("F 40", exact=True)).to_be_visible(timeout=SLOW)
    await composer(page).press("Enter")
    await expect(comments(page, "여기 40번 프레임")).to_have_count(1, timeout=SLOW)
    posted = await posted_as(room, "여기 40번 프레임")
    assert (posted["version"], posted["frame_in"]) == (1, 40)


async def test_words_are_taken_to_the_frame_that_is_seen(served: Serve, visitor: Visitor, room: Room) -> None:
    page = await enter(visitor, served.url, room.owner, f"{room.path}?v=1&f=40")
    await expect(place(page)).to_have_text("00:00:01:15", timeout=SLOW)
    await composer(page).fill("다음 판으로 가져갈 글")
    await page.goto(f"{room.path}?v=2&f=7")
    away = page.get_by_role("group", name="v1 · 00:00:01:15에 쓰던 글")
    await away.get_by_role("button", name="00:00:00;07에 남기기").click(timeout=SLOW)
    await expect(away).to_be_hidden()
    await composer(page).press("Enter")
    await expect(comments(page, "다음 판으로 가져갈 글")).to_have_count(1, timeout=SLOW)
    posted = await posted_as(room, "다음 판으로 가져갈 글")
    assert (posted["version"], posted["frame_in"]) == (2, 7)


async def test_a_carried_comment_names_its_version_and_leads_to_its_moment(
    served: Serve, visitor: Visitor, room: Room
) -> None:
    page = await enter(visitor, served.url, room.owner, f"{room.path}?v=2")
    row = comments(page, "첫 판에 남긴 글")
    await expect(row).to_contain_text("v1 00:00:02:04 → 00:00:02;04", timeout=SLOW)
    await row.get_by_role("button", name="00:00:02;04").click()
    await expect(page.get_by_text("F 64", exact=True)).to_be_visible(timeout=SLOW)


async def posted_as(room: Room, body: str) -> dict[str, Any]:
    """The comment with these words, once the server has it."""
    async with asyncio.timeout(SLOW / 1000):
        while True:
            items = (await room.owner.call("GET", f"{room.path}/comments?limit=100"))["items"]
            if found := [each for each in items if each["body"] == body]:
                return dict(found[0])
