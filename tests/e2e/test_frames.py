"""The frame that the player names is the frame on the screen: read off the picture itself, whatever is done to the film."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, Route, expect

from tests.clips import READ_NUMBER_JS, Clip, make_clip
from tests.e2e.conftest import Visitor
from tests.e2e.rooms import Person, enter, new_person
from tests.serving import Serve

SLOW = 120_000
RATES = {
    "25": Fraction(25),
    "29.97": Fraction(30000, 1001),
    "23.976": Fraction(24000, 1001),
    "59.94": Fraction(60000, 1001),
}
SOURCES = ("ladder", "original")
SEEKS = 100

# What is on the screen and what the interface says, once the player vouches for it.
_SETTLED = f"""
async () => {{
  const field = document.querySelector("[data-trusted]");
  while (field.dataset.trusted !== "true") await new Promise((done) => requestAnimationFrame(done));
  const film = document.querySelector("video");
  return {{
    picture: ({READ_NUMBER_JS})(film),
    named: Number(document.querySelector(".rp-chip").textContent.match(/F (\\d+)/)[1]),
    timecode: field.value,
    plays: !film.paused,
    height: film.videoHeight,
  }};
}}
"""
_SEEK = f"""
async (frames) => {{
  const settled = {_SETTLED};
  const wrong = [];
  for (const frame of frames) {{
    window.dispatchEvent(new CustomEvent("videoplanet:seek", {{ detail: {{ frame }} }}));
    const {{ picture, named }} = await settled();
    if (picture !== frame || named !== frame) wrong.push({{ frame, picture, named }});
  }}
  return wrong;
}}
"""


@dataclass(frozen=True, slots=True)
class Film:
    """A numbered film that was uploaded and has its renditions."""

    owner: Person
    path: str
    frames: int
    rate: Fraction

    def sample(self, count: int) -> list[int]:
        """Frames at random, the first, the last, and those on both sides of every cut between segments."""
        group = round(2 * self.rate)
        cuts = [frame for cut in range(group, self.frames, group) for frame in (cut - 1, cut)]
        chosen = random.Random(f"{self.rate}").choices(range(self.frames), k=count)
        return [*chosen, 0, self.frames - 1, *random.Random("cuts").sample(cuts, len(cuts))]


@pytest.fixture(scope="module")
async def owner(served: Serve) -> AsyncIterator[Person]:
    """Whose films these are."""
    person = await new_person(served.url, "김지우")
    yield person
    await person.gateway.aclose()


@pytest.fixture(scope="module")
async def films(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Film]:
    """One numbered film of each rate; the one at 25 is large enough for two rungs."""
    project = await owner.call("POST", "/projects", json={"name": f"frames {uuid4().hex[:6]}"})
    folder = tmp_path_factory.mktemp("frames")
    made = {name: await _upload(owner, project["id"], folder / f"{name}.mp4", rate) for name, rate in RATES.items()}
    for film in made.values():
        await _until_ready(film)
    return made


async def _upload(owner: Person, project_id: str, path: Path, rate: Fraction) -> Film:
    frames = round(10 * rate)
    width, height = (1280, 720) if rate == 25 else (640, 360)
    await asyncio.to_thread(make_clip, path, Clip(rate=rate, frames=frames, width=width, height=height))
    with path.open("rb") as file:
        video = await owner.call("POST", f"/projects/{project_id}/videos", files={"file": (path.name, file)})
    return Film(owner, f"/videos/{video['id']}", frames, rate)


async def _until_ready(film: Film) -> None:
    async with asyncio.timeout(SLOW / 1000):
        while (version := (await film.owner.call("GET", film.path))["versions"][0])["status"] != "ready":
            assert version["status"] == "processing", version
            await asyncio.sleep(0.2)


async def watch(visitor: Visitor, served: Serve, film: Film, source: str = "ladder", at: int | None = None) -> Page:
    """The room of the film, at a frame, with the film from the source."""
    page = await enter(visitor, served.url, film.owner, film.path + ("" if at is None else f"?f={at}"))
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    if source == "original":
        await choose_quality(page, "원본")
        await page.wait_for_function("() => document.querySelector('video').src.endsWith('/original')")
    return page


async def choose_quality(page: Page, name: str) -> None:
    await page.get_by_role("button", name="화질").click()
    await page.get_by_role("menuitemradio", name=name).click()
    await expect(page.get_by_role("menu")).to_be_hidden()


async def settled(page: Page) -> dict[str, Any]:
    """What the picture and the interface say once the player vouches for the frame."""
    seen: dict[str, Any] = await page.evaluate(_SETTLED)
    return seen


async def rests_on(page: Page, frame: int) -> None:
    """The film stands on this frame, in the picture and in words."""
    await page.wait_for_function("() => document.querySelector('video').paused")
    seen = await settled(page)
    assert (seen["picture"], seen["named"]) == (frame, frame)


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("rate", RATES)
async def test_every_sought_frame_is_on_the_screen(
    visitor: Visitor, served: Serve, films: dict[str, Film], rate: str, source: str
) -> None:
    page = await watch(visitor, served, films[rate], source)
    assert await page.evaluate(_SEEK, films[rate].sample(SEEKS)) == []


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


async def test_an_expired_address_is_replaced_without_losing_the_frame(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    film = films["25"]
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")
    asked: list[str] = []

    async def give_old_addresses_first(route: Route) -> None:
        answer = await route.fetch()
        words = await answer.text()
        await route.fulfill(response=answer, body=words if asked else words.replace("/media/", "/media/old-"))
        asked.append(route.request.url)

    await page.route(f"**/api/v1{film.path}", give_old_addresses_first)
    await page.route("**/media/old-*/**", lambda route: route.fulfill(status=403))
    await page.goto(f"{film.path}?f=40")
    await expect(page.get_by_role("textbox", name="타임코드")).to_have_attribute("data-trusted", "true", timeout=SLOW)
    await rests_on(page, 40)
    assert len(asked) > 1


async def test_a_broken_line_is_said_and_the_film_comes_back_on_its_frame(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    page = await watch(visitor, served, films["25"], at=77)
    await rests_on(page, 77)
    await page.route("**/media/**", lambda route: route.abort("internetdisconnected"))
    await choose_quality(page, "원본")
    await expect(page.get_by_text("연결이 끊겼습니다")).to_be_visible(timeout=SLOW)
    await page.unroute_all()
    await page.get_by_role("button", name="다시 시도").click()
    await rests_on(page, 77)
    await expect(page.get_by_text("연결이 끊겼습니다")).to_be_hidden()


async def test_scrubbing_ends_under_the_pointer(visitor: Visitor, served: Serve, films: dict[str, Film]) -> None:
    film = films["29.97"]
    page = await watch(visitor, served, film)
    await settled(page)
    rail = await page.get_by_role("slider", name="타임라인").bounding_box()
    assert rail is not None
    height = rail["y"] + rail["height"] - 6
    await page.mouse.move(rail["x"] + 5, height)
    await page.mouse.down()
    for part in range(1, 60):
        await page.mouse.move(rail["x"] + rail["width"] * part / 60, height)
    await page.mouse.move(rail["x"] + rail["width"] / 2, height)
    await page.mouse.up()
    seen = await settled(page)
    assert seen["picture"] == seen["named"]
    assert abs(seen["named"] - (film.frames - 1) / 2) <= 1
    assert await page.get_by_role("slider", name="타임라인").get_attribute("aria-valuetext") == seen["timecode"]


async def test_a_typed_position_is_gone_to_and_a_wrong_one_is_refused(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    page = await watch(visitor, served, films["29.97"])
    await settled(page)
    field = page.get_by_role("textbox", name="타임코드")
    start = await field.input_value()
    for typed, frame in (
        ("54f", 54),
        ("+10", 64),
        ("-4", 60),
        ("3", 90),
        (start, 0),
        ("9:00", films["29.97"].frames - 1),
    ):
        await field.fill(typed)
        await field.press("Enter")
        await rests_on(page, frame)
    await field.fill("abc")
    await field.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await field.press("Escape")
    await rests_on(page, films["29.97"].frames - 1)


async def test_keys_are_letters_while_a_comment_is_written(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    page = await watch(visitor, served, films["25"], at=10)
    await rests_on(page, 10)
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer")).to_be_focused()
    await page.keyboard.type("jkl io x")
    await expect(page.locator("#composer")).to_have_value("jkl io x")
    await rests_on(page, 10)
    await expect(page.get_by_role("slider", name="구간 시작")).to_have_count(0)


async def test_a_mark_leads_to_its_frame_by_mouse_and_by_key(
    visitor: Visitor, served: Serve, films: dict[str, Film]
) -> None:
    film = films["25"]
    for frame in (30, 200):
        await film.owner.call("POST", f"{film.path}/comments", json={"version": 1, "body": "보세요", "frame_in": frame})
    page = await watch(visitor, served, film)
    await page.get_by_role("button", name="00:00:08:00").first.click()
    await rests_on(page, 200)
    await page.keyboard.press("[")
    await rests_on(page, 30)
    await page.keyboard.press("ArrowRight")
    await page.keyboard.press("]")
    await rests_on(page, 200)
