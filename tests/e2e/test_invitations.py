"""Inviting people as they do it: strangers who sign up on the way, people with an account, and those who say no."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import PASSWORD, Person, enter, enter_code, mailed, new_person
from tests.e2e.test_accessibility import LOOKS, complaints
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
PROJECT_PAGE = re.compile(r"/projects/[0-9a-f-]{36}")


@pytest.fixture
async def jiwoo(served: Serve) -> Person:
    """The owner of a project."""
    return await new_person(served.url, "김지우")


@pytest.fixture
async def project(jiwoo: Person) -> str:
    """The path of their project's page."""
    made = await jiwoo.call("POST", "/projects", json={"name": "봄 캠페인"})
    return f"/projects/{made['id']}"


def new_address() -> str:
    return f"{uuid4().hex}@invited.example.com"


async def invite(page: Page, email: str) -> None:
    await page.get_by_role("main").get_by_role("button", name="멤버 초대").click(timeout=SLOW)
    await page.get_by_label("이메일").fill(email)
    await page.get_by_label("함께 보낼 말").fill("1차 컷입니다.")
    await page.get_by_role("dialog").get_by_role("button", name="멤버 초대").click()
    await expect(page.get_by_text("초대 메일을 보냈습니다")).to_be_visible(timeout=SLOW)
    await expect(pending(page, email)).to_be_visible(timeout=SLOW)


def pending(page: Page, email: str) -> Any:
    return page.get_by_role("listitem").filter(has_text=email).get_by_role("button")


async def test_a_stranger_is_invited_signs_up_and_lands_in_the_project(
    visitor: Visitor, served: Serve, jiwoo: Person, project: str
) -> None:
    email = new_address()
    owner = await enter(visitor, served.url, jiwoo, project)
    await invite(owner, email)
    letter = await mailed(served.url, email)
    assert "1차 컷입니다." in letter.body
    page = await visitor(f"/invitations/{letter.invitation}")
    await expect(page.get_by_text("김지우 님이 초대한 프로젝트")).to_be_visible(timeout=SLOW)
    await expect(page.get_by_text("1차 컷입니다.")).to_be_visible()
    await page.get_by_role("link", name="가입하기").click()
    await expect(page.get_by_label("이메일", exact=True)).to_have_value(email, timeout=SLOW)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_label("이름").fill("박민서")
    for agreement in ("agree_terms", "agree_privacy"):
        await page.locator(f"#{agreement}").check()
    await page.get_by_role("button", name="가입하기").click()
    await enter_code(page, served.url, email, 2)
    await page.get_by_role("button", name="참여하기").click(timeout=SLOW)
    await page.wait_for_url(PROJECT_PAGE, timeout=SLOW)
    await expect(page.get_by_role("heading", name="봄 캠페인")).to_be_visible(timeout=SLOW)
    await expect(pending(owner, email)).to_be_visible(timeout=SLOW)  # now their role as a member
    await expect(owner.get_by_text("답을 기다리는 초대")).to_be_hidden(timeout=SLOW)
    await expect(owner.get_by_role("button", name="박민서 님의 역할과 작업")).to_be_visible()


async def test_a_person_with_an_account_signs_in_accepts_and_their_lists_know_at_once(
    visitor: Visitor, served: Serve, jiwoo: Person, project: str
) -> None:
    hajun = await new_person(served.url, "이하준")
    projects = await enter(visitor, served.url, hajun, "/projects")
    await expect(projects.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)
    owner = await enter(visitor, served.url, jiwoo, project)
    await invite(owner, hajun.email)
    await owner.get_by_role("main").get_by_role("button", name="멤버 초대").click()
    await owner.get_by_label("이메일").fill(hajun.email)
    await owner.get_by_role("dialog").get_by_role("button", name="멤버 초대").click()
    await expect(owner.get_by_text("이미 초대한 주소입니다")).to_be_visible(timeout=SLOW)
    await expect(owner.get_by_label("이메일")).to_have_value(hajun.email)
    await owner.keyboard.press("Escape")
    await owner.get_by_role("button", name="버리기").click()

    page = await visitor(f"/invitations/{(await mailed(served.url, hajun.email, 2)).invitation}")
    await page.get_by_role("link", name="로그인").click(timeout=SLOW)
    await expect(page.get_by_label("이메일")).to_have_value(hajun.email, timeout=SLOW)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="로그인").click()
    await page.get_by_role("button", name="참여하기").click(timeout=SLOW)
    await page.wait_for_url(PROJECT_PAGE, timeout=SLOW)
    await expect(projects.get_by_role("main").get_by_text("봄 캠페인")).to_be_visible(timeout=SLOW)
    await expect(owner.get_by_text("답을 기다리는 초대")).to_be_hidden(timeout=SLOW)
    await owner.get_by_role("button", name="이하준 님의 역할과 작업").click(timeout=SLOW)
    await owner.get_by_role("menuitem", name="내보내기").click()
    await owner.get_by_role("dialog").get_by_role("button", name="내보내기").click()
    await expect(projects.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)


