"""What a first visit meets: a page in the reader's language before any script runs, and how much it has to fetch."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from playwright.async_api import ConsoleMessage, Page, expect

from tests.e2e.rooms import new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
SCRIPTS_LANDING = 245_000
SCRIPTS_GUEST = 365_000
FONTS = 110_000
"""Bytes on the wire, compressed as over plain HTTP (gzip). Whoever exceeds one says here why it is worth it."""
READERS = [
    ("ko-KR", "ko", "영상 피드백, 그 프레임에서 바로", "로그인"),
    ("en-GB", "en", "Film feedback, right on the frame", "Sign in"),
    ("fr-FR", "ko", "영상 피드백, 그 프레임에서 바로", "로그인"),
]


@pytest.mark.parametrize(("locale", "language", "headline", "sign_in"), READERS)
async def test_a_page_can_be_read_before_any_script_runs(
    visitor: Visitor, locale: str, language: str, headline: str, sign_in: str
) -> None:
    page = await visitor("/", locale=locale, java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    assert await page.locator("html").get_attribute("lang") == language
    await page.goto("/sign-in")
    await expect(page.get_by_role("button", name=sign_in)).to_be_visible()


def _is_of_a_script(message: ConsoleMessage) -> bool:
    """Not what the browser could not fetch, such as a site's icon for a page without one."""
    return message.type == "error" and "Failed to load resource" not in message.text


@pytest.mark.parametrize(("locale", "language", "headline", "sign_in"), READERS[:2])
@pytest.mark.parametrize("path", ["/", "/sign-in/", "/sign-up/"])
async def test_a_page_is_taken_over_as_it_was_drawn(
    visitor: Visitor, path: str, locale: str, language: str, headline: str, sign_in: str
) -> None:
    page = await visitor("/favicon.svg", locale=locale)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if _is_of_a_script(message) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    await page.add_init_script(
        """document.addEventListener("DOMContentLoaded", () => { window.drawn = document.body.innerText; });"""
    )
    await page.goto(path)
    await page.wait_for_load_state("networkidle")
    assert await page.evaluate("document.body.innerText") == await page.evaluate("window.drawn")
    assert (await page.evaluate("document.documentElement.className")).find("texts-pending") == -1
    assert said == []


async def test_one_who_chose_another_language_than_the_browsers_gets_that_page(visitor: Visitor) -> None:
    page = await visitor("/", locale="en-GB")
    await page.get_by_role("button", name="한국어").click(timeout=SLOW)
    await expect(page.get_by_role("heading", level=1)).to_have_text(READERS[0][2], timeout=SLOW)
    answer = await page.context.request.get("/", headers={"Accept-Language": "en-GB"})
    assert answer.headers["content-language"] == "ko"
    assert READERS[0][2] in " ".join((await answer.text()).split())


async def _fetched(page: Page, path: str, shown: re.Pattern[str]) -> dict[str, int]:
    """Bytes on the wire by kind until the page is quiet, without anything of earlier visits."""
    session = await page.context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = defaultdict(int)
    session.on("Network.responseReceived", lambda told: kinds.update({told["requestId"]: told["type"]}))

    def finished(told: dict[str, object]) -> None:
        sizes[kinds.get(str(told["requestId"]), "Other")] += int(
            str(told["encodedDataLength"]).split(".", maxsplit=1)[0]
        )

    session.on("Network.loadingFinished", finished)
    await page.goto(path)
    await expect(page.get_by_text(shown).first).to_be_visible(timeout=SLOW)
    await page.wait_for_load_state("networkidle")
    return sizes


@pytest.mark.parametrize(
    ("path", "shown", "scripts", "fonts"),
    [("/", READERS[1][2], SCRIPTS_LANDING, FONTS), ("/sign-in/", "Sign in", SCRIPTS_LANDING, FONTS)],
)
async def test_a_first_visit_stays_within_its_budget(
    visitor: Visitor, path: str, shown: str, scripts: int, fonts: int
) -> None:
    page = await visitor("/favicon.svg", locale="en-GB")
    fetched = await _fetched(page, path, re.compile(re.escape(shown)))
    assert 0 < fetched["Script"] <= scripts, dict(fetched)
    assert 0 < fetched["Font"] <= fonts, dict(fetched)


async def test_a_guests_first_visit_stays_within_its_budget(visitor: Visitor, served: Serve) -> None:
    room = await new_room(served.url)
    link = await room.link()
    page = await visitor("/favicon.svg", locale="en-GB")
    fetched = await _fetched(page, f"/s/{link['token']}", re.compile("name", re.IGNORECASE))
    assert 0 < fetched["Script"] <= SCRIPTS_GUEST, dict(fetched)
