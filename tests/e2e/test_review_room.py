"""The main job: a film is uploaded, several people comment on its frames at once, and a client does so by a link."""

from __future__ import annotations

import asyncio
import re
from uuid import uuid4

import pytest
from playwright.async_api import Page, expect

from tests.e2e.rooms import FILM, PASSWORD, Room, comments, composer, enter, enter_code, join, new_room, tell_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


@pytest.fixture
async def room(served: Serve) -> Room:
    """A film without comments."""
    return await new_room(served.url)


@pytest.fixture
async def owner(served: Serve, visitor: Visitor, room: Room) -> Page:
    """The owner in the room."""
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(page.get_by_text("아직 코멘트가 없습니다")).to_be_visible(timeout=SLOW)
    return page


async def write(page: Page, words: str) -> None:
    await composer(page).fill(words)
    await composer(page).press("Enter")


async def test_a_film_is_uploaded_and_commented_by_two_people_and_a_guest(visitor: Visitor, served: Serve) -> None:
    owner = await visitor("/sign-up")
    await owner.get_by_role("textbox", name="이름").fill("김지우")
    address = f"{uuid4().hex}@room.example.com"
    await owner.get_by_role("textbox", name="이메일").fill(address)
    await owner.get_by_label("비밀번호", exact=True).fill(PASSWORD)
    for agreement in ("agree_terms", "agree_privacy"):
        await owner.locator(f"#{agreement}").check()
    await owner.get_by_role("button", name="가입").click()
    await enter_code(owner, served.url, address)
    await owner.wait_for_url(re.compile(r"/home/?$"), timeout=SLOW)

    await owner.goto("/projects?new=1")
    await owner.get_by_label("프로젝트 이름").fill("봄 캠페인")
    await owner.get_by_role("dialog").get_by_role("button", name="등록", exact=True).click()
    await expect(owner.get_by_role("dialog")).to_be_hidden(timeout=SLOW)

    await owner.goto("/videos")
    async with owner.expect_file_chooser() as choosing:
        await owner.get_by_role("button", name="영상 올리기").first.click()
    await (await choosing.value).set_files(FILM)
    await owner.get_by_role("link", name="검토하기").click(timeout=SLOW)
    await expect(owner.get_by_text("아직 코멘트가 없습니다")).to_be_visible(timeout=SLOW)

    await owner.get_by_role("button", name="공유").click()
    await owner.get_by_role("button", name="링크 만들기").click()
    link = await owner.get_by_label("링크 주소").input_value(timeout=SLOW)
    await owner.keyboard.press("Escape")

    guest = await visitor(re.sub(r"^https?://[^/]+", "", link), viewport={"width": 390, "height": 844})
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    await expect(composer(guest)).to_be_visible(timeout=SLOW)
    second = await visitor("/favicon.svg")
    await second.context.add_cookies(await owner.context.cookies())  # type: ignore[arg-type]
    await second.goto(owner.url)
    await expect(composer(second)).to_be_visible(timeout=SLOW)

    await write(owner, "로고가 제목에 가려요")
    await expect(comments(second, "로고가")).to_have_count(1, timeout=SLOW)
    await expect(comments(guest, "로고가")).to_have_count(1, timeout=SLOW)
    await write(guest, "음악이 좋아요")
    await expect(comments(owner, "음악이")).to_have_count(1, timeout=SLOW)
    await expect(comments(owner, "음악이")).to_contain_text("게스트")

    for page in (owner, second, guest):
        await page.reload()
        await expect(comments(page)).to_have_count(2, timeout=SLOW)


async def test_a_comment_goes_to_the_frame_where_typing_began(owner: Page) -> None:
    await expect(owner.locator("[data-trusted='true']")).to_be_visible(timeout=SLOW)
    await owner.keyboard.press("End")
    place = owner.get_by_role("button", name=re.compile("에 남깁니다"))
    await expect(place).to_have_text(re.compile("00:00:05:"), timeout=SLOW)
    pinned = await place.locator(".vp-place-long").inner_text()
    await owner.keyboard.press("c")
    await owner.keyboard.type("끝 장면")
    await tell_room(owner, "seek", {"frame": 10})
    await expect(owner.get_by_role("button", name="지금 프레임으로")).to_be_visible()
    await owner.keyboard.press("Enter")
    await expect(comments(owner, "끝 장면")).to_contain_text(pinned, timeout=SLOW)


