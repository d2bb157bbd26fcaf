"""Accounts and projects as people use them: sign up, sign in and out, start a project, work in it together."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import PASSWORD, Person, enter_code, mailed, new_person
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
HOME = re.compile(r"/home/?$")
PROJECT_PAGE = re.compile(r"/projects/[0-9a-f-]{36}")


async def sign_in(page: Page, somebody: Person, password: str = PASSWORD) -> None:
    await page.get_by_label("이메일").fill(somebody.email)
    await page.get_by_label("비밀번호", exact=True).fill(password)
    await page.get_by_role("button", name="로그인").click()


@pytest.fixture
async def jiwoo(served: Serve) -> Person:
    """The owner of projects."""
    return await new_person(served.url, "김지우")


@pytest.fixture
async def hajun(served: Serve) -> Person:
    """Somebody who works along."""
    return await new_person(served.url, "이하준")


async def opened(visitor: Visitor, somebody: Person, path: str = "/home") -> Page:
    """A page of somebody who signed in on the way to `path`."""
    page = await visitor(path)
    await sign_in(page, somebody)
    await page.wait_for_url(re.compile(rf"{re.escape(path)}/?$"), timeout=SLOW)
    return page


async def test_sign_up_tells_mistakes_beside_their_fields_and_keeps_what_was_typed(
    served: Serve, visitor: Visitor
) -> None:
    page = await visitor("/")
    await page.get_by_role("link", name="가입하기").click()
    name, email = page.get_by_label("이름"), page.get_by_label("이메일", exact=True)
    await name.fill("김지우")
    await page.get_by_label("비밀번호", exact=True).press_sequentially("password1")
    await expect(page.get_by_text("쉽게 짐작할 수 있습니다")).to_be_visible(timeout=SLOW)
    await page.get_by_role("button", name="가입하기").click()
    await expect(page.get_by_text("짐작하기 쉬운 비밀번호입니다")).to_be_visible(timeout=SLOW)
    await expect(email).to_have_attribute("aria-invalid", "true")
    await expect(page.get_by_text("동의해야 가입할 수 있습니다.")).to_have_count(2)
    await expect(name).to_have_value("김지우")
    address = f"{uuid4().hex}@example.com"
    await email.fill(address)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_label("이용약관").check()
    await page.get_by_label("개인정보").check()
    await page.get_by_role("button", name="가입하기").click()
    await enter_code(page, served.url, address)
    await page.wait_for_url(HOME, timeout=SLOW)
    await expect(page.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)
    assert {(cookie["name"], cookie["httpOnly"]) for cookie in await page.context.cookies()} >= {
        ("vp_access", True),
        ("vp_refresh", True),
    }


async def test_signing_in_leads_back_and_signing_out_ends_it_everywhere(visitor: Visitor, jiwoo: Person) -> None:
    page = await visitor("/projects")
    await page.wait_for_url(re.compile(r"/sign-in/?\?next=/projects$"), timeout=SLOW)
    await sign_in(page, jiwoo, "a wrong password")
    await expect(page.get_by_text("이메일이나 비밀번호가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    await sign_in(page, jiwoo)
    await page.wait_for_url(re.compile(r"/projects/?$"), timeout=SLOW)
    other_tab = await page.context.new_page()
    await other_tab.goto("/home")
    await expect(other_tab.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)
    await page.get_by_role("button", name="김지우").click()
    await page.get_by_role("menuitem", name="로그아웃").click()
    await page.wait_for_url(re.compile(r"//[^/]+/$"), timeout=SLOW)
    names = {cookie["name"] for cookie in await page.context.cookies()}
    left = {name for name in names if not name.startswith("vp_known_")}
    assert left == {"vp_lang", "vp_browser"}  # that it is known, and which browser it is, opens nothing
    await other_tab.wait_for_url(re.compile(r"/sign-in/?\?next=(%2F|/)home$"), timeout=SLOW)


async def test_a_browser_with_the_refresh_cookie_alone_is_signed_in_again(visitor: Visitor, jiwoo: Person) -> None:
    page = await opened(visitor, jiwoo)
    await expect(page.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(
        timeout=SLOW
    )  # nothing is asked for any more
    await page.context.clear_cookies(name="vp_access")
    await page.goto("/projects")
    await expect(page.get_by_text("등록된 프로젝트가 없습니다")).to_be_visible(timeout=SLOW)
    assert "vp_access" in {cookie["name"] for cookie in await page.context.cookies()}


async def test_a_project_is_started_changed_and_seen_live_by_its_members(
    visitor: Visitor, served: Serve, jiwoo: Person, hajun: Person
) -> None:
    owner = await opened(visitor, jiwoo)
    await owner.get_by_role("main").get_by_role("link", name="프로젝트 등록").click()
    create = owner.get_by_role("dialog").get_by_role("button", name="등록", exact=True)
    await owner.get_by_label("클라이언트").fill("하나음료")
    await create.click()
    await expect(owner.get_by_role("dialog").get_by_text("꼭 필요한 값입니다.")).to_be_visible(timeout=SLOW)
    await expect(owner.get_by_label("클라이언트")).to_have_value("하나음료")
    await owner.get_by_label("프로젝트 이름").fill("봄 캠페인")
    await create.click()
    await owner.wait_for_url(PROJECT_PAGE, timeout=SLOW)
    path = PROJECT_PAGE.search(owner.url)
    assert path is not None
    await jiwoo.call("POST", f"{path[0]}/invitations", json={"email": hajun.email})
    await hajun.call("POST", f"/invitations/{(await mailed(served.url, hajun.email, 2)).invitation}/accept")
    member = await opened(visitor, hajun, path[0])
    await expect(member.get_by_role("heading", name="봄 캠페인")).to_be_visible(timeout=SLOW)
    await expect(member.get_by_role("button", name="프로젝트 작업")).to_have_count(0)
    await owner.get_by_label("상태").click()
    await owner.get_by_role("option", name="검토 중").click()
    await expect(member.get_by_text("검토 중")).to_be_visible(timeout=SLOW)

    await owner.get_by_role("button", name="이하준 님의 역할과 작업").click()
    await owner.get_by_role("menuitem", name="내보내기").click()
    await owner.get_by_role("dialog").get_by_role("button", name="내보내기").click()
    await expect(member.get_by_text("페이지를 찾을 수 없습니다")).to_be_visible(timeout=SLOW)


async def test_a_deleted_project_is_brought_back_from_the_list(visitor: Visitor, jiwoo: Person) -> None:
    project = await jiwoo.call("POST", "/projects", json={"name": "가을 필름"})
    page = await opened(visitor, jiwoo, f"/projects/{project['id']}")
    await page.get_by_role("button", name="프로젝트 작업").click(timeout=SLOW)
    await page.get_by_role("menuitem", name="삭제하기").click()
    await page.get_by_role("dialog").get_by_role("button", name="삭제하기").click()
    await page.wait_for_url(re.compile(r"/projects/?$"), timeout=SLOW)
    await page.get_by_role("button", name="삭제", exact=True).click()
    await page.get_by_role("main").get_by_role("button", name="복원").click(timeout=SLOW)
    await page.wait_for_url(PROJECT_PAGE, timeout=SLOW)
    await expect(page.get_by_role("heading", name="가을 필름")).to_be_visible(timeout=SLOW)


async def test_two_who_change_the_same_project_do_not_overwrite_each_other(visitor: Visitor, jiwoo: Person) -> None:
    project = await jiwoo.call("POST", "/projects", json={"name": "겨울 필름"})
    page = await opened(visitor, jiwoo, f"/projects/{project['id']}")
    await page.get_by_role("button", name="프로젝트 작업").click(timeout=SLOW)
    await page.get_by_role("menuitem", name="이름과 정보 편집").click()
    await page.get_by_label("담당자").fill("이하준")
    await jiwoo.call("PATCH", f"/projects/{project['id']}", json={"name": "다른 이름"})
    await expect(page.get_by_text("다른 이름").first).to_be_attached(timeout=SLOW)
    await page.get_by_role("button", name="저장").click()
    await expect(page.get_by_text("그사이 다른 사람이 바꿨습니다")).to_be_visible(timeout=SLOW)
    await expect(page.get_by_label("담당자")).to_have_value("이하준")


@pytest.mark.parametrize("path", ["/projects/nonsense", "/projects/01a20000-0000-7000-8000-000000000000"])
async def test_a_project_that_is_not_ones_own_is_a_calm_page(visitor: Visitor, jiwoo: Person, path: str) -> None:
    page = await opened(visitor, jiwoo, path)
    await expect(page.get_by_text("페이지를 찾을 수 없습니다")).to_be_visible(timeout=SLOW)
