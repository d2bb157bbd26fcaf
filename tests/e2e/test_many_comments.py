"""A room with thousands of comments: few of them are drawn, all can be reached, and what one reads or writes stays where it is."""

from __future__ import annotations

import asyncio
import re
from itertools import pairwise
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.holding import hold
from tests.e2e.rooms import Person, Room, comments, enter, join, new_room
from tests.e2e.visitor import Visitor
from tests.many_comments import write_comments
from tests.serving import Serve

SLOW = 60_000
COUNT = 2_400
NODES = 4_000
SIZES = ({"width": 1440, "height": 900}, {"width": 360, "height": 740})

_SCROLL = "(top) => { document.querySelector('.vp-comments').scrollTop = top }"
# Where the rows on the screen stand, by their number, when the next picture is made.
_SEEN = """
async () => {
  await new Promise(requestAnimationFrame);
  const list = document.querySelector('.vp-comments').getBoundingClientRect();
  const rows = [...document.querySelectorAll('.vp-comment')].map((row) => [row, row.getBoundingClientRect()])
    .filter(([, { top, bottom }]) => bottom > list.top && top < list.bottom);
  return rows.map(([row, { top, bottom }]) => [row.textContent.match(/(many|live) \\d+\\./)?.[0] ?? row.id, top, bottom]);
}
"""


@pytest.fixture(scope="module")
async def room(served: Serve) -> Room:
    """A film with thousands of comments."""
    made = await new_room(served.url)
    async with asyncio.timeout(SLOW / 1000):
        while not (await made.owner.call("GET", made.path))["versions"][0]["duration_frames"]:
            await asyncio.sleep(0.1)
    await write_comments(served.home, made.video_id, COUNT)
    return made


async def opened(
    visitor: Visitor, served: Serve, room: Room, size: dict[str, int], person: Person | None = None
) -> Page:
    """The owner or somebody else in the room, when every comment has come."""
    page = await enter(visitor, served.url, person or room.owner, room.path, viewport=size)
    await expect(page.locator("[aria-setsize]").first).to_have_attribute("aria-setsize", str(COUNT), timeout=SLOW)
    return page


async def seen(page: Page) -> list[tuple[str, float, float]]:
    """The rows on the screen with where they begin and end, which is where the next begins."""
    rows: list[Any] = await page.evaluate(_SEEN)
    for (_, _, end), (name, begin, _) in pairwise(rows):
        assert abs(end - begin) < 1, f"a gap before {name}"
    return [tuple(row) for row in rows]


@pytest.mark.parametrize("size", SIZES, ids=["laptop", "phone"])
async def test_few_rows_are_drawn_and_the_last_is_reached(
    visitor: Visitor, served: Serve, room: Room, size: dict[str, int]
) -> None:
    page = await opened(visitor, served, room, size)
    await expect(comments(page, "many 1.")).to_have_attribute("aria-posinset", "1")
    await expect(page.get_by_role("tab", name=f"{COUNT:,}")).to_be_visible()
    assert await page.evaluate("document.querySelectorAll('*').length") < NODES
    for top in (3_000, 90_000, 40_000):
        await page.evaluate(_SCROLL, top)
        await expect(page.locator(".vp-comment").first).not_to_have_attribute("aria-posinset", "1")
        rows = await seen(page)
        assert rows[0][1] <= await page.locator(".vp-comments").evaluate("list => list.getBoundingClientRect().top")
        assert rows[-1][2] >= await page.locator(".vp-comments").evaluate("list => list.getBoundingClientRect().bottom")
    await page.evaluate(_SCROLL, 10_000_000)
    last = comments(page, f"many {COUNT}.")
    await expect(last).to_be_in_viewport()
    await expect(last).to_have_attribute("aria-posinset", str(COUNT))
    assert await page.evaluate("document.querySelectorAll('*').length") < NODES
    await page.evaluate(_SCROLL, 0)
    await expect(comments(page, "many 1.")).to_be_in_viewport()


