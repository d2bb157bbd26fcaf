"""Words in a dialog do not go without a question, however it is asked to close."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import enter, new_person
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


@pytest.fixture
async def page(served: Serve, visitor: Visitor) -> Page:
    """Somebody who is about to start a project."""
    page = await enter(visitor, served.url, await new_person(served.url, "김지우"), "/projects?new=1")
    await expect(page.get_by_label("프로젝트 이름")).to_be_visible(timeout=SLOW)
    return page


@pytest.mark.parametrize("way", ["Escape", "취소", "닫기", "beside"])
async def test_words_are_asked_about_and_kept(page: Page, way: str) -> None:
    dialog = page.get_by_role("dialog", name="프로젝트 등록")
    question = page.get_by_role("dialog", name="작성 중인 내용이 있습니다")
    name = page.get_by_label("프로젝트 이름")
    await name.fill("봄 캠페인")

    async def leave() -> None:
        if way == "Escape":
            await page.keyboard.press("Escape")
        elif way == "beside":
            await page.mouse.click(5, 5)
        else:
            await dialog.get_by_role("button", name=way).click()

    await leave()
    await expect(question).to_be_visible()
    await question.get_by_role("button", name="계속 쓰기").click()
    await expect(question).to_be_hidden()
    await expect(name).to_have_value("봄 캠페인")
    await leave()
    await question.get_by_role("button", name="버리기").click()
    await expect(dialog).to_be_hidden(timeout=SLOW)


async def test_an_untouched_dialog_closes_at_once(page: Page) -> None:
    await page.get_by_label("프로젝트 이름").fill("봄")
    await page.get_by_label("프로젝트 이름").fill("")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden(timeout=SLOW)


async def test_escape_in_the_question_keeps_the_words(page: Page) -> None:
    await page.get_by_label("프로젝트 이름").fill("봄 캠페인")
    await page.keyboard.press("Escape")
    question = page.get_by_role("dialog", name="작성 중인 내용이 있습니다")
    await expect(question).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(question).to_be_hidden()
    await expect(page.get_by_label("프로젝트 이름")).to_have_value("봄 캠페인")
