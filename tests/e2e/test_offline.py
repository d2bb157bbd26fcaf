"""While the line is down there is one notice, and it stands over nothing that can be used."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.rooms import composer, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
COVERED = """() => {
    const notice = document.querySelector(".vp-line > *").getBoundingClientRect();
    const controls = document.querySelectorAll("button, a[href], input, textarea, [role=slider], [role=tab]");
    return [...controls].filter((control) => {
        const box = control.getBoundingClientRect();
        const isShown = control.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.width && box.height;
        const isBeside = box.right <= notice.left || box.left >= notice.right;
        return isShown && !isBeside && box.bottom > notice.top && box.top < notice.bottom;
    }).map((control) => control.outerHTML.slice(0, 120));
}"""


@pytest.mark.parametrize("size", [(1280, 800), (1024, 720), (360, 740), (664, 370)])
async def test_one_notice_says_that_the_line_is_down_and_what_waits(
    served: Serve, visitor: Visitor, size: tuple[int, int]
) -> None:
    room = await new_room(served.url)
    view: Any = {"width": size[0], "height": size[1]}
    page = await enter(visitor, served.url, room.owner, room.path, viewport=view)
    await expect(page.get_by_text("아직 코멘트가 없습니다")).to_be_visible(timeout=SLOW)
    await page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    await page.context.set_offline(True)
    await composer(page).fill("나중에 갈 글")
    await composer(page).press("Enter")
    notice = page.get_by_role("status").filter(has_text="연결이 끊겼습니다")
    await expect(notice).to_contain_text("연결되면 보낼 글 1개", timeout=SLOW)
    await page.evaluate("document.querySelector('video').dispatchEvent(new Event('error'))")
    await expect(page.get_by_text("연결", exact=False).locator("visible=true")).to_have_count(
        await notice.get_by_text("연결").count()
    )
    await page.wait_for_function("() => getComputedStyle(document.querySelector('.vp-line > *')).opacity === '1'")
    assert await page.evaluate(COVERED) == []
    await page.context.set_offline(False)
    await expect(notice).to_have_count(0, timeout=SLOW)
    assert [each["body"] for each in (await room.owner.call("GET", f"{room.path}/comments"))["items"]] == [
        "나중에 갈 글"
    ]
