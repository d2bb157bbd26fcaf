"""The room on a phone: upright, with the keyboard open, and lying. Everything one needs is whole and in reach."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import FloatRect, Locator, Page, Route, expect

from tests.e2e.rooms import Room, comments, composer, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
UPRIGHT = ((360, 740), (390, 844))
ABOVE_KEYBOARD = ((360, 440), (390, 348))
LYING = (664, 370)
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LIST_SHARE = 0.45
ONE_LINE = 64
THUMB = 44


@pytest.fixture(scope="module")
async def room(served: Serve) -> Room:
    """A film with more comments than a phone shows."""
    room = await new_room(served.url)
    for number in range(12):
        await room.comment(f"코멘트 {number}", 10 * number, kind="question" if number % 2 else "fix")
    return room


@pytest.fixture(params=["member", "guest"])
async def phone(request: pytest.FixtureRequest, served: Serve, visitor: Visitor, room: Room) -> Page:
    """The room on a phone, as a member and as a guest."""
    if request.param == "member":
        page = await enter(visitor, served.url, room.owner, room.path, **PHONE)
    else:
        link = await room.link()
        page = await visitor(f"/s/{link['token']}", **PHONE)
        await page.get_by_role("textbox", name="이름").fill("민서")
        await page.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
        await page.get_by_role("button", name="영상 보기").click(timeout=SLOW)
    await expect(comments(page, "코멘트 11")).to_be_attached(timeout=SLOW)
    return page


async def test_upright_the_list_has_its_share_and_the_header_names_the_film(phone: Page) -> None:
    for width, height in UPRIGHT:
        await phone.set_viewport_size({"width": width, "height": height})
        await expect(phone.get_by_role("heading", level=1)).to_have_text("main-film")
        await expect(phone.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        assert (await box(the_list(phone)))["height"] >= LIST_SHARE * height
        assert (await box(comments(phone, "코멘트 3").first))["height"] <= ONE_LINE
        await expect(composer(phone)).to_be_in_viewport(ratio=1)


async def test_above_a_keyboard_the_composer_is_whole_and_the_list_is_reached(phone: Page) -> None:
    await composer(phone).click()
    words = f"로고가 제목에 가려요 {uuid4().hex[:6]}"
    await composer(phone).fill(words)
    for width, height in ABOVE_KEYBOARD:
        await phone.set_viewport_size({"width": width, "height": height})
        form = phone.locator("form", has=composer(phone))
        await expect(form).to_be_in_viewport(ratio=1)
        for control in (phone.get_by_role("button", name="등록"), *await phone.get_by_role("radio").all()):
            await expect(control).to_be_in_viewport(ratio=1)
            await control.click(trial=True)
        last = comments(phone, "코멘트 11")
        await last.scroll_into_view_if_needed()
        await expect(last).to_be_in_viewport(ratio=0.9)
        assert (await box(the_list(phone)))["height"] >= ONE_LINE
        picture = await box(phone.locator("video"))
        assert picture["height"] >= ONE_LINE
        assert picture["y"] >= 0
    await phone.get_by_role("button", name="등록").click()
    await expect(comments(phone, words)).to_have_count(1, timeout=SLOW)


async def test_what_is_answered_or_edited_is_whole_with_its_buttons_and_alone(phone: Page) -> None:
    await phone.set_viewport_size({"width": 390, "height": 844})
    row = comments(phone, "코멘트 9").first
    await row.scroll_into_view_if_needed()
    await row.click()
    await row.get_by_role("button", name="답글", exact=True).click()
    form = phone.locator("form.vp-inline-form")
    for words in ("답글", "여러 줄인 답글 " * 20):
        await form.get_by_role("textbox").fill(words)
        for width, height in ((390, 420), (360, 440), LYING):
            await phone.set_viewport_size({"width": width, "height": height})
            await expect(composer(phone)).to_be_hidden()
            await expect(form).to_be_in_viewport(ratio=1)
            for button in await form.get_by_role("button").all():
                await button.click(trial=True)
    await form.get_by_role("button", name="취소").click()
    await phone.get_by_role("dialog").get_by_role("button").last.click()
    await expect(composer(phone)).to_be_in_viewport(ratio=1)


async def test_lying_the_player_is_left_and_the_conversation_right(phone: Page) -> None:
    await phone.set_viewport_size({"width": LYING[0], "height": LYING[1]})
    film, conversation = await box(phone.locator("video")), await box(the_list(phone))
    assert film["x"] + film["width"] <= conversation["x"]
    assert conversation["height"] >= LIST_SHARE * LYING[1]
    await expect(phone.get_by_role("button", name="재생", exact=True)).to_be_in_viewport(ratio=1)
    await composer(phone).click()
    await expect(phone.get_by_role("button", name="등록")).to_be_in_viewport(ratio=1)


async def test_return_is_a_new_line_under_a_finger_and_a_refusal_stands_whole_in_the_list(
    served: Serve, visitor: Visitor
) -> None:
    room = await new_room(served.url)
    for number in range(8):
        await room.comment(f"{number}번째 코멘트", frame=number)
    page = await enter(visitor, served.url, room.owner, room.path, **PHONE)
    await expect(comments(page)).to_have_count(8, timeout=SLOW)
    words = composer(page)
    await expect(words).to_have_attribute("enterkeyhint", "enter")
    await words.fill("שלום (עולם)!")
    await words.press("Enter")
    await page.keyboard.type("a second line")
    await expect(words).to_have_value("שלום (עולם)!\na second line")
    await page.route("**/api/v1/videos/*/comments", refuse)
    await page.get_by_role("button", name="등록").click()
    failed = comments(page, "a second line")
    await expect(failed).to_have_attribute("data-state", "failed", timeout=SLOW)
    await expect(failed.get_by_role("button", name="다시 보내기")).to_be_in_viewport(ratio=1)
    await expect(failed.get_by_role("alert")).to_be_in_viewport(ratio=1)
    assert await failed.get_by_text("a second line").evaluate("(words) => getComputedStyle(words).direction") == "rtl"


async def test_choosing_a_kind_leaves_the_keyboard_open(phone: Page) -> None:
    await composer(phone).click()
    await composer(phone).fill("자막 크기는 확정인가요?")
    await phone.get_by_role("radio", name="질문").tap()
    await expect(phone.get_by_role("radio", name="질문")).to_be_checked()
    await expect(composer(phone)).to_be_focused()
    assert (await box(phone.get_by_role("radio", name="질문")))["width"] >= THUMB


async def test_on_the_smallest_phone_every_control_of_the_player_is_whole(phone: Page) -> None:
    await phone.set_viewport_size({"width": 320, "height": 568})
    for control in await phone.locator(".rp-controls > :visible").all():
        await expect(control).to_be_in_viewport(ratio=1)


async def test_above_a_keyboard_what_is_wrong_is_seen_and_replaced(served: Serve, visitor: Visitor, room: Room) -> None:
    link = await room.link(password="open-sesame-91")
    page = await visitor(f"/s/{link['token']}", **PHONE)
    await page.set_viewport_size({"width": ABOVE_KEYBOARD[0][0], "height": ABOVE_KEYBOARD[0][1]})
    await expect(page).to_have_title("리뷰 · 브이래닛", timeout=SLOW)
    await page.locator("input[name=name]").fill("민서")
    await page.locator("input[name=email]").fill("minseo@client.example.com")
    password = page.locator("#password")
    await password.fill("wrong")
    await password.press("Enter")
    await expect(page.locator("#password-error")).to_be_in_viewport(ratio=1, timeout=SLOW)
    await expect(password).to_be_in_viewport(ratio=1)
    await page.keyboard.type("again")
    await expect(password).to_have_value("again")


def the_list(page: Page) -> Locator:
    """What scrolls."""
    return page.get_by_role("region", name="코멘트", exact=True).locator("> :nth-child(2)")


async def refuse(route: Route) -> None:
    """No comment is taken any more."""
    if route.request.method != "POST":
        return await route.fallback()
    problem = {"code": "project.archived", "detail": "보관된 프로젝트라 코멘트를 남길 수 없습니다. " * 3, "status": 409}
    return await route.fulfill(status=409, content_type="application/problem+json", json=problem)


async def box(element: Locator) -> FloatRect:
    """Where it stands."""
    found = await element.bounding_box()
    assert found is not None
    return found
