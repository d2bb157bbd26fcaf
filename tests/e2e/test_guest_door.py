"""The door of a share link: who comes in is somebody new, unless a mailed code says who they were; the original stays inside."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.policy import default

import pytest
from playwright.async_api import Page, expect
from watchfiles import awatch

from tests.e2e.rooms import Room, comments, composer, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
WIDTH = 1280
EMAIL = "minseo@client.example.com"


@pytest.fixture
async def room(served: Serve) -> Room:
    return await new_room(served.url)


async def walk_in(page: Page, name: str) -> None:
    """Open the link as somebody new."""
    await page.get_by_role("textbox", name="이름").fill(name)
    await page.get_by_role("textbox", name="이메일").fill(EMAIL)
    await page.get_by_role("button", name="영상 보기").click()
    await expect(composer(page)).to_be_visible(timeout=SLOW)
    await expect(page.locator("video")).to_have_js_property("videoWidth", WIDTH, timeout=SLOW)


async def mailed_code(served: Serve) -> str:
    """The code of the letter, once it has been written."""
    folder = served.home / "mail"
    folder.mkdir(mode=0o700, exist_ok=True)
    async with asyncio.timeout(SLOW / 1000):
        async for _ in awatch(folder, yield_on_timeout=True, rust_timeout=1000):
            for path in folder.glob("*.eml"):
                message = message_from_bytes(path.read_bytes(), policy=default)
                if message["To"] == EMAIL and "코드" in str(message["Subject"]):
                    return str(message["Subject"]).split()[-1]
    raise AssertionError("no letter came")


async def test_a_guest_goes_on_in_another_browser_by_a_mailed_code(served: Serve, visitor: Visitor, room: Room) -> None:
    link = await room.link()
    first = await visitor(f"/s/{link['token']}")
    await walk_in(first, "민서")
    await composer(first).fill("음악이 좋아요")
    await composer(first).press("Enter")
    await expect(comments(first, "음악이 좋아요")).to_have_count(1, timeout=SLOW)

    stranger = await visitor(f"/s/{link['token']}")
    await walk_in(stranger, "민서인 척")
    await expect(comments(stranger, "음악이 좋아요")).to_have_count(1, timeout=SLOW)

    phone = await visitor(f"/s/{link['token']}", viewport={"width": 390, "height": 844})
    await phone.get_by_role("button", name="코드로 이어서 하기").click(timeout=SLOW)
    await phone.locator("#earlier-email").fill(EMAIL)
    await phone.get_by_role("button", name="코드 받기").click()
    field = phone.get_by_role("textbox", name="6자리 코드")
    await field.fill("000000", timeout=SLOW)
    await phone.get_by_role("button", name="영상 보기").click()
    await expect(phone.get_by_text("코드가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    await field.fill(await mailed_code(served))
    await phone.get_by_role("button", name="영상 보기").click()
    await expect(comments(phone, "음악이 좋아요")).to_have_count(1, timeout=SLOW)
    await expect(first.get_by_text("다른 브라우저에서 메일로 본인을 확인했습니다")).to_be_visible(timeout=SLOW)
    await first.reload()
    await expect(first.get_by_role("button", name="코드로 이어서 하기")).to_be_visible(timeout=SLOW)


async def test_a_guest_without_download_waits_for_the_first_rendition_and_never_gets_the_original(
    visitor: Visitor, room: Room
) -> None:
    link = await room.link(allow_download=False)
    guest = await visitor(f"/s/{link['token']}")
    asked: list[str] = []
    guest.on("request", lambda request: asked.append(request.url))
    await walk_in(guest, "민서")
    media = [url for url in asked if "/media/" in url]
    assert any("/hls/" in url for url in media)
    assert not [url for url in media if "/original" in url or "/downloads/" in url]
