"""What Koreans see is Korean: no page holds an English word but names, codecs, units and what people wrote themselves."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import Room, comments, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
WRITTEN_BY_PEOPLE = re.compile(r"\S+@\S+|main-film(?:\.mp4)?|[0-9a-f]{16,}|https?://\S+")
TERMS = {
    *(
        "v",
        "v1",
        "F",
        "f",
        "fps",
        "kHz",
        "kbit",
        "Mbit",
        "s",
        "kB",
        "MB",
        "GB",
        "GiB",
        "bit",
        "SHA",
        "SHA-256",
        "English",
    ),
    *("H.264", "AVC", "AAC", "MP4", "MOV", "High", "BT", "yuv420p", "prores", "hdr", "HDR"),
    *("Enter", "Ctrl", "Shift", "Esc", "Space", "Home", "End", "C", "I", "O", "J", "K", "L", "M", "N", "P", "A", "W"),
}
_SAID = """
    () => {
        const said = [];
        for (const element of document.body.querySelectorAll("*")) {
            if (["SCRIPT", "STYLE", "NOSCRIPT"].includes(element.tagName) || !element.checkVisibility()) continue;
            for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description", "aria-valuetext"])
                if (element.hasAttribute(name)) said.push(element.getAttribute(name));
            for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.textContent);
        }
        return [document.title, ...said].filter((text) => text.trim());
    }
"""


@pytest.fixture(scope="module")
async def room(served: Serve) -> Room:
    """A room whose every name is Korean."""
    made = await new_room(served.url)
    about = {"name": "봄 캠페인", "client": "하나음료", "manager": "박하준", "description": "여름 전에 마칩니다"}
    await made.owner.call("PATCH", f"/projects/{made.project_id}", json=about)
    for number, kind in enumerate(("fix", "idea", "approve", "question")):
        await made.comment("색이 튑니다", 25 * number, kind=kind, priority="high")
    return made


async def english(page: Page) -> set[str]:
    """The English words on a page, with what they stand in."""
    found = set()
    for text in await page.evaluate(_SAID):
        words = set(re.findall(r"[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]|[A-Za-z]", WRITTEN_BY_PEOPLE.sub("", text)))
        found |= {f"{word}: {text}" for word in words - TERMS}
    return found


@pytest.mark.parametrize(
    ("path", "ready"),
    [
        ("/", "h1"),
        ("/sign-in", "form button[type=submit]"),
        ("/sign-up", "form button[type=submit]"),
        ("/nowhere", "h1"),
    ],
)
async def test_pages_before_sign_in(visitor: Visitor, path: str, ready: str) -> None:
    page = await visitor(path, locale="ko-KR")
    await page.locator(ready).first.wait_for(timeout=SLOW)
    assert await english(page) == set()
    if ready.startswith("form"):
        await page.locator(ready).click()
        await expect(
            page.get_by_text("필요").or_(page.get_by_text("입력")).or_(page.get_by_text("확인")).first
        ).to_be_visible()
        assert await english(page) == set()


@pytest.mark.parametrize("path", ["/home", "/projects", "/projects?new=1", "/videos", "project"])
async def test_pages_of_members(visitor: Visitor, served: Serve, room: Room, path: str) -> None:
    path = f"/projects/{room.project_id}" if path == "project" else path
    page = await enter(visitor, served.url, room.owner, path, locale="ko-KR")
    await page.get_by_role("main").locator("li").first.wait_for(timeout=SLOW)
    assert await english(page) == set()


async def test_the_room_with_its_panels_and_menus(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await enter(visitor, served.url, room.owner, room.path, locale="ko-KR")
    await expect(comments(page)).to_have_count(4, timeout=SLOW)
    assert await english(page) == set()
    for name in ("정보", "버전"):
        await page.get_by_role("tab", name=name).click()
        assert await english(page) == set()
    await page.get_by_role("button", name="공유").click()
    await page.get_by_role("dialog").wait_for()
    assert await english(page) == set()
    await page.keyboard.press("Escape")
    await page.get_by_role("dialog").wait_for(state="hidden")
    await page.keyboard.press("?")
    await page.get_by_text("이전 프레임").first.wait_for()
    assert await english(page) == set()


async def test_the_door_of_a_link(visitor: Visitor, room: Room) -> None:
    link = await room.link(password="봄날의 비밀 91")
    page = await visitor(f"/s/{link['token']}", locale="ko-KR")
    await page.locator("form button[type=submit]").wait_for(timeout=SLOW)
    assert await english(page) == set()
