"""No frame is vouched for that was not proven on the screen: originals that lie give way, and comments wait for the proof."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, Request, Route, expect

from tests.clips import READ_NUMBER_JS
from tests.e2e.holding import hold
from tests.e2e.numbered_films import SEEK_EACH, SLOW, Film, choose_quality, numbered_film, rests_on, until_ready, watch
from tests.e2e.rooms import Person, composer, enter, tell_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve
from videoplanet.app.project import PROJECT

ASSETS = PROJECT / "tests" / "assets" / "films"
LIARS = {"every-picture-called-key.mp4": 100, "intra-refresh.mp4": 200}


# Every repaint: whether the screen is black, and a frame that is vouched for while the picture is another one.
_WATCH = f"""
() => {{
  const read = {READ_NUMBER_JS};
  const film = document.querySelector("video"), cover = document.querySelector("canvas.rp-film");
  const field = document.querySelector("[data-trusted]"), chip = document.querySelector(".rp-chip");
  window.faults = [];
  const look = () => {{
    const isEmpty = film.readyState < HTMLMediaElement.HAVE_CURRENT_DATA && !film.seeking;
    if (cover.hidden && (isEmpty || !film.videoWidth)) window.faults.push("black");
    const named = Number(chip.textContent.match(/F (\\d+)/)[1]);
    if (field.dataset.trusted === "true" && film.paused && !film.seeking && read(film) !== named)
      window.faults.push([named, read(film)]);
    requestAnimationFrame(look);
  }};
  look();
}}
"""


@pytest.mark.parametrize("name", LIARS)
async def test_an_original_that_lies_about_its_frames_gives_way_to_the_ladder(
    visitor: Visitor, served: Serve, owner: Person, name: str
) -> None:
    film = await _uploaded(owner, ASSETS / name, LIARS[name])
    page = await _watch_original(visitor, served, film, ASSETS / name)
    await rests_on(page, 0)
    await page.evaluate(_WATCH)
    frames = [3, film.frames - 1, 41, *film.sample(20)]
    assert await page.evaluate(SEEK_EACH, frames) == []
    assert await page.evaluate("window.faults") == []
    await page.get_by_role("button", name="화질").click()
    await expect(page.get_by_role("menuitemradio", name="자동")).to_be_checked()
    await expect(page.get_by_role("menuitemradio", name="원본")).to_have_count(0)


async def test_a_comment_on_an_original_that_lies_names_the_picture_that_was_seen(
    visitor: Visitor, served: Serve, owner: Person
) -> None:
    name = "every-picture-called-key.mp4"
    film = await _uploaded(owner, ASSETS / name, LIARS[name])
    page = await _watch_original(visitor, served, film, ASSETS / name)
    posted = _posts(page)
    await tell_room(page, "seek", {"frame": 37})
    await page.keyboard.press("c")
    await composer(page).press_sequentially("여기")
    await composer(page).press("Enter")
    await expect(page.get_by_role("article").filter(has_text="여기")).to_be_visible(timeout=SLOW)
    await rests_on(page, 37)
    assert [body["frame_in"] for body in posted] == [37]


@pytest.fixture(scope="module")
async def film(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A numbered film at 25 frames a second."""
    made = await numbered_film(owner, tmp_path_factory.mktemp("proof"))
    await until_ready(made)
    return made


