"""The frame that the player names is the frame on the screen: read off the picture itself, whatever is done to the film."""

from __future__ import annotations

from fractions import Fraction

import pytest
from playwright.async_api import expect

from tests.e2e.numbered_films import (
    SEEK_EACH,
    SLOW,
    Film,
    choose_quality,
    numbered_film,
    rests_on,
    settled,
    until_ready,
    watch,
)
from tests.e2e.rooms import Person
from tests.e2e.visitor import Visitor
from tests.serving import Serve

RATES = {
    "25": Fraction(25),
    "29.97": Fraction(30000, 1001),
    "23.976": Fraction(24000, 1001),
    "59.94": Fraction(60000, 1001),
}
SOURCES = ("ladder", "original")
SEEKS = 100


@pytest.fixture(scope="module")
async def films(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Film]:
    """One numbered film of each rate; the one at 25 is large enough for two rungs."""
    folder = tmp_path_factory.mktemp("frames")
    made = {
        name: await numbered_film(owner, folder, rate, 720 if name == "25" else 360) for name, rate in RATES.items()
    }
    for film in made.values():
        await until_ready(film)
    return made


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("rate", RATES)
async def test_every_sought_frame_is_on_the_screen(
    visitor: Visitor, served: Serve, films: dict[str, Film], rate: str, source: str
) -> None:
    page = await watch(visitor, served, films[rate], source)
    assert await page.evaluate(SEEK_EACH, films[rate].sample(SEEKS)) == []


@pytest.mark.parametrize("rate", RATES)
async def test_a_link_to_a_frame_opens_on_it(
    visitor: Visitor, served: Serve, films: dict[str, Film], rate: str
) -> None:
    film = films[rate]
    for frame in (0, round(2 * film.rate) - 1, film.frames // 2, film.frames - 2, film.frames - 1):
        page = await watch(visitor, served, film, at=frame)
        await rests_on(page, frame)
        await page.context.close()


@pytest.mark.parametrize("source", SOURCES)
async def test_quick_presses_end_on_the_frame_they_count_to(
    visitor: Visitor, served: Serve, films: dict[str, Film], source: str
) -> None:
    page = await watch(visitor, served, films["29.97"], source)
    await settled(page)
    await page.evaluate(
        """() => {
          for (let press = 0; press < 20; press++) {
            const key = { code: "ArrowRight", key: "ArrowRight", bubbles: true, repeat: press > 0 };
            document.body.dispatchEvent(new KeyboardEvent("keydown", key));
          }
        }"""
    )
    await rests_on(page, 20)
    for _ in range(7):
        await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("Shift+ArrowRight")
    await rests_on(page, 23)
    await page.keyboard.press("End")
    await page.keyboard.press("ArrowRight")
    await rests_on(page, films["29.97"].frames - 1)
    await page.keyboard.press("Home")
    await page.keyboard.press("ArrowLeft")
    await rests_on(page, 0)


@pytest.mark.parametrize("source", SOURCES)
async def test_a_pause_rests_on_the_frame_that_is_seen(
    visitor: Visitor, served: Serve, films: dict[str, Film], source: str
) -> None:
    page = await watch(visitor, served, films["59.94"], source)
    for frame in (11, 60, 133, 260):
        await page.keyboard.press("Space")
        await page.wait_for_function(
            "(frame) => Number(document.querySelector('.rp-chip').textContent.match(/\\d+/)[0]) >= frame", arg=frame
        )
        await page.keyboard.press("k")
        await page.wait_for_function("() => document.querySelector('video').paused")
        seen = await settled(page)
        assert seen["picture"] == seen["named"] >= frame


@pytest.mark.parametrize("source", SOURCES)
async def test_the_end_of_the_film_is_its_last_frame(
    visitor: Visitor, served: Serve, films: dict[str, Film], source: str
) -> None:
    film = films["23.976"]
    page = await watch(visitor, served, film, source, at=film.frames - 12)
    await settled(page)
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="일시정지")).to_be_visible()
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_visible(timeout=SLOW)
    await rests_on(page, film.frames - 1)


async def test_another_quality_keeps_the_frame_and_goes_on_playing(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    page = await watch(visitor, served, films["25"], at=123)
    for name, height in (("360p", 360), ("720p", 720), ("원본", 720), ("360p", 360), ("자동", 720)):
        await choose_quality(page, name)
        if name != "자동":
            await page.wait_for_function(
                "(height) => document.querySelector('video').videoHeight === height", arg=height
            )
        await rests_on(page, 123)
    await page.keyboard.press("Home")
    await page.keyboard.press("Space")
    for name in ("원본", "720p"):
        await choose_quality(page, name)
        await page.wait_for_function("() => document.querySelector('video').readyState >= 3")
        await expect(page.get_by_role("button", name="일시정지")).to_be_visible()
    await page.keyboard.press("k")
    seen = await settled(page)
    assert seen["picture"] == seen["named"] > 0
