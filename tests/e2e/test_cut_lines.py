"""A line that is cut, and stands again before the server has noticed: what was open stays open, what was typed typed."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, WebSocketRoute, expect

from tests.e2e.rooms import Room, comments, composer, enter, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
PROJECT_PAGE = re.compile(r"/projects/[0-9a-f-]{36}")


class Line:
    """A page's line to the server."""

    def __init__(self) -> None:
        self._opened: list[WebSocketRoute] = []

    async def under(self, page: Page) -> None:
        """Take the lines of a page in hand, and load it again over one."""
        await page.route_web_socket(re.compile("/_event/"), self._take)
        await page.reload()

    async def cut(self) -> None:
        """Let the page lose it; the server's end stays as it is, and nobody answers there."""
        await self._opened[-1].close()

    def _take(self, route: WebSocketRoute) -> None:
        self._opened.append(route)
        route.connect_to_server().on_close(lambda _code, _reason: None)
        route.on_close(lambda _code, _reason: None)


@pytest.fixture
async def room(served: Serve) -> Room:
    return await new_room(served.url)


async def test_a_dialog_on_the_project_page_stays_open(served: Serve, visitor: Visitor, room: Room) -> None:
    page, line = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}"), Line()
    await line.under(page)
    await page.get_by_role("button", name="프로젝트 작업").click(timeout=SLOW)
    await page.get_by_role("menuitem", name="이름과 정보 편집").click()
    await page.get_by_label("담당자").fill("이하준")
    await line.cut()
    await room.owner.call("PATCH", f"/projects/{room.project_id}", json={"name": "다른 이름"})
    await expect(page.get_by_text("다른 이름").first).to_be_attached(timeout=SLOW)
    await expect(page.get_by_label("담당자")).to_have_value("이하준")
    await expect(page.get_by_role("dialog")).to_be_visible()


async def test_a_comment_that_is_being_written_in_the_room_is_posted(
    served: Serve, visitor: Visitor, room: Room
) -> None:
    page, line = await enter(visitor, served.url, room.owner, room.path), Line()
    await line.under(page)
    await expect(page.get_by_text("아직 코멘트가 없습니다")).to_be_visible(timeout=SLOW)
    await composer(page).fill("쓰다 만 글")
    await line.cut()
    await room.comment("그사이 온 글")
    await expect(comments(page, "그사이 온 글")).to_have_count(1, timeout=SLOW)
    await expect(composer(page)).to_have_value("쓰다 만 글")
    await composer(page).press("Enter")
    await expect(comments(page, "쓰다 만 글")).to_have_count(1, timeout=SLOW)


async def test_a_form_on_the_list_of_projects_is_sent(served: Serve, visitor: Visitor, room: Room) -> None:
    page, line = await enter(visitor, served.url, room.owner, "/projects"), Line()
    await line.under(page)
    await page.get_by_role("button", name="프로젝트 등록").first.click(timeout=SLOW)
    await page.get_by_label("프로젝트 이름").fill("겨울 필름")
    await line.cut()
    await page.get_by_role("dialog").get_by_role("button", name="등록", exact=True).click()
    await page.wait_for_url(PROJECT_PAGE, timeout=SLOW)
    await expect(page.get_by_role("heading", name="겨울 필름")).to_be_visible(timeout=SLOW)
