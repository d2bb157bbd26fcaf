"""Done, told, and taken back: resolving, deleting, withdrawing a link, removing a member, renaming; by keyboard and by pointer."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.rooms import Room, comments, enter, join, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


@pytest.fixture
async def room(served: Serve) -> Room:
    """A film with three comments."""
    made = await new_room(served.url)
    for number, words in enumerate(("첫 번째", "두 번째", "세 번째")):
        await made.comment(words, frame=10 * number)
    return made


@pytest.fixture
async def owner(served: Serve, visitor: Visitor, room: Room) -> Page:
    """The owner in the room."""
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(comments(page)).to_have_count(3, timeout=SLOW)
    return page


def note(page: Page, words: str) -> Locator:
    """A note in the region of notes, which is read out as it comes."""
    return page.get_by_role("region", name="알림").get_by_role("dialog").filter(has_text=words)


async def test_resolving_by_keyboard_keeps_the_place_and_is_undone(owner: Page) -> None:
    first = comments(owner, "첫 번째")
    await first.get_by_role("button", name="로 이동").focus()
    await first.get_by_role("button", name="해결", exact=True).focus()
    await owner.keyboard.press("Enter")
    await expect(comments(owner)).to_have_count(2)
    await expect(comments(owner, "두 번째")).to_be_focused()
    await expect(note(owner, "해결로 표시했습니다")).to_be_visible()
    await expect(owner.get_by_role("region", name="알림")).to_have_attribute("aria-live", "polite")
    await owner.keyboard.press("Control+z")
    await expect(comments(owner)).to_have_count(3)
    await expect(comments(owner, "첫 번째")).to_be_focused()
    await expect(note(owner, "해결로 표시했습니다")).to_be_hidden()


async def test_a_note_that_can_be_undone_waits_for_its_reader(owner: Page) -> None:
    await owner.clock.install()
    await comments(owner, "첫 번째").hover()
    await comments(owner, "첫 번째").get_by_role("button", name="해결", exact=True).click()
    told = note(owner, "해결로 표시했습니다")
    await expect(told).to_be_visible()
    await owner.clock.run_for(9_000)
    await expect(told).to_be_visible()
    await told.hover()
    await owner.clock.run_for(30_000)
    await expect(told).to_be_visible()
    await told.get_by_role("button", name="되돌리기").click()
    await owner.clock.run_for(1_000)
    await expect(comments(owner)).to_have_count(3)


async def test_a_deleted_comment_and_reply_come_back_for_everybody(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    other = await enter(visitor, served.url, await join(room, "박민서", "reviewer"), room.path)
    await expect(comments(other)).to_have_count(3, timeout=SLOW)
    row = comments(owner, "두 번째")
    await row.hover()
    await row.get_by_role("button", name="답글").click()
    await row.get_by_role("textbox").fill("답합니다")
    await row.get_by_role("textbox").press("Enter")
    await expect(comments(other, "답합니다")).to_have_count(1, timeout=SLOW)
    await row.get_by_text("답합니다").hover()
    await row.get_by_role("button", name="답글 삭제").click()
    await expect(comments(other, "답합니다")).to_have_count(0, timeout=SLOW)
    await note(owner, "답글을 삭제했습니다").get_by_role("button", name="되돌리기").click()
    await expect(comments(other, "답합니다")).to_have_count(1, timeout=SLOW)

    await row.hover()
    await row.get_by_role("group", name="코멘트 작업").get_by_role("button").last.click()
    await row.get_by_role("alertdialog").get_by_role("button").last.click()
    await expect(comments(other)).to_have_count(2, timeout=SLOW)
    await note(owner, "코멘트를 삭제했습니다").get_by_role("button", name="되돌리기").click()
    await expect(comments(other, "답합니다")).to_have_count(1, timeout=SLOW)
    await expect(comments(owner, "두 번째")).to_be_focused()
    assert len((await room.owner.call("GET", f"{room.path}/comments"))["items"]) == 3


async def test_notes_never_stand_on_the_composer(served: Serve, visitor: Visitor, room: Room) -> None:
    for size in ({"width": 1024, "height": 720}, {"width": 360, "height": 740}):
        page = await enter(visitor, served.url, room.owner, room.path, viewport=size)
        await expect(comments(page, "세 번째")).to_have_count(1, timeout=SLOW)
        await page.evaluate("dispatchEvent(new CustomEvent('videoplanet:toast', {detail: {text: '알립니다'}}))")
        told = await note(page, "알립니다").bounding_box()
        box = await page.locator(".vp-composer").bounding_box()
        assert told is not None
        assert box is not None
        assert told["y"] + told["height"] <= box["y"], size
        assert told["x"] >= 0, size


async def test_withdrawing_a_link_is_asked_and_undone(visitor: Visitor, room: Room, owner: Page) -> None:
    link = await room.link()
    await owner.get_by_role("button", name="공유").click()
    await owner.get_by_role("button", name="링크 거두기").click()
    question = owner.get_by_role("dialog", name="이 링크를 거둘까요?")
    await question.get_by_role("button", name="취소").click()
    await expect(question).to_be_hidden()
    await expect(owner.get_by_label("링크 주소")).to_be_visible()
    await owner.get_by_role("button", name="링크 거두기").click()
    await question.get_by_role("button", name="링크 거두기").click()
    await expect(owner.get_by_text("아직 링크가 없습니다.")).to_be_visible(timeout=SLOW)
    guest = await visitor(f"/s/{link['token']}")
    await expect(guest.get_by_text("볼 수 없는 링크입니다")).to_be_visible(timeout=SLOW)
    await note(owner, "링크를 거두었습니다").get_by_role("button", name="되돌리기").click()
    await expect(owner.get_by_label("링크 주소")).to_be_visible(timeout=SLOW)
    await guest.reload()
    await expect(guest.get_by_role("button", name="영상 보기")).to_be_visible(timeout=SLOW)


async def test_a_removed_member_and_an_old_name_come_back(served: Serve, visitor: Visitor, room: Room) -> None:
    await join(room, "박민서", "editor")
    page = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}")
    await page.get_by_role("button", name="박민서 님의 역할과 작업").click(timeout=SLOW)
    await page.get_by_role("menuitem", name="내보내기").click()
    await page.get_by_role("dialog").get_by_role("button", name="내보내기").click()
    await expect(page.get_by_role("button", name="박민서 님의 역할과 작업")).to_be_hidden(timeout=SLOW)
    await note(page, "내보냈습니다").get_by_role("button", name="되돌리기").click()
    await expect(page.get_by_role("button", name="박민서 님의 역할과 작업")).to_have_text("편집자", timeout=SLOW)

    name = (await room.owner.call("GET", f"/projects/{room.project_id}"))["name"]
    await page.get_by_role("button", name="프로젝트 작업").click()
    await page.get_by_role("menuitem", name="이름과 정보 편집").click()
    await page.get_by_label("프로젝트 이름").fill("다른 이름")
    await page.get_by_role("button", name="저장").click()
    await expect(page.get_by_role("heading", name="다른 이름")).to_be_visible(timeout=SLOW)
    await note(page, "저장했습니다").get_by_role("button", name="되돌리기").click()
    await expect(page.get_by_role("heading", name=re.compile(re.escape(name)))).to_be_visible(timeout=SLOW)


async def test_a_role_a_status_and_the_archive_are_taken_back(served: Serve, visitor: Visitor, room: Room) -> None:
    await join(room, "박민서", "editor")
    page = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}")
    role = page.get_by_role("button", name="박민서 님의 역할과 작업")
    await role.click(timeout=SLOW)
    await page.get_by_role("menuitemradio", name="뷰어", exact=True).click()
    await expect(role).to_have_text("뷰어", timeout=SLOW)
    await note(page, "역할을 바꿨습니다").get_by_role("button", name="되돌리기").click()
    await expect(role).to_have_text("편집자", timeout=SLOW)

    status = page.get_by_role("combobox", name="상태")
    before = await status.inner_text()
    await status.click()
    await page.get_by_role("option", name="보류").click()
    await expect(status).to_have_text("보류", timeout=SLOW)
    await expect(note(page, "상태를 바꿨습니다")).to_be_visible()
    await page.keyboard.press("Control+z")
    await expect(status).to_have_text(before, timeout=SLOW)

    await page.get_by_role("button", name="프로젝트 작업").click()
    await page.get_by_role("menuitem", name="보관하기").click()
    await expect(status).to_be_hidden(timeout=SLOW)
    await note(page, "프로젝트를 보관했습니다").get_by_role("button", name="되돌리기").click()
    await expect(status).to_be_visible(timeout=SLOW)


async def test_a_role_that_somebody_else_has_changed_since_is_not_taken_back(
    served: Serve, visitor: Visitor, room: Room
) -> None:
    member = await join(room, "박민서", "editor")
    page = await enter(visitor, served.url, room.owner, f"/projects/{room.project_id}")
    role = page.get_by_role("button", name="박민서 님의 역할과 작업")
    await role.click(timeout=SLOW)
    await page.get_by_role("menuitemradio", name="뷰어", exact=True).click()
    await expect(role).to_have_text("뷰어", timeout=SLOW)
    members = (await room.owner.call("GET", f"/projects/{room.project_id}/members"))["items"]
    who = next(each["user_id"] for each in members if each["email"] == member.email)
    await room.owner.call("PATCH", f"/projects/{room.project_id}/members/{who}", json={"role": "reviewer"})
    await note(page, "역할을 바꿨습니다").get_by_role("button", name="되돌리기").click()
    await expect(page.get_by_text("그사이 다른 사람이 바꿨습니다")).to_be_visible(timeout=SLOW)
    members = (await room.owner.call("GET", f"/projects/{room.project_id}/members"))["items"]
    assert [each["role"] for each in members if each["user_id"] == who] == ["reviewer"]


async def test_the_key_that_undoes_is_listed(owner: Page) -> None:
    await owner.keyboard.press("?")
    await expect(owner.get_by_role("dialog").get_by_text("방금 한 일 되돌리기")).to_be_visible()


async def test_a_film_is_renamed_in_its_room_for_everybody_and_named_back(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    other = await enter(visitor, served.url, await join(room, "박민서", "reviewer"), room.path)
    before = await other.get_by_role("heading", level=1).inner_text(timeout=SLOW)
    await expect(other.get_by_role("button", name=before, exact=True)).to_have_count(0)
    await owner.get_by_role("button", name=before, exact=True).click()
    dialog = owner.get_by_role("dialog", name="제목 바꾸기")
    field = dialog.get_by_label("영상 제목")
    await expect(field).to_have_value(before)
    await field.fill(" ")
    await field.press("Enter")
    await expect(dialog.get_by_text("제목을 입력해 주세요.")).to_be_visible(timeout=SLOW)
    await field.fill("여름 편집본")
    await field.press("Enter")
    await expect(dialog).to_be_hidden(timeout=SLOW)
    for page in (owner, other):
        await expect(page.get_by_role("heading", level=1, name="여름 편집본")).to_be_visible(timeout=SLOW)
    await expect(note(owner, "제목을 바꿨습니다")).to_be_visible()
    await owner.keyboard.press("Control+z")
    for page in (owner, other):
        await expect(page.get_by_role("heading", level=1, name=before)).to_be_visible(timeout=SLOW)
    assert (await room.owner.call("GET", room.path))["title"] == before