async def test_words_wait_for_their_frame_and_are_posted_on_it(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")
    release = await hold(page, "**/00004.m4s")
    await page.goto(f"{film.path}?f=10")
    await expect(page.get_by_role("textbox", name="타임코드")).to_have_attribute("data-trusted", "true", timeout=SLOW)
    await rests_on(page, 10)
    posted = _posts(page)
    await page.keyboard.press("End")
    await page.keyboard.press("c")
    await composer(page).press_sequentially("끝 장면")
    chip = page.get_by_role("button", name=re.compile("에 남깁니다"))
    await expect(chip).to_contain_text("프레임 확인 중")
    await composer(page).press("Enter")
    await expect(chip).to_contain_text("프레임 확인 중")
    await expect(composer(page)).to_have_value("끝 장면")
    assert posted == []
    release()
    await expect(page.get_by_role("article").filter(has_text="끝 장면")).to_be_visible(timeout=SLOW)
    await expect(composer(page)).to_have_value("")
    await rests_on(page, film.frames - 1)
    assert [body["frame_in"] for body in posted] == [film.frames - 1]


async def test_c_pins_the_picture_on_which_the_film_stops(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film)
    await rests_on(page, 0)
    posted = _posts(page)
    for words in ("하나", "둘", "셋"):
        await page.keyboard.press("Space")
        await page.wait_for_function("() => !document.querySelector('video').paused")
        before = await page.evaluate("() => document.querySelector('video').currentTime")
        await page.wait_for_function("(at) => document.querySelector('video').currentTime > at + 0.3", arg=before)
        async with page.expect_request(_is_post):
            await page.keyboard.press("c")
            await page.keyboard.type(words)
            await page.keyboard.press("Enter")
        await expect(composer(page)).to_have_value("")
        await page.wait_for_function("() => document.querySelector('video').paused")
        await rests_on(page, posted[-1]["frame_in"])
        await composer(page).press("Escape")
    assert len(posted) == 3


async def test_a_film_that_shall_not_stop_runs_on_while_somebody_writes(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await watch(visitor, served, film)
    await rests_on(page, 0)
    posted = _posts(page)
    await page.get_by_role("button", name="재생 속도").click()
    await page.get_by_role("menuitemcheckbox", name="쓰기 시작하면 멈춤").click()
    await page.reload()
    await page.get_by_role("button", name="재생 속도").click()
    await expect(page.get_by_role("menuitemcheckbox", name="쓰기 시작하면 멈춤")).not_to_be_checked()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_be_hidden()
    await page.keyboard.press("l")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 0.5")
    await page.keyboard.press("c")
    await page.keyboard.type("흐르는 중")
    assert not await page.evaluate("() => document.querySelector('video').paused")
    async with page.expect_request(_is_post):
        await page.keyboard.press("Enter")
    await expect(composer(page)).to_have_value("")
    assert 0 < posted[0]["frame_in"] < film.frames - 1


async def test_i_and_o_and_c_write_a_range(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film, at=20)
    await rests_on(page, 20)
    posted = _posts(page)
    await expect(composer(page)).to_have_attribute("placeholder", "이 프레임에 코멘트 남기기…")
    await page.keyboard.press("i")
    for _ in range(3):
        await page.keyboard.press("Shift+ArrowRight")
    await rests_on(page, 50)
    await page.keyboard.press("o")
    await page.keyboard.press("Home")
    await rests_on(page, 0)
    await page.keyboard.press("c")
    await expect(composer(page)).to_be_focused()
    await expect(composer(page)).to_have_attribute("placeholder", "이 구간에 코멘트 남기기…")
    await page.keyboard.type("구간")
    async with page.expect_request(_is_post):
        await page.keyboard.press("Enter")
    await expect(composer(page)).to_have_value("")
    await expect(composer(page)).to_have_attribute("placeholder", "이 프레임에 코멘트 남기기…")
    assert [(body["frame_in"], body["frame_out"]) for body in posted] == [(20, 50)]


async def test_a_film_with_unreadable_pictures_says_so_and_leads_there(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")

    async def remark(route: Route) -> None:
        answer = await route.fetch()
        video: dict[str, Any] = await answer.json()
        unreadable = {"code": "unreadable_pictures", "count": 8, "frames": [[30, 33], [60, 63]]}
        for version in video["versions"]:
            version["remarks"] = [unreadable, {"code": "silent_sound", "count": 1, "frames": []}]
        await route.fulfill(response=answer, json=video)

    await page.route(f"**/api/v1{film.path}", remark)
    await page.goto(film.path)
    note = page.get_by_role("status", name="이 영상에 대해 알아 둘 것")
    await expect(note).to_contain_text("화면 8장을 읽을 수 없어", timeout=SLOW)
    await expect(note).to_contain_text("소리 1개를 읽을 수 없어")
    await expect(page.locator(".rp-unreadable")).to_have_count(2)
    for frame in (30, 60, 30):
        await note.get_by_role("button", name="보기").click()
        await rests_on(page, frame)
    await note.get_by_role("button", name="알림 닫기").click()
    await expect(note).to_be_hidden()
    await page.reload()
    await expect(page.locator(".rp-unreadable")).to_have_count(2)
    await expect(note).to_be_hidden()


async def _uploaded(owner: Person, path: Path, frames: int) -> Film:
    project = await owner.call("POST", "/projects", json={"name": f"lies {uuid4().hex[:6]}"})
    with path.open("rb") as file:
        video = await owner.call("POST", f"/projects/{project['id']}/videos", files={"file": (path.name, file)})
    film = Film(owner, f"/videos/{video['id']}", frames, Fraction(25))
    await until_ready(film)
    return film


async def _watch_original(visitor: Visitor, served: Serve, film: Film, path: Path) -> Page:
    """The room on the original, as it would be if the server had taken the file's word."""
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")

    async def offer(route: Route) -> None:
        answer = await route.fetch()
        video: dict[str, Any] = await answer.json()
        for version in video["versions"]:
            version |= {"is_playable": True, "original_url": "/media/untrue/original"}
        await route.fulfill(response=answer, json=video)

    await page.route(f"**/api/v1{film.path}", offer)
    await page.route("**/media/untrue/original", _bytes_of(path))
    await page.goto(film.path)
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    await choose_quality(page, "원본")
    await page.wait_for_function("() => document.querySelector('video').src.endsWith('/original')")
    return page


def _bytes_of(path: Path) -> Callable[[Route], Awaitable[None]]:
    """Answers with a file, in ranges as browsers ask for films."""
    content = path.read_bytes()

    async def answer(route: Route) -> None:
        asked = re.match(r"bytes=(\d+)-(\d*)", route.request.headers.get("range", "bytes=0-"))
        assert asked is not None
        first = int(asked[1])
        last = int(asked[2]) if asked[2] else len(content) - 1
        headers = {
            "content-type": "video/mp4",
            "accept-ranges": "bytes",
            "content-range": f"bytes {first}-{last}/{len(content)}",
        }
        await route.fulfill(status=206, headers=headers, body=content[first : last + 1])

    return answer


def _is_post(request: Request) -> bool:
    return request.method == "POST" and request.url.endswith("/comments")


def _posts(page: Page) -> list[dict[str, Any]]:
    """The comments that the page posts from now on."""
    bodies: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if _is_post(request):
            bodies.append(request.post_data_json or {})

    page.on("request", note)
    return bodies
