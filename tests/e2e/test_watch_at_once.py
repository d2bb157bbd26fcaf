"""A film is watched with whatever there is of it by now; more of it comes up without anybody losing their place."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Route, expect

from tests.clips import READ_NUMBER_JS, Clip, make_clip
from tests.e2e.numbered_films import SLOW, Film, choose_quality, numbered_master, rests_on, settled, until_ready
from tests.e2e.rooms import Person, enter, tell_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

# Writes down the number on the screen at every repaint; -2 where the screen would be black.
_WATCH = f"""
() => {{
  const read = {READ_NUMBER_JS};
  const film = document.querySelector("video"), cover = document.querySelector("canvas.rp-film");
  window.seen = [];
  const look = () => {{
    const shown = cover.hidden ? film : cover;
    const isBlack = shown === film && (film.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || !film.videoWidth);
    window.seen.push(isBlack ? -2 : read(shown));
    window.looking = requestAnimationFrame(look);
  }};
  look();
}}
"""


async def test_a_still_film_moves_up_without_a_flash(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await _watch_first_rung(visitor, served, master, at=123)
    await rests_on(page, 123)
    await page.evaluate(_WATCH)
    await _move_up(page)
    await page.wait_for_function("() => document.querySelector('video').videoHeight === 720", timeout=SLOW)
    await rests_on(page, 123)
    await expect(page.locator("canvas.rp-film")).to_be_hidden()
    assert set(await page.evaluate("window.seen")) == {123}


async def test_a_running_film_moves_up_and_runs_on_as_it_was(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await _watch_first_rung(visitor, served, master, at=10)
    await rests_on(page, 10)
    await page.keyboard.press("i")
    await page.get_by_role("button", name="재생 속도").click()
    await page.get_by_role("menuitemradio", name="0.5×").click()
    await expect(page.get_by_role("menu")).to_be_hidden()
    await page.evaluate("() => { document.querySelector('video').volume = 0.3; }")
    await page.keyboard.press("Space")
    await page.wait_for_function("() => document.querySelector('video').currentTime > 1")
    await page.evaluate(_WATCH)
    await _move_up(page)
    await page.wait_for_function("() => document.querySelector('video').videoHeight === 720", timeout=SLOW)
    await page.evaluate("() => { window.before = document.querySelector('video').currentTime; }")
    await page.wait_for_function("() => document.querySelector('video').currentTime > window.before + 0.3")
    state = await page.evaluate(
        """() => {
          const { paused, playbackRate, volume } = document.querySelector("video");
          return [paused, playbackRate, volume];
        }"""
    )
    assert state == [False, 0.5, 0.3]
    await expect(page.get_by_role("slider", name="구간 시작")).to_have_attribute("aria-valuenow", "10")
    seen = await page.evaluate("window.seen")
    await page.keyboard.press("k")
    end = await settled(page)
    assert end["picture"] == end["named"]
    assert min(seen) > 10, seen
    assert all(later >= earlier for earlier, later in pairwise(seen)), seen


async def test_the_menu_offers_what_there_is_by_now(visitor: Visitor, served: Serve, master: Film) -> None:
    page = await _watch_first_rung(visitor, served, master, at=30)
    await rests_on(page, 30)
    await page.get_by_role("button", name="화질").click()
    await expect(page.get_by_role("menuitemradio")).to_have_text([_chosen_by_itself("360p"), "360p"])
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("menu")).to_be_hidden()
    await choose_quality(page, "360p")
    await _move_up(page)
    await page.get_by_role("button", name="화질 360p").click()
    await expect(page.get_by_role("menuitemradio")).to_have_text(["자동", "720p", "360p"], timeout=SLOW)
    await expect(page.get_by_role("menuitemradio", name="360p")).to_be_checked()
    await page.keyboard.press("Escape")
    await rests_on(page, 30)


async def test_a_film_that_waits_can_be_cancelled_and_tried_again(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    before = [await numbered_master(owner, tmp_path) for _ in range(2)]
    film = await numbered_master(owner, tmp_path)
    page = await enter(visitor, served.url, owner, film.path)
    await page.get_by_role("button", name="변환 취소").click()
    await expect(page.get_by_text("변환을 취소했습니다").first).to_be_visible()
    for other in before:
        await until_ready(other)
    await page.get_by_role("button", name="다시 시도").click()
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    assert (await settled(page))["picture"] == 0


async def test_a_film_that_failed_says_why_and_what_to_do(
    visitor: Visitor, served: Serve, owner: Person, tmp_path: Path
) -> None:
    project = await owner.call("POST", "/projects", json={"name": "damaged"})
    path = await asyncio.to_thread(_damaged, tmp_path / "damaged.mov")
    with path.open("rb") as file:
        video = await owner.call("POST", f"/projects/{project['id']}/videos", files={"file": (path.name, file)})
    page = await enter(visitor, served.url, owner, f"/videos/{video['id']}")
    note = page.get_by_role("status").filter(has_text="이 버전은 볼 수 없습니다")
    await expect(note).to_contain_text("읽을 수 없는 부분", timeout=SLOW)
    await expect(note).to_contain_text("다시 내보내")
    await expect(note.get_by_role("button", name="새 버전 올리기")).to_be_visible()
    await note.get_by_role("button", name="다시 시도").click()
    await expect(page.get_by_text("변환을 다시 시작합니다")).to_be_visible()
    await expect(note).to_be_visible(timeout=SLOW)
    await page.goto(f"/projects/{project['id']}")
    card = page.get_by_role("listitem").filter(has=page.get_by_role("button", name="damaged 작업"))
    await expect(card).to_contain_text("읽을 수 없는 부분")


def _chosen_by_itself(quality: str) -> str:
    """What the automatic choice says of itself."""
    return f"자동지금 {quality}"


async def _watch_first_rung(visitor: Visitor, served: Serve, film: Film, at: int) -> Page:
    """The room as it is while only the first rung has been made; `_move_up` tells it of the others."""
    page = await enter(visitor, served.url, film.owner, "/favicon.svg", viewport={"width": 1600, "height": 900})

    async def only_first(route: Route) -> None:
        answer = await route.fetch()
        video: dict[str, Any] = await answer.json()
        for version in video["versions"]:
            version |= {"status": "processing", "rungs": ["360p"]}
            version["hls_url"] = version["hls_url"].replace("master.m3u8", "first.m3u8")
        await route.fulfill(response=answer, json=video)

    await page.route(f"**/api/v1{film.path}", only_first)
    await page.goto(f"{film.path}?f={at}")
    await expect(page.get_by_role("textbox", name="타임코드")).to_have_attribute("data-trusted", "true", timeout=SLOW)
    return page


async def _move_up(page: Page) -> None:
    """The server has more now, and the room looks again."""
    await page.unroute_all()
    await tell_room(page, "media-expired", {})


def _damaged(path: Path) -> Path:
    """A film whose pictures end in zeros soon after its beginning; its index is whole."""
    coding = ("-c:v", "libx264", "-g", "10", "-pix_fmt", "yuv422p", "-preset", "veryfast")
    make_clip(path, Clip(frames=100, video=coding))
    content = bytearray(path.read_bytes())
    index = content.find(b"moov") - 4
    content[index // 10 : index] = bytes(index - index // 10)
    path.write_bytes(content)
    return path
