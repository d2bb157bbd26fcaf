"""Staff watches the queue and acts on it; nobody else finds the page."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import FILM, Person, enter, new_person, new_room
from tests.e2e.test_accessibility import LOOKS, complaints
from tests.e2e.visitor import Visitor
from tests.serving import Serve

PATH = "/staff/jobs"
SLOW = 60_000


async def opened(visitor: Visitor, served: Serve, somebody: Person, **look: object) -> Page:
    page = await enter(visitor, served.url, somebody, PATH, **look)
    await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
    return page


async def test_staff_cancels_and_retries_a_job_and_sees_it_happen(
    visitor: Visitor, served: Serve, staff: Person
) -> None:
    room = await new_room(served.url)
    page = await opened(visitor, served, staff)
    jobs = page.get_by_role("table", name="변환 작업")
    with FILM.open("rb") as film:
        video = await room.owner.call(
            "POST", f"/projects/{room.project_id}/videos", files={"file": ("secret-film.mp4", film)}
        )
    number = video["versions"][0]["job_id"].replace("-", "")[-6:]
    row = jobs.get_by_role("row").filter(has_text=number)
    await expect(row).to_be_visible(timeout=SLOW)
    await row.get_by_role("button", name="작업 취소").click()
    await expect(row).to_contain_text("취소됨", timeout=SLOW)
    await expect(row).to_contain_text("변환을 취소했습니다.")
    assert "secret-film" not in await page.content()
    assert "봄 캠페인" not in await page.content()
    await row.get_by_role("button", name="다시 시도").click()
    await expect(row.get_by_text("취소됨")).to_be_hidden(timeout=SLOW)


@pytest.mark.parametrize("look", LOOKS, ids=["light-wide", "dark-phone"])
async def test_axe_finds_nothing_on_the_queue(
    visitor: Visitor, served: Serve, staff: Person, look: dict[str, object]
) -> None:
    page = await opened(visitor, served, staff, **look)
    await expect(page.get_by_role("table", name="모든 작업 종류")).to_be_visible(timeout=SLOW)
    assert await complaints(page) == []


async def test_nobody_else_finds_the_queue(visitor: Visitor, served: Serve) -> None:
    page = await opened(visitor, served, await new_person(served.url, "한지민"))
    await expect(page.get_by_text("작업 대기열")).to_be_hidden(timeout=SLOW)
    await expect(page.get_by_role("heading", level=1)).to_have_text("페이지를 찾을 수 없습니다", timeout=SLOW)
    await expect(page.get_by_role("table")).to_have_count(0)
