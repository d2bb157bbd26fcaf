"""What is pressed before the page listens is kept and done once it does, and nothing that was entered gets into an address."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.e2e.holding import hold
from tests.e2e.rooms import PASSWORD, new_person
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
SCRIPTS = re.compile(r"/assets/.*\.js")


@pytest.mark.parametrize("act", ["press", "enter"])
async def test_signing_in_before_the_page_listens_signs_in(visitor: Visitor, served: Serve, act: str) -> None:
    person = await new_person(served.url, "김지우")
    page = await visitor("/favicon.svg")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    release = await hold(page, SCRIPTS)
    await page.goto("/sign-in", wait_until="commit")
    await page.get_by_label("이메일").fill(person.email)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    if act == "press":
        await page.get_by_role("button", name="로그인").click()
    else:
        await page.get_by_label("비밀번호", exact=True).press("Enter")
    await expect(page.get_by_label("비밀번호", exact=True)).to_have_value(PASSWORD)
    release()
    await page.wait_for_url(re.compile(r"/home/?$"), timeout=SLOW)
    assert not [url for url in asked if PASSWORD in url or person.email in url]


async def test_of_several_early_presses_the_last_is_done_once(visitor: Visitor) -> None:
    page = await visitor("/favicon.svg")
    release = await hold(page, SCRIPTS)
    await page.goto("/sign-in", wait_until="commit")
    show = page.get_by_role("button", name="비밀번호 보기")
    for _ in range(3):
        await show.click()
    release()
    await expect(page.get_by_role("button", name="비밀번호 숨기기")).to_be_visible(timeout=SLOW)
