"""What the player does besides showing frames: addresses that expire, lines that break, pointers, typing, keys and marks."""

from __future__ import annotations

import pytest
from playwright.async_api import Route, expect

from tests.e2e.numbered_films import SLOW, Film, choose_quality, numbered_film, rests_on, settled, until_ready, watch
from tests.e2e.rooms import Person, enter
from tests.e2e.visitor import Visitor
from tests.serving import Serve


@pytest.fixture(scope="module")
async def film(owner: Person, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A numbered film at 25 frames a second."""
    made = await numbered_film(owner, tmp_path_factory.mktemp("player"))
    await until_ready(made)
    return made


async def test_an_expired_address_is_replaced_without_losing_the_frame(
    visitor: Visitor, served: Serve, film: Film
) -> None:
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
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await watch(visitor, served, film, at=77)
    await rests_on(page, 77)
    await page.route("**/media/**", lambda route: route.abort("internetdisconnected"))
    await choose_quality(page, "원본")
    await expect(page.get_by_text("연결이 끊겼습니다")).to_be_visible(timeout=SLOW)
    await page.unroute_all()
    await page.get_by_role("button", name="다시 시도").click()
    await rests_on(page, 77)
    await expect(page.get_by_text("연결이 끊겼습니다")).to_be_hidden()


async def test_scrubbing_ends_under_the_pointer(visitor: Visitor, served: Serve, film: Film) -> None:
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
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await watch(visitor, served, film)
    await settled(page)
    field = page.get_by_role("textbox", name="타임코드")
    start = await field.input_value()
    for typed, frame in (
        ("54f", 54),
        ("+10", 64),
        ("-4", 60),
        ("310", 85),
        ("2:10", 60),
        ("-1:00", 35),
        (start, 0),
        ("9:00:00", film.frames - 1),
    ):
        await field.fill(typed)
        await field.press("Enter")
        await rests_on(page, frame)
    await field.fill("abc")
    await field.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    await expect(field).to_have_value("abc")
    await expect(page.get_by_role("alert").filter(has_text="‘abc’ 위치를 알 수 없습니다")).to_be_visible()
    await field.press("Escape")
    await expect(page.get_by_role("alert").filter(has_text="abc")).to_be_hidden()
    await rests_on(page, film.frames - 1)


async def test_keys_are_letters_while_a_comment_is_written(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film, at=10)
    await rests_on(page, 10)
    await page.keyboard.press("Enter")
    await expect(page.locator("#composer")).to_be_focused()
    await page.keyboard.type("jkl io x")
    await expect(page.locator("#composer")).to_have_value("jkl io x")
    await rests_on(page, 10)
    await expect(page.get_by_role("slider", name="구간 시작")).to_have_count(0)


async def test_a_mark_leads_to_its_frame_by_mouse_and_by_key(visitor: Visitor, served: Serve, film: Film) -> None:
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


async def test_a_click_that_closes_a_menu_does_only_that(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film, at=40)
    await rests_on(page, 40)
    bar = {"x": 10, "y": 50}
    for place, where in ((page.locator(".rp-picture"), None), (page.get_by_role("slider", name="타임라인"), bar)):
        await page.get_by_role("button", name="화질").click()
        await expect(page.get_by_role("menu")).to_be_visible()
        await place.click(position=where)  # type: ignore[arg-type]
        await expect(page.get_by_role("menu")).to_be_hidden()
        await rests_on(page, 40)
    await page.locator(".rp-picture").click()
    await page.wait_for_function("() => !document.querySelector('video').paused")


async def test_the_sound_stays_as_it_was_left(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film)
    slider = page.get_by_role("slider", name="음량")
    await page.get_by_role("button", name="소리 끄기").hover()
    await slider.fill("30")
    await page.get_by_role("button", name="소리 끄기").click()
    await page.reload()
    await expect(page.get_by_role("button", name="소리 켜기")).to_be_enabled(timeout=SLOW)
    await slider.press("ArrowUp")
    await expect(slider).to_have_attribute("aria-valuetext", "31%")


async def test_the_sound_track_is_chosen_and_remembered_for_the_film(
    visitor: Visitor, served: Serve, film: Film
) -> None:
    page = await enter(visitor, served.url, film.owner, "/favicon.svg", viewport={"width": 1600, "height": 900})

    async def two_languages(route: Route) -> None:
        answer = await route.fetch()
        words = await answer.text()
        line = next(each for each in words.splitlines() if "TYPE=AUDIO" in each)
        first = 'GROUP-ID="sound",NAME="원음",LANGUAGE="ko",DEFAULT=YES,AUTOSELECT=YES,CHANNELS="2"'
        second = 'GROUP-ID="sound",NAME="Dub",LANGUAGE="en",DEFAULT=NO,AUTOSELECT=YES,CHANNELS="2"'
        address = line.rpartition('URI="')[2].rstrip('"')
        both = [f'#EXT-X-MEDIA:TYPE=AUDIO,{each},URI="{address}"' for each in (first, second)]
        await route.fulfill(response=answer, body=words.replace(line, "\n".join(both)))

    await page.route("**/master.m3u8", two_languages)
    await page.goto(f"{film.path}?f=40")
    await page.get_by_role("button", name="소리 트랙 원음 · 한국어").click(timeout=SLOW)
    await page.get_by_role("menuitemradio", name="Dub · 영어").click()
    await expect(page.get_by_role("button", name="소리 트랙 Dub · 영어")).to_be_visible()
    await rests_on(page, 40)
    await page.reload()
    await expect(page.get_by_role("button", name="소리 트랙 Dub · 영어")).to_be_visible(timeout=SLOW)
    await rests_on(page, 40)


async def test_a_film_with_one_sound_offers_no_choice_of_it(visitor: Visitor, served: Serve, film: Film) -> None:
    page = await watch(visitor, served, film)
    await settled(page)
    await expect(page.get_by_role("button", name="소리 트랙")).to_have_count(0)