async def test_posts_written_offline_arrive_once_after_the_line_is_back(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    other = await enter(visitor, served.url, await join(room, "박민서", "reviewer"), room.path)
    await expect(composer(other)).to_be_visible(timeout=SLOW)
    await owner.context.set_offline(True)
    await write(owner, "첫째")
    await write(owner, "둘째")
    await expect(comments(owner, "보내는 중…")).to_have_count(2)
    await expect(owner.get_by_text("연결되면 보낼 글 2개")).to_be_visible(timeout=SLOW)
    await owner.context.set_offline(False)
    for page in (owner, other):
        await expect(comments(page)).to_have_count(2, timeout=SLOW)
    await expect(comments(owner, "보내는 중…")).to_have_count(0, timeout=SLOW)
    stored = await room.owner.call("GET", f"{room.path}/comments")
    assert sorted(comment["body"] for comment in stored["items"]) == ["둘째", "첫째"]


async def test_words_written_offline_survive_a_closed_page(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    await owner.route("**/api/v1/videos/*/comments", lambda route: route.abort())
    await write(owner, "나중에 갈 글")
    await expect(comments(owner, "보내는 중…")).to_have_count(1)
    await owner.unroute_all()
    await owner.reload()
    await expect(comments(owner, "나중에 갈 글")).to_have_count(1, timeout=SLOW)
    await expect(comments(owner, "보내는 중…")).to_have_count(0, timeout=SLOW)
    assert len((await room.owner.call("GET", f"{room.path}/comments"))["items"]) == 1


async def test_a_burst_of_a_hundred_comments_appears_once_each(room: Room, owner: Page) -> None:
    at_once = asyncio.Semaphore(8)

    async def post(number: int) -> None:
        async with at_once:
            await room.comment(f"burst {number}.", frame=number)

    await asyncio.gather(*(post(number) for number in range(100)))
    await expect(comments(owner, "burst")).to_have_count(100, timeout=SLOW)
    texts = await comments(owner).evaluate_all("rows => rows.map(row => row.textContent.match(/burst \\d+\\./)[0])")
    assert len(set(texts)) == 100


async def test_comments_missed_while_disconnected_are_caught_up(room: Room, owner: Page) -> None:
    await room.comment("before")
    await expect(comments(owner, "before")).to_have_count(1, timeout=SLOW)
    await owner.context.set_offline(True)
    await room.comment("during one")
    await room.comment("during two")
    await owner.context.set_offline(False)
    await expect(comments(owner, "during")).to_have_count(2, timeout=SLOW)


async def test_markup_in_every_text_is_only_text(served: Serve, visitor: Visitor) -> None:
    attack = "<img src=x onerror=window.hit=1><script>window.hit=1</script>"
    room = await new_room(served.url, owner_name="<b>지우</b>")
    await room.owner.call("PATCH", room.path, json={"title": attack})
    posted = await room.comment(attack)
    await room.owner.call("POST", f"/comments/{posted['id']}/replies", json={"body": attack})
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(comments(page, attack)).to_have_count(1, timeout=SLOW)
    await expect(page.get_by_role("heading", name=attack)).to_be_visible()
    assert await page.evaluate("window.hit") is None


async def test_enter_that_ends_a_korean_syllable_does_not_send(owner: Page) -> None:
    await composer(owner).click()
    typing = await owner.context.new_cdp_session(owner)
    await typing.send("Input.imeSetComposition", {"text": "안녀", "selectionStart": 2, "selectionEnd": 2})
    await typing.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})
    await typing.send("Input.insertText", {"text": "안녕"})
    await expect(composer(owner)).to_have_value("안녕")
    await expect(comments(owner)).to_have_count(0)
    await owner.keyboard.press("Enter")
    await expect(comments(owner, "안녕")).to_have_count(1)


async def test_a_comment_that_is_too_long_stays_in_its_box_and_says_so(owner: Page) -> None:
    await composer(owner).fill("가" * 5001)
    await composer(owner).press("Enter")
    await expect(owner.get_by_role("alert").filter(has_text="5,000자까지")).to_be_visible()
    assert len(await composer(owner).input_value()) == 5001
    await expect(comments(owner)).to_have_count(0)