async def test_a_form_far_away_keeps_its_words_and_the_keyboard(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await opened(visitor, served, room, SIZES[0], await join(room, "박민서", "reviewer"))
    row = comments(page, "many 3.")
    await row.hover()
    await row.get_by_role("button", name="답글").click()
    await page.keyboard.type("아직 쓰는 ")
    await page.evaluate(_SCROLL, 60_000)
    await expect(comments(page, "many 20.")).to_have_count(0)
    await page.keyboard.type("중입니다")
    await expect(row.get_by_role("textbox")).to_be_focused()
    await expect(row.get_by_role("textbox")).to_have_value("아직 쓰는 중입니다")


async def test_what_comes_live_does_not_move_what_is_read(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await opened(visitor, served, room, SIZES[0])
    await page.evaluate(_SCROLL, 30_000)
    await expect(page.locator(".vp-comment").first).not_to_have_attribute("aria-posinset", "1")
    before = await seen(page)
    posted = [await room.comment(f"live {number}. " + "긴 글입니다. " * 40, frame=0) for number in range(3)]
    try:
        await expect(page.get_by_role("tab", name=f"{COUNT + 3:,}")).to_be_visible(timeout=SLOW)
        assert [name for name, *_ in await seen(page)] == [name for name, *_ in before]
        for (_, now, _), (_, then, _) in zip(await seen(page), before, strict=True):
            assert abs(now - then) < 1
    finally:
        for each in posted:
            await room.owner.call("DELETE", f"/comments/{each['id']}")


async def test_a_row_that_is_not_drawn_is_brought_into_sight(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await opened(visitor, served, room, SIZES[1])
    listed = await room.owner.call("GET", f"{room.path}/comments?limit=1&status=open&kind=question")
    [target] = listed["items"]
    await page.evaluate(_SCROLL, 10_000_000)
    await expect(comments(page, f"many {COUNT}.")).to_be_in_viewport()
    tell = "(id) => document.querySelector('[data-room]').room.tell('select', { comment_id: id })"
    await page.evaluate(tell, target["id"])
    await expect(page.locator(f"#comment-{target['id']}")).to_be_in_viewport()
    await expect(page.locator(f"#comment-{target['id']}")).to_have_attribute("data-selected", "true")


async def test_a_link_leads_to_a_comment_far_down(visitor: Visitor, served: Serve, room: Room) -> None:
    far = await room.comment("live 9. 마지막 장면", frame=131)
    try:
        path = f"{room.path}?v=1&f=131#comment-{far['id']}"
        page = await enter(visitor, served.url, room.owner, path, viewport=SIZES[1])
        await expect(page.locator(f"#comment-{far['id']}")).to_be_in_viewport(timeout=SLOW)
        await expect(page.locator("[aria-setsize]").first).to_have_attribute(
            "aria-setsize", str(COUNT + 1), timeout=SLOW
        )
        await expect(page.locator(f"#comment-{far['id']}")).to_be_in_viewport()
    finally:
        await room.owner.call("DELETE", f"/comments/{far['id']}")


async def test_rows_drawn_anew_are_those_of_another_filter(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await opened(visitor, served, room, SIZES[0])
    await page.evaluate(_SCROLL, 50_000)
    await page.get_by_role("button", name="미해결").click()
    await page.get_by_role("menuitemradio", name="질문").click()
    await page.keyboard.press("Escape")
    await expect(page.locator("[aria-setsize]").first).to_have_attribute("aria-setsize", str(COUNT // 4))
    rows = await seen(page)
    assert len(rows) > 1
    assert all(int(name.split()[1].rstrip(".")) % 4 == 3 for name, *_ in rows)


async def test_another_width_keeps_what_is_read(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await opened(visitor, served, room, SIZES[0])
    await page.evaluate(_SCROLL, 80_000)
    name = (await seen(page))[1][0]
    for width, height in ((900, 700), (360, 740), (1440, 900)):
        await page.set_viewport_size({"width": width, "height": height})
        await expect(comments(page, name)).to_be_in_viewport()
        await seen(page)


async def test_until_all_have_come_the_list_says_so_and_nothing_is_said_to_be_missing(
    visitor: Visitor, served: Serve, room: Room
) -> None:
    page = await enter(visitor, served.url, room.owner, "/favicon.svg", viewport=SIZES[0])
    release = await hold(page, re.compile(r"/comments\?limit=100&all=true"))
    await page.goto(room.path)
    await expect(comments(page, "many 1.")).to_be_in_viewport(timeout=SLOW)
    await expect(page.get_by_role("tab", name=f"{COUNT:,}")).to_be_visible()
    side = page.get_by_role("region", name="코멘트", exact=True)
    await page.evaluate(_SCROLL, 10_000_000)
    await expect(comments(page, "many 100.")).to_be_in_viewport()
    await expect(side.get_by_role("status").filter(has_text="불러오는 중입니다")).to_be_in_viewport()
    await page.get_by_role("button", name="미해결").click()
    await page.get_by_role("menuitemradio", name="해결", exact=True).click()
    await page.keyboard.press("Escape")
    await expect(comments(page)).to_have_count(0)
    await expect(side.get_by_text("조건에 맞는 코멘트가 없습니다")).to_have_count(0)
    release()
    await expect(side.get_by_text("조건에 맞는 코멘트가 없습니다")).to_be_visible(timeout=SLOW)
    await expect(side.get_by_role("status").filter(has_text="불러오는 중입니다")).to_have_count(0)
