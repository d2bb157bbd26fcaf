"""Words that are being written: there after a reload and elsewhere, not thrown away without a question, seen by nobody else."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.rooms import PASSWORD, Room, comments, composer, enter, join, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000
DRAFTS_HERE = "Object.keys(localStorage).filter((key) => key.startsWith('vp:draft:'))"


@pytest.fixture
async def room(served: Serve) -> Room:
    """A film with a comment by its owner."""
    made = await new_room(served.url)
    await made.comment("첫 번째", frame=3)
    return made


@pytest.fixture
async def owner(served: Serve, visitor: Visitor, room: Room) -> Page:
    """The owner in the room."""
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(comments(page)).to_have_count(1, timeout=SLOW)
    return page


async def kept(room: Room, count: int) -> list[dict[str, Any]]:
    """The owner's drafts as the server has them, once there are so many."""
    async with asyncio.timeout(SLOW / 1000):
        while True:
            items: list[dict[str, Any]] = (await room.owner.call("GET", f"{room.path}/drafts"))["items"]
            if len(items) == count:
                return items


def place(page: Page) -> Locator:
    """What the composer names."""
    return page.locator(".vp-composer .vp-place-long")


async def test_a_draft_survives_a_reload_and_goes_on_elsewhere(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    async with asyncio.timeout(SLOW / 1000):
        while not (await place(owner).inner_text()).startswith("00:00:05:"):  # the film may still be on its way
            await owner.keyboard.press("End")
            await owner.evaluate("new Promise(requestAnimationFrame)")
    pinned = await place(owner).inner_text()
    await composer(owner).fill("쓰다 만 글")
    await owner.get_by_role("radio", name="질문").click()
    await owner.reload()
    await expect(composer(owner)).to_have_value("쓰다 만 글", timeout=SLOW)
    await expect(place(owner)).to_have_text(pinned, timeout=SLOW)
    await expect(owner.get_by_role("radio", name="질문")).to_be_checked()

    (draft,) = await kept(room, 1)
    assert (draft["body"], draft["frame_in"] > 100, draft["kind"]) == ("쓰다 만 글", True, "question")
    other = await enter(visitor, served.url, await join(room, "박민서", "editor"), room.path)
    await expect(comments(other)).to_have_count(1, timeout=SLOW)
    await expect(composer(other)).to_have_value("")
    tablet = await enter(visitor, served.url, room.owner, room.path)
    await expect(composer(tablet)).to_have_value("쓰다 만 글", timeout=SLOW)
    await expect(place(tablet)).to_have_text(pinned, timeout=SLOW)
    await composer(tablet).press("Enter")
    await expect(comments(other, "쓰다 만 글")).to_have_count(1, timeout=SLOW)
    assert await kept(room, 0) == []
    await owner.reload()
    await expect(comments(owner, "쓰다 만 글")).to_have_count(1, timeout=SLOW)
    await expect(composer(owner)).to_have_value("")


async def test_a_range_made_of_a_draft_that_came_back_is_posted_as_it_is_shown(room: Room, owner: Page) -> None:
    await owner.goto(f"{room.path}?f=80")
    await expect(place(owner)).to_have_text("00:00:03:05", timeout=SLOW)
    await composer(owner).fill("여기서부터 저기까지")
    await kept(room, 1)
    await owner.goto(f"{room.path}?f=50")
    await expect(composer(owner)).to_have_value("여기서부터 저기까지", timeout=SLOW)
    await expect(owner.get_by_role("button", name="그 프레임 보기")).to_be_visible(timeout=SLOW)
    await expect(owner.get_by_text("F 50", exact=True)).to_be_visible(timeout=SLOW)
    await owner.get_by_role("button", name="+ 구간").click()
    await expect(place(owner)).to_have_text("00:00:02:00 – 00:00:03:05")
    await composer(owner).press("Enter")
    row = comments(owner, "여기서부터 저기까지")
    await expect(row).to_have_attribute("data-state", "stored", timeout=SLOW)
    items = (await room.owner.call("GET", f"{room.path}/comments"))["items"]
    (posted,) = [each for each in items if each["body"] == "여기서부터 저기까지"]
    assert (posted["frame_in"], posted["frame_out"]) == (50, 80)


async def test_two_windows_that_write_at_the_same_time_keep_the_words_of_both(room: Room, owner: Page) -> None:
    other = await owner.context.new_page()
    await other.goto(f"{room.owner.gateway.base_url}{room.path}")
    await expect(comments(other)).to_have_count(1, timeout=SLOW)
    await composer(owner).fill("이 창의 글")
    await kept(room, 1)
    await composer(other).fill("저 창의 글")
    await kept(room, 2)
    await expect(composer(owner)).to_have_value("이 창의 글")
    await other.reload()
    await expect(composer(other)).to_have_value("이 창의 글", timeout=SLOW)
    row = comments(other, "다른 창이나 기기에서 쓰던 글입니다")
    await expect(row.get_by_text("저 창의 글")).to_be_visible(timeout=SLOW)
    await row.get_by_role("button", name="등록").click()
    await expect(row).to_have_count(0)
    await expect(comments(owner, "저 창의 글")).to_have_count(1, timeout=SLOW)
    (draft,) = await kept(room, 1)
    assert draft["body"] == "이 창의 글"


async def test_a_guests_words_are_kept_by_the_server_too(visitor: Visitor, room: Room) -> None:
    link = await room.link()
    guest = await visitor(f"/s/{link['token']}")
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    await expect(comments(guest)).to_have_count(1, timeout=SLOW)
    async with guest.expect_response(lambda answer: answer.request.method == "PUT" and "/drafts/new" in answer.url):
        await composer(guest).fill("손님이 쓰던 글")
    await guest.evaluate("localStorage.clear()")
    await guest.goto("about:blank")
    await guest.goto(f"{room.owner.gateway.base_url}/s/{link['token']}")
    await expect(composer(guest)).to_have_value("손님이 쓰던 글", timeout=SLOW)


async def test_escape_keeps_the_words_of_a_reply_and_cancelling_asks(room: Room, owner: Page) -> None:
    row = comments(owner, "첫 번째")
    box, question = row.get_by_role("textbox"), owner.get_by_role("dialog", name="작성 중인 내용이 있습니다")
    await row.hover()
    await row.get_by_role("button", name="답글", exact=True).click()
    await box.press("Escape")
    await expect(box).to_be_hidden()
    await row.hover()
    await row.get_by_role("button", name="답글", exact=True).click()
    await box.fill("답하다 만 글")
    await box.press("Escape")
    await expect(box).to_be_hidden()
    await expect(question).to_be_hidden()
    await row.get_by_role("button", name="쓰던 답글 이어 쓰기").click()
    await expect(box).to_have_value("답하다 만 글")
    await row.get_by_role("button", name="취소").click()
    await question.get_by_role("button", name="계속 쓰기").click()
    await expect(box).to_be_focused()
    await expect(box).to_have_value("답하다 만 글")
    await kept(room, 1)
    await owner.reload()
    await row.get_by_role("button", name="쓰던 답글 이어 쓰기").click(timeout=SLOW)
    await expect(box).to_have_value("답하다 만 글")
    await row.get_by_role("button", name="취소").click()
    await question.get_by_role("button", name="버리기").click()
    await expect(box).to_be_hidden()
    await expect(row).to_be_focused()
    await expect(row.get_by_role("button", name="쓰던 답글 이어 쓰기")).to_be_hidden()
    await kept(room, 0)


async def test_what_others_do_to_a_comment_leaves_the_answer_in_its_box(room: Room, owner: Page) -> None:
    first = (await room.owner.call("GET", f"{room.path}/comments"))["items"][0]["id"]
    await room.comment("두 번째", frame=9)
    await expect(comments(owner)).to_have_count(2, timeout=SLOW)
    row = comments(owner, "첫 번째")
    await row.hover()
    await row.get_by_role("button", name="답글", exact=True).click()
    await expect(row.get_by_role("textbox")).to_be_focused()
    await owner.keyboard.type("first ")
    await room.owner.call("POST", f"/comments/{first}/resolve")
    await expect(row.get_by_text("해결됨")).to_be_visible(timeout=SLOW)
    await owner.keyboard.type("kl ")
    await room.owner.call("DELETE", f"/comments/{first}")
    gone = comments(owner, "삭제된 코멘트입니다")
    await expect(gone).to_have_count(1, timeout=SLOW)
    await owner.keyboard.type("last")
    await expect(gone.get_by_role("textbox")).to_have_value("first kl last")
    await kept(room, 1)
    await owner.reload()
    await expect(gone.get_by_text("first kl last")).to_be_visible(timeout=SLOW)
    await gone.get_by_role("button", name="새 코멘트로 등록").click()
    await expect(gone).to_have_count(0)
    await expect(comments(owner, "first kl last")).to_have_attribute("data-state", "stored", timeout=SLOW)
    (posted,) = [
        each for each in (await room.owner.call("GET", f"{room.path}/comments"))["items"] if each["body"] != "두 번째"
    ]
    assert (posted["body"], posted["frame_in"]) == ("first kl last", 3)
    await kept(room, 0)


async def test_an_edit_begins_behind_its_words(owner: Page) -> None:
    row = comments(owner, "첫 번째")
    await row.hover()
    await row.get_by_role("button", name="편집", exact=True).click()
    box = row.get_by_role("textbox")
    await expect(box).to_be_focused()
    await owner.keyboard.type("!")
    await expect(box).to_have_value("첫 번째!")


async def test_escape_leaves_the_composer_and_its_words(owner: Page) -> None:
    await composer(owner).fill("아직 쓰는 중")
    await composer(owner).press("Escape")
    await expect(composer(owner)).not_to_be_focused()
    await expect(composer(owner)).to_have_value("아직 쓰는 중")


async def test_signing_out_leaves_no_words_in_the_browser(visitor: Visitor, room: Room) -> None:
    page = await visitor("/sign-in")
    await page.get_by_label("이메일").fill(room.owner.email)
    await page.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="로그인").click()
    await page.wait_for_url(re.compile(r"/home/?$"), timeout=SLOW)
    await page.goto(room.path)
    await expect(comments(page)).to_have_count(1, timeout=SLOW)
    await composer(page).fill("로그아웃 전에 쓰던 글")
    await kept(room, 1)
    assert await page.evaluate(DRAFTS_HERE) != []
    await page.goto("/home")
    await page.get_by_role("button", name="김지우").click()
    await page.get_by_role("menuitem", name="로그아웃").click()
    await page.wait_for_url(re.compile(r"//[^/]+/$"), timeout=SLOW)
    assert await page.evaluate(DRAFTS_HERE) == []
    assert [each["body"] for each in await kept(room, 1)] == ["로그아웃 전에 쓰던 글"]
