"""Before somebody is signed in: the browser's language, the field to begin with, mistakes that go when mended, a guest's door."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import PASSWORD, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


@pytest.mark.parametrize(
    ("locale", "field", "other", "translated"),
    [("en-GB", "E-mail", "한국어", "이메일"), ("ko-KR", "이메일", "English", "E-mail")],
)
async def test_the_browsers_language_is_spoken_until_another_is_chosen(
    visitor: Visitor, locale: str, field: str, other: str, translated: str
) -> None:
    page = await visitor("/sign-in", locale=locale)
    await expect(page.get_by_role("textbox", name=field)).to_be_focused(timeout=SLOW)
    await expect(page.locator("html")).to_have_attribute("lang", locale[:2])
    await page.get_by_role("button", name=other).click()
    await expect(page.get_by_role("textbox", name=translated)).to_be_visible(timeout=SLOW)
    await page.reload()
    await expect(page.get_by_role("textbox", name=translated)).to_be_focused(timeout=SLOW)


async def test_who_reads_neither_language_reads_korean(visitor: Visitor) -> None:
    page = await visitor("/sign-in", locale="fr-FR")
    await expect(page.get_by_role("textbox", name="이메일")).to_be_focused(timeout=SLOW)


async def colours(page: Page) -> list[str]:
    """Which colours of the palette the password's bars have."""
    found: list[str] = await page.evaluate("""() => {
        const named = (element) => getComputedStyle(element).backgroundColor;
        const probe = document.body.appendChild(document.createElement("i"));
        const palette = ["fix", "idea", "approve", "line"].map((name) => {
            probe.style.background = `var(--${name})`;
            return [named(probe), name];
        });
        probe.remove();
        const bars = document.querySelectorAll("form [role=status] [aria-hidden] > span");
        return [...bars].map((bar) => Object.fromEntries(palette)[named(bar)]);
    }""")
    return found


@pytest.mark.parametrize(
    ("password", "words", "bars"),
    [
        ("password1", "쉽게 짐작할 수 있습니다", ["fix", "line", "line", "line"]),
        ("saturday sea", "조금 더 어렵게", ["idea", "idea", "line", "line"]),
        (PASSWORD, "아주 안전합니다", ["approve"] * 4),
    ],
)
async def test_the_password_meter_shows_its_word_in_the_right_colour(
    visitor: Visitor, password: str, words: str, bars: list[str]
) -> None:
    page = await visitor("/sign-up")
    await page.get_by_label("비밀번호", exact=True).fill(password)
    await expect(page.get_by_text(words)).to_be_visible(timeout=SLOW)
    for _ in range(50):
        if (seen := await colours(page)) == bars:
            break
        await page.evaluate("new Promise(requestAnimationFrame)")
    assert seen == bars


async def test_a_mistake_goes_when_it_is_mended_and_comes_when_it_is_made_again(visitor: Visitor) -> None:
    page = await visitor("/sign-up")
    name, email = page.get_by_label("이름"), page.get_by_label("이메일", exact=True)
    wrong = page.get_by_text("이메일 주소를 확인해 주세요.")
    await name.fill("김지우")
    await email.fill("nonsense")
    await page.get_by_role("button", name="가입하기").click()
    await expect(wrong).to_be_visible(timeout=SLOW)
    agreement = page.get_by_text("동의해야 가입할 수 있습니다.")
    await expect(agreement).to_have_count(2)
    await email.press("End")
    await email.type("@")
    await expect(wrong).to_be_hidden()
    await expect(email).to_have_attribute("aria-invalid", "false")
    await page.get_by_label("이용약관").check()
    await expect(agreement).to_have_count(1)
    await page.get_by_role("button", name="가입하기").click()
    await expect(wrong).to_be_visible(timeout=SLOW)


async def test_a_wrong_password_is_said_until_another_is_typed(visitor: Visitor) -> None:
    page = await visitor("/sign-in")
    wrong = page.get_by_role("alert").filter(has_text="맞지 않습니다")
    await page.get_by_label("이메일").fill("nobody@example.com")
    for _ in range(2):
        await page.get_by_label("비밀번호", exact=True).fill("wrong password")
        await page.get_by_role("button", name="로그인").click()
        await expect(wrong).to_be_visible(timeout=SLOW)
        await page.get_by_label("비밀번호", exact=True).type("x")
        await expect(wrong).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_guests_door_names_film_and_sender_and_follows_the_theme(
    served: Serve, visitor: Visitor, scheme: Any
) -> None:
    room = await new_room(served.url)
    await room.owner.call("PATCH", room.path, json={"title": "봄 캠페인 본편"})
    link, locked = await room.link(), await room.link(password="1234-abcd")

    async def is_pictured() -> bool:
        return bool((await room.owner.call("GET", f"/shares/{link['token']}"))["poster_url"])

    while not await is_pictured():
        await room.owner.call("GET", "/health/live")
    page = await visitor(f"/s/{link['token']}", color_scheme=scheme)
    await expect(page.get_by_role("heading", name="봄 캠페인 본편")).to_be_visible(timeout=SLOW)
    await expect(page.get_by_text("김지우 님이 보낸 영상")).to_be_visible()
    await expect(page.get_by_role("textbox", name="이름")).to_be_focused()
    drawn = "() => [...document.images].some((image) => image.complete && image.naturalWidth > 0)"
    await page.wait_for_function(drawn)
    await expect(page.locator("body")).to_have_css("color-scheme", re.compile(scheme))

    sealed = await visitor(f"/s/{locked['token']}", color_scheme=scheme)
    await expect(sealed.get_by_label("비밀번호", exact=True)).to_be_visible(timeout=SLOW)
    assert await sealed.locator("img").count() == 0
    for secret in ("봄 캠페인", "김지우"):
        assert secret not in await sealed.content()
        assert secret not in await sealed.title()
