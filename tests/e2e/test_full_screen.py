"""The player in full screen, on a laptop and on a phone; and in a window that was zoomed into until little is left of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import FloatRect, Locator, Page, expect

from tests.e2e.numbered_films import SLOW, Film, numbered_film, rests_on, until_ready, watch
from tests.e2e.rooms import Person, enter
from tests.e2e.visitor import Visitor
from tests.serving import Serve

UPRIGHT, LYING = {"width": 360, "height": 740}, {"width": 664, "height": 370}
TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
IS_FULL = "() => document.fullscreenElement !== null"


@pytest.fixture(scope="module")
async def film(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A numbered film, 16:9."""
    made = await numbered_film(owner, tmp_path_factory.mktemp("full_screen"))
    await until_ready(made)
    return made


async def test_who_wants_to_write_leaves_it_and_writes_on_the_frame(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await watch(visitor, served, film, at=40)
    await rests_on(page, 40)
    for key in ("c", "Enter"):
        await page.keyboard.press("f")
        await page.wait_for_function(IS_FULL)
        await page.keyboard.press(key)
        await expect(page.locator("#composer")).to_be_focused()
        await page.wait_for_function("() => document.fullscreenElement === null")
        await page.keyboard.press("Escape")
        await page.get_by_role("region", name="영상 플레이어").focus()
        await rests_on(page, 40)


async def test_upright_the_picture_is_in_the_middle_and_the_way_out_is_seen(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await enter(visitor, served.url, film.owner, f"{film.path}?f=40", viewport=UPRIGHT, **TOUCH)
    await page.get_by_role("button", name="더 보기").tap(timeout=SLOW)
    await page.get_by_role("menuitem", name="전체 화면", exact=True).tap()
    await page.wait_for_function(IS_FULL)
    out = page.get_by_role("button", name="전체 화면 끝내기")
    await expect(out).to_be_in_viewport(ratio=1)
    picture, desk = await box(page.locator(".rp-picture")), await box(page.locator(".rp-desk"))
    assert picture["width"] == UPRIGHT["width"]
    assert abs(picture["y"] * 2 + picture["height"] - desk["y"]) <= 1
    assert desk["y"] + desk["height"] == UPRIGHT["height"]
    await page.get_by_role("button", name="더 보기").tap()
    await expect(page.get_by_role("menuitem", name="전체 화면 끝내기")).to_be_visible()
    await tap_on_the_picture(page)
    await expect(page.get_by_role("menu")).to_be_hidden()
    await rests_on(page, 40)
    await out.tap()
    await page.wait_for_function("() => document.fullscreenElement === null")


async def test_lying_the_controls_make_room_while_the_film_runs(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await enter(visitor, served.url, film.owner, film.path, viewport=LYING, **TOUCH)
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    await page.keyboard.press("f")
    await page.wait_for_function(IS_FULL)
    assert (await box(page.locator(".rp-stage")))["height"] == LYING["height"]
    desk = page.locator(".rp-desk")
    await expect(desk).to_be_visible()
    await page.keyboard.press("Shift+L")
    await tap_on_the_picture(page)
    await expect(desk).to_be_hidden()
    await tap_on_the_picture(page)
    await expect(desk).to_be_visible()
    assert await page.evaluate("() => !document.querySelector('video').paused")
    await tap_on_the_picture(page)
    await page.wait_for_function("() => document.querySelector('video').paused")


@pytest.mark.parametrize("window", [(427, 267), (320, 256)])
async def test_zoomed_into_the_picture_keeps_its_size_and_the_page_scrolls(
    visitor: Visitor, served: Serve, film: Film, window: tuple[int, int]
) -> None:
    size = {"width": window[0], "height": window[1]}
    page = await enter(visitor, served.url, film.owner, film.path, viewport=size)
    play = page.get_by_role("button", name="재생", exact=True)
    await expect(play).to_be_enabled(timeout=SLOW)
    assert (await box(page.locator(".rp-picture")))["width"] >= 0.6 * size["width"]
    assert await page.evaluate("() => document.documentElement.scrollWidth") == size["width"]
    for part in (play, page.locator("#composer")):
        await part.scroll_into_view_if_needed()
        await expect(part).to_be_in_viewport(ratio=1)


async def tap_on_the_picture(page: Page) -> None:
    """On its upper left, where nothing lies over it."""
    place = await box(page.locator(".rp-picture"))
    await page.touchscreen.tap(place["x"] + 20, place["y"] + 20)


async def box(element: Locator) -> FloatRect:
    """Where it stands."""
    found = await element.bounding_box()
    assert found is not None
    return found
