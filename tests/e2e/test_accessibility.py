"""axe finds nothing to complain about on any page, light and dark, wide and on a phone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib import resources
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import Room, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 360, "height": 780}},
]
SLOW = 60_000
Open = Callable[[str], Awaitable[Page]]


@pytest.fixture(scope="module")
async def room(served: Serve) -> Room:
    """A project with a film and a conversation."""
    room = await new_room(served.url)
    for kind in ("fix", "idea", "approve", "question"):
        await room.comment(f"{kind} 코멘트", 10, kind=kind)
    return room


async def complaints(page: Page) -> list[str]:
    """What axe finds, one line an element. Animations are let end first: axe measures colours as they are painted."""
    await page.evaluate("Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})))")
    await page.evaluate(f"() => {{ {AXE} }}")
    found = await page.evaluate("(tags) => axe.run(document, { runOnly: tags })", TAGS)
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-phone"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/sign-up", "/nowhere"])
async def test_pages_for_everybody(visitor: Visitor, path: str, look: dict[str, Any]) -> None:
    page = await visitor(path, **look)
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    assert await complaints(page) == []


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-phone"])
@pytest.mark.parametrize("path", ["/home", "/projects", "/projects/{project}", "/videos"])
async def test_pages_of_members(visitor: Visitor, served: Serve, room: Room, path: str, look: dict[str, Any]) -> None:
    page = await enter(visitor, served.url, room.owner, path.format(project=room.project_id), **look)
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    await expect(page.get_by_text("봄 캠페인").first).to_be_attached(timeout=SLOW)
    assert await complaints(page) == []


@pytest.mark.parametrize("look", LOOKS, ids=["wide", "phone"])
async def test_the_review_room(visitor: Visitor, served: Serve, room: Room, look: dict[str, Any]) -> None:
    page = await enter(visitor, served.url, room.owner, room.path, **look)
    await expect(page.get_by_text("question 코멘트").first).to_be_visible(timeout=SLOW)
    assert await complaints(page) == []


@pytest.mark.parametrize("look", LOOKS, ids=["wide", "phone"])
async def test_the_door_of_a_share_link(visitor: Visitor, room: Room, look: dict[str, Any]) -> None:
    link = await room.link(permission="comment", password="열려라 참깨")
    page = await visitor(f"/s/{link['token']}", **look)
    await expect(page.get_by_label("이름")).to_be_visible(timeout=SLOW)
    assert await complaints(page) == []