async def test_an_invitation_is_declined_and_is_nobody_elses(
    visitor: Visitor, served: Serve, jiwoo: Person, project: str
) -> None:
    minseo = await new_person(served.url, "박민서")
    owner = await enter(visitor, served.url, jiwoo, project)
    await invite(owner, minseo.email)
    path = f"/invitations/{(await mailed(served.url, minseo.email, 2)).invitation}"
    other = await enter(visitor, served.url, await new_person(served.url, "한지민"), path)
    await expect(other.get_by_text("이 계정으로 받은 초대가 아닙니다")).to_be_visible(timeout=SLOW)
    assert "봄 캠페인" not in await other.content()
    page = await enter(visitor, served.url, minseo, path)
    await page.get_by_role("button", name="거절하기").click(timeout=SLOW)
    await page.get_by_role("dialog").get_by_role("button", name="거절하기").click()
    await expect(page.get_by_role("heading", name="초대를 거절했습니다")).to_be_visible(timeout=SLOW)
    await expect(pending(owner, minseo.email)).to_have_count(0, timeout=SLOW)
    await other.get_by_role("button", name="다른 계정으로 로그인").click()
    await other.wait_for_url(re.compile(rf"/sign-in/?\?next={re.escape(path)}"), timeout=SLOW)


async def test_an_invitation_gets_another_role_is_cancelled_and_brought_back(
    visitor: Visitor, served: Serve, jiwoo: Person, project: str
) -> None:
    email = new_address()
    owner = await enter(visitor, served.url, jiwoo, project)
    await invite(owner, email)
    letter = await mailed(served.url, email)
    await pending(owner, email).click()
    await owner.get_by_role("menuitemradio", name="편집자").click()
    await expect(pending(owner, email)).to_contain_text("편집자", timeout=SLOW)
    await owner.keyboard.press("Escape")
    await pending(owner, email).click()
    await owner.get_by_role("menuitem", name="메일 다시 보내기").click()
    await expect(owner.get_by_text("초 뒤에 다시 시도해 주세요")).to_be_visible(timeout=SLOW)
    await pending(owner, email).click()
    await owner.get_by_role("menuitem", name="초대 취소").click()
    await expect(pending(owner, email)).to_have_count(0, timeout=SLOW)
    page = await visitor(f"/invitations/{letter.invitation}")
    await expect(page.get_by_role("heading", name="더 이상 쓸 수 없는 초대입니다")).to_be_visible(timeout=SLOW)
    await owner.get_by_role("button", name="되돌리기").click()
    await expect(pending(owner, email)).to_be_visible(timeout=SLOW)
    await page.reload()
    await expect(page.get_by_text("김지우 님이 초대한 프로젝트")).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-phone"])
async def test_axe_finds_nothing_on_the_invitation_and_on_the_list(
    visitor: Visitor, served: Serve, jiwoo: Person, project: str, look: dict[str, Any]
) -> None:
    email = new_address()
    await jiwoo.call("POST", f"{project}/invitations", json={"email": email})
    owner = await enter(visitor, served.url, jiwoo, project, **look)
    await expect(pending(owner, email)).to_be_attached(timeout=SLOW)
    assert await complaints(owner) == []
    page = await visitor(f"/invitations/{(await mailed(served.url, email)).invitation}", **look)
    await expect(page.get_by_text("김지우 님이 초대한 프로젝트")).to_be_visible(timeout=SLOW)
    assert await complaints(page) == []
