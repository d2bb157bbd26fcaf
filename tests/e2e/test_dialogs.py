"""Words in a dialog do not go without a question, however it is asked to close."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Dialog, Page, expect

from tests.e2e.rooms import enter, new_person, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
HOME, PROJECTS = re.compile(r"/home/?$"), re.compile(r"/projects/?$")


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


async def test_back_asks_before_it_takes_the_words(served: Serve, visitor: Visitor) -> None:
    page = await enter(visitor, served.url, await new_person(served.url, "김지우"), "/home")
    await page.get_by_role("link", name="프로젝트 관리").first.click(timeout=SLOW)
    await page.get_by_role("button", name="프로젝트 등록").first.click(timeout=SLOW)
    name = page.get_by_label("프로젝트 이름")
    await name.fill("봄 캠페인", timeout=SLOW)
    question = page.get_by_role("dialog", name="작성 중인 내용이 있습니다")

    await page.evaluate("history.back()")
    await question.get_by_role("button", name="계속 쓰기").click(timeout=SLOW)
    await expect(question).to_be_hidden()
    await expect(name).to_have_value("봄 캠페인")
    await expect(page).to_have_url(PROJECTS)
    await page.evaluate("history.back()")
    await question.get_by_role("button", name="버리기").click(timeout=SLOW)
    await expect(page).to_have_url(HOME, timeout=SLOW)
    await page.evaluate("history.forward()")
    await expect(page).to_have_url(PROJECTS, timeout=SLOW)
    await expect(page.get_by_role("dialog")).to_be_hidden(timeout=SLOW)


async def test_the_browser_asks_before_it_leaves_with_the_words(page: Page) -> None:
    asked: list[str] = []

    async def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.accept()

    page.on("dialog", leave)
    await page.get_by_label("프로젝트 이름").fill("봄 캠페인")
    await page.reload()
    assert asked == ["beforeunload"]
    await expect(page.get_by_label("프로젝트 이름")).to_be_visible(timeout=SLOW)
    await page.reload()
    assert asked == ["beforeunload"], "there were no words any more"


async def test_the_focus_comes_back_from_a_dialog_whose_field_takes_it(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, room.path)
    title, field = page.get_by_role("heading", level=1).get_by_role("button"), page.get_by_label("영상 제목")
    await title.click(timeout=SLOW)
    await expect(field).to_be_focused(timeout=SLOW)
    await page.keyboard.press("Escape")
    await expect(field).to_be_hidden()
    await expect(title).to_be_focused()
    await title.press("Enter")
    await expect(field).to_be_focused()
    await field.fill("다른 제목")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="버리기").click()
    await expect(field).to_be_hidden()
    await expect(title).to_be_focused()