async def test_a_comment_is_answered_edited_resolved_and_deleted(
    served: Serve, visitor: Visitor, room: Room, owner: Page
) -> None:
    other = await enter(visitor, served.url, await join(room, "박민서", "reviewer"), room.path)
    await write(owner, "처음 글")
    row = comments(other, "처음 글")
    await expect(row).to_have_count(1, timeout=SLOW)
    await row.hover()
    await row.get_by_role("button", name="답글").click()
    await row.get_by_role("textbox").fill("답합니다")
    await row.get_by_role("textbox").press("Enter")
    mine = comments(owner, "답합니다")
    await expect(mine).to_have_count(1, timeout=SLOW)
    await mine.hover()
    await mine.get_by_role("button", name="편집").click()
    await mine.get_by_role("textbox").fill("고친 글")
    await mine.get_by_role("textbox").press("Enter")
    await expect(comments(other, "고친 글")).to_have_count(1, timeout=SLOW)

    row = comments(other, "고친 글")
    await row.hover()
    await expect(row.get_by_role("button", name="삭제", exact=True)).to_have_count(0)
    await row.get_by_role("button", name="해결", exact=True).click()
    await expect(comments(owner)).to_have_count(0, timeout=SLOW)
    await owner.get_by_role("button", name="전체 보기").click()
    resolved = comments(owner, "해결됨")
    await resolved.hover()
    await resolved.get_by_role("group", name="코멘트 작업").get_by_role("button", name="삭제").click()
    async with owner.expect_response(lambda answer: answer.request.method == "DELETE"):
        await resolved.get_by_role("alertdialog").get_by_role("button", name="삭제").click()
    await expect(comments(owner)).to_have_count(0)
    assert (await room.owner.call("GET", f"{room.path}/comments"))["items"] == []


async def test_a_viewer_reads_and_is_told_why_there_is_no_composer(served: Serve, visitor: Visitor, room: Room) -> None:
    await room.comment("읽을 글")
    page = await enter(visitor, served.url, await join(room, "이하준", "viewer"), room.path)
    await expect(comments(page, "읽을 글")).to_have_count(1, timeout=SLOW)
    await expect(page.get_by_text("보기 권한으로 들어와")).to_be_visible()
    await expect(composer(page)).to_have_count(0)


async def test_a_stranger_sees_a_calm_page(served: Serve, visitor: Visitor, room: Room) -> None:
    stranger = (await new_room(served.url)).owner
    page = await enter(visitor, served.url, stranger, room.path)
    await expect(page.get_by_text("찾는 것이 없거나 볼 수 없습니다.")).to_be_visible(timeout=SLOW)


async def test_a_guest_is_out_at_once_when_the_link_is_withdrawn(visitor: Visitor, room: Room) -> None:
    link = await room.link(permission="view", password="1234-abcd")
    guest = await visitor(f"/s/{link['token']}")
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_label("비밀번호", exact=True).fill("wrong")
    await guest.get_by_role("button", name="영상 보기").click()
    await expect(guest.get_by_text("비밀번호가 맞지 않습니다.")).to_be_visible(timeout=SLOW)
    await expect(guest.get_by_role("textbox", name="이름")).to_have_value("민서")
    await guest.get_by_label("비밀번호", exact=True).fill("1234-abcd")
    await guest.get_by_role("button", name="영상 보기").click()
    await expect(guest.get_by_text("보기 전용 링크입니다.")).to_be_visible(timeout=SLOW)
    await room.owner.call("DELETE", f"/shares/{link['id']}")
    await expect(guest.get_by_text("더 이상 쓸 수 없는 링크입니다.")).to_be_visible(timeout=SLOW)
    await expect(guest.locator("video")).to_have_count(0)


async def test_a_file_that_is_no_film_is_refused_beside_its_name(served: Serve, visitor: Visitor, room: Room) -> None:
    page = await enter(visitor, served.url, room.owner, "/videos")
    async with page.expect_file_chooser() as choosing:
        await page.get_by_role("button", name="영상 올리기").first.click(timeout=SLOW)
    text = {"name": "notes.mp4", "mimeType": "video/mp4", "buffer": b"these are only words"}
    await (await choosing.value).set_files(text)  # type: ignore[arg-type]
    tray = page.get_by_role("region", name="올리는 영상")
    await expect(tray.get_by_role("alert")).to_contain_text("영상 파일이 아닙니다", timeout=SLOW)
    await expect(tray.get_by_text("notes.mp4")).to_be_visible()
    await expect(tray.get_by_role("button", name="다시 올리기")).to_have_count(0)
    await tray.get_by_role("button", name="목록에서 치우기").click()
    await expect(tray.get_by_text("notes.mp4")).to_have_count(0)
