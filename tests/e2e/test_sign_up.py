"""Signing up with the mailed code: as people do it, with the mistakes they make."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import PASSWORD, Person, enter_code, mailed
from tests.e2e.test_accessibility import complaints
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
RESEND_MS = 90_000
HOME = re.compile(r"/home/?$")
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
ABOVE_KEYBOARD = {"width": 360, "height": 440}


def new_address() -> str:
    return f"{uuid4().hex}@sign-up.example.com"


async def filled(visitor: Visitor, email: str, **look: Any) -> Page:
    """The sign-up page, filled in and sent."""
    page = await visitor("/sign-up", **look)
    await expect(page.get_by_label("이메일", exact=True)).to_be_focused(timeout=SLOW)
    await page.get_by_label("이메일", exact=True).fill(email)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_label("이름").fill("김지우")
    for agreement in ("agree_terms", "agree_privacy"):
        await page.locator(f"#{agreement}").check()
    await page.get_by_role("button", name="가입하기").click()
    await expect(page.get_by_role("heading", name="메일을 확인해 주세요")).to_be_visible(timeout=SLOW)
    return page


async def test_wrong_codes_are_told_at_the_field_and_another_code_can_be_had(visitor: Visitor, served: Serve) -> None:
    email = new_address()
    page = await filled(visitor, email)
    code = page.get_by_label("6자리 코드")
    await expect(code).to_be_focused()
    await expect(code).to_have_attribute("autocomplete", "one-time-code")
    again = page.get_by_role("button", name="뒤에 다시 받기")
    await expect(again).to_be_disabled()
    first = (await mailed(served.url, email)).code
    await code.fill(f"{(int(first) + 1) % 1_000_000:06}")
    await code.press("Enter")
    await expect(page.get_by_text("코드가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    await expect(code).to_have_attribute("aria-invalid", "true")
    await expect(code).not_to_have_value("")
    await page.get_by_role("button", name="코드 다시 받기").click(timeout=RESEND_MS)
    second = (await mailed(served.url, email, 2)).code
    await expect(again).to_be_disabled(timeout=SLOW)
    if first != second:
        await code.fill(first)
        await code.press("Enter")
        await expect(page.get_by_text("코드가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    await enter_code(page, served.url, email, 2)
    await page.wait_for_url(HOME, timeout=SLOW)
    await expect(page.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)


async def test_a_code_is_pasted_with_its_blanks_and_nothing_is_lost_on_the_way_back_or_by_a_reload(
    visitor: Visitor, served: Serve
) -> None:
    email = new_address()
    page = await filled(visitor, email, permissions=["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="입력한 내용 바꾸기").click()
    await expect(page.get_by_label("이메일", exact=True)).to_have_value(email)
    await expect(page.get_by_label("이름")).to_have_value("김지우")
    await expect(page.get_by_label("비밀번호", exact=True)).to_have_value(PASSWORD)
    await page.get_by_role("button", name="가입하기").click()
    await expect(page.get_by_label("6자리 코드")).to_be_focused(timeout=SLOW)
    await page.reload()
    await expect(page.get_by_label("6자리 코드")).to_be_focused(timeout=SLOW)
    code = (await mailed(served.url, email)).code
    await page.evaluate("(text) => navigator.clipboard.writeText(text)", f" {code[:3]} {code[3:]}\n")
    await page.keyboard.press("Control+V")
    await page.keyboard.press("Enter")
    await page.wait_for_url(HOME, timeout=SLOW)


async def test_an_address_with_an_account_looks_like_any_other(visitor: Visitor, served: Serve, staff: Person) -> None:
    email = staff.email
    page = await filled(visitor, new_address())
    wanted = re.sub(r"\S+@\S+|\d+초", "", await page.get_by_role("main").inner_text())
    known = await filled(visitor, email)
    letter = await mailed(served.url, email)
    assert f"{served.url}/sign-in" in letter.body
    assert re.sub(r"\S+@\S+|\d+초", "", await known.get_by_role("main").inner_text()) == wanted
    for each in (page, known):
        await each.get_by_label("6자리 코드").fill("000000")
        await each.get_by_label("6자리 코드").press("Enter")
        await expect(each.get_by_text("코드가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    answer = await staff.gateway.post("/api/v1/auth/token", json={"email": email, "password": PASSWORD})
    assert answer.status_code == 200, "the account is as it was"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_the_code_and_its_button_stand_above_the_keyboard(visitor: Visitor, scheme: str) -> None:
    page = await filled(visitor, new_address(), color_scheme=scheme, **PHONE)
    assert await complaints(page) == []
    await page.set_viewport_size(ABOVE_KEYBOARD)  # type: ignore[arg-type]
    await page.get_by_label("6자리 코드").focus()
    for control in (page.get_by_label("6자리 코드"), page.get_by_role("button", name="확인하고 시작하기")):
        await expect(control).to_be_in_viewport(ratio=1)
