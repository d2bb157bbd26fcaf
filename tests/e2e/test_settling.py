"""Every sought frame settles, or it is said that it does not, with a way out; words wait for what they are about."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Request, expect

from tests.e2e.holding import hold
from tests.e2e.numbered_films import SLOW, Film, choose_quality, numbered_film, rests_on, until_ready, watch
from tests.e2e.rooms import Person, comments, composer, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve


@pytest.fixture(scope="module")
async def film(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A numbered film at 25 frames a second."""
    made = await numbered_film(owner, tmp_path_factory.mktemp("settling"))
    await until_ready(made)
    return made


async def test_the_end_is_reached_from_wherever_the_film_was_opened(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    for at in (film.frames - 51, film.frames - 50, film.frames - 1, film.frames // 2, 0):
        page = await watch(visitor, served, film, at=at)
        await rests_on(page, at)
        for key, frame in (
            ("End", film.frames - 1),
            ("ArrowLeft", film.frames - 2),
            ("Home", 0),
            ("End", film.frames - 1),
        ):
            await page.keyboard.press(key)
            await rests_on(page, frame)
        await page.context.close()


async def test_a_choice_made_while_the_ladder_is_being_opened_holds(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")
    release = await hold(page, re.compile(r"/hls[^/]*\.js$"))
    await page.goto(f"{film.path}?f=30")
    await expect(page.get_by_role("button", name="재생", exact=True)).to_be_enabled(timeout=SLOW)
    await choose_quality(page, "원본")
    release()
    await rests_on(page, 30)
    await page.keyboard.press("End")
    await rests_on(page, film.frames - 1)
    assert await page.evaluate("() => document.querySelector('video').src.endsWith('/original')")


async def test_a_frame_that_does_not_come_is_told_and_can_be_asked_for_again(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await enter(visitor, served.url, film.owner, "/favicon.svg")
    release = await hold(page, "**/00004.m4s")
    await page.goto(f"{film.path}?f=10")
    await rests_on(page, 10)
    await page.keyboard.press("End")
    chip = page.get_by_role("button", name=re.compile("에 남깁니다"))
    await expect(chip).to_contain_text("화면에 띄우지 못했습니다", timeout=SLOW)
    await composer(page).fill("여기까지")
    await expect(composer(page)).to_have_value("여기까지")
    await page.get_by_role("button", name="다시 확인").click()
    release()  # not before: it may come by itself then, and there is nothing to ask for
    await rests_on(page, film.frames - 1)
    await composer(page).press("Enter")
    await expect(comments(page, "여기까지")).to_have_count(1, timeout=SLOW)


async def test_a_comment_sent_before_the_film_is_known_waits_for_its_version(visitor: Visitor, served: Serve) -> None:
    room = await new_room(served.url)
    link = await room.link()
    guest = await visitor("/favicon.svg")
    release = await hold(guest, re.compile(rf"/api/v1/videos/{room.video_id}(\?.*)?$"))
    posted: list[dict[str, Any]] = []

    def note(request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/comments"):
            posted.append(request.post_data_json or {})

    guest.on("request", note)
    await guest.goto(f"/s/{link['token']}")
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    await composer(guest).fill("먼저 쓴 말", timeout=SLOW)
    await composer(guest).press("Enter")
    await expect(composer(guest)).to_have_value("먼저 쓴 말")
    assert posted == []
    release()
    await expect(comments(guest, "먼저 쓴 말")).to_have_count(1, timeout=SLOW)
    await expect(composer(guest)).to_have_value("")
    assert [body["version"] for body in posted] == [1]
