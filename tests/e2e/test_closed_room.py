"""Rights that change while somebody is in the room: the room follows, and what was written is never lost."""

from __future__ import annotations

from playwright.async_api import Page, expect

from tests.e2e.rooms import comments, composer, enter, join, new_room
from tests.e2e.visitor import Visitor
from tests.serving import Serve

SLOW = 60_000


async def test_an_open_room_follows_its_members_role_and_keeps_their_words(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    person = await join(room, "박민서", "viewer")
    page = await enter(visitor, served.url, person, room.path)
    await expect(page.get_by_text("보기 권한으로 들어와")).to_be_visible(timeout=SLOW)
    member = f"/projects/{room.project_id}/members/{(await person.call('GET', '/users/me'))['id']}"
    await room.owner.call("PATCH", member, json={"role": "reviewer"})
    await composer(page).fill("이제 쓸 수 있다", timeout=SLOW)
    await room.owner.call("PATCH", member, json={"role": "viewer"})
    await expect(page.get_by_text("보기 권한으로 들어와")).to_be_visible(timeout=SLOW)
    await expect(composer(page)).to_be_hidden()
    await room.owner.call("PATCH", member, json={"role": "reviewer"})
    await expect(composer(page)).to_have_value("이제 쓸 수 있다", timeout=SLOW)


async def test_open_rooms_follow_the_archive_and_the_link(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    link = await room.link()
    member = await enter(visitor, served.url, await join(room, "박민서", "reviewer"), room.path)
    await composer(member).fill("아직 쓰는 중", timeout=SLOW)
    guest = await visitor(f"/s/{link['token']}")
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    await expect(composer(guest)).to_be_visible(timeout=SLOW)
    await composer(guest).fill("손님도 쓰는 중")
    await room.owner.call("PATCH", f"/projects/{room.project_id}", json={"archived": True})
    for page in (member, guest):
        await expect(page.get_by_text("보관된 프로젝트라")).to_be_visible(timeout=SLOW)
        await expect(composer(page)).to_be_hidden()
    await expect(guest.get_by_text("보기 전용 링크")).to_be_hidden()
    await room.owner.call("PATCH", f"/projects/{room.project_id}", json={"archived": False})
    await expect(composer(member)).to_have_value("아직 쓰는 중", timeout=SLOW)
    await expect(composer(guest)).to_have_value("손님도 쓰는 중", timeout=SLOW)
    await room.owner.call("PATCH", f"/shares/{link['id']}", json={"permission": "view"})
    await expect(guest.get_by_text("보기 전용 링크")).to_be_visible(timeout=SLOW)
    await room.owner.call("PATCH", f"/shares/{link['id']}", json={"permission": "comment"})
    await expect(composer(guest)).to_have_value("손님도 쓰는 중", timeout=SLOW)


async def finds_words(page: Page, words: str) -> None:
    """They stand there, can be copied, and are there after a reload."""
    unsent = page.get_by_role("region", name="등록되지 않은 글")
    await expect(unsent.get_by_text(words)).to_be_visible(timeout=SLOW)
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await unsent.get_by_role("button", name="복사").click()
    await expect(page.get_by_text("복사했습니다.")).to_be_visible()
    assert await page.evaluate("navigator.clipboard.readText()") == words
    await page.reload()
    await expect(unsent.get_by_text(words)).to_be_visible(timeout=SLOW)


async def test_a_guest_whose_link_is_withdrawn_keeps_their_words(served: Serve, visitor: Visitor) -> None:
    room = await new_room(served.url)
    link = await room.link()
    guest = await visitor(f"/s/{link['token']}")
    await guest.get_by_role("textbox", name="이름").fill("민서")
    await guest.get_by_role("textbox", name="이메일").fill("minseo@client.example.com")
    await guest.get_by_role("button", name="코드로 이어서 하기").click()
    await guest.get_by_role("button", name="처음 참여합니다").click()
    await expect(guest.get_by_role("textbox", name="이름")).to_have_value("민서")
    await expect(guest.get_by_role("textbox", name="이메일")).to_have_value("minseo@client.example.com")
    await guest.get_by_role("button", name="영상 보기").click()
    await composer(guest).fill("보내지 못한 글", timeout=SLOW)
    await room.owner.call("DELETE", f"/shares/{link['id']}")
    await finds_words(guest, "보내지 못한 글")


async def test_a_member_who_is_removed_keeps_their_words_and_the_room_asks_nothing_more(
    served: Serve, visitor: Visitor
) -> None:
    room = await new_room(served.url)
    await room.comment("첫 번째", frame=3)
    page = await enter(visitor, served.url, await join(room, "박민서", "editor"), room.path)
    row = comments(page, "첫 번째")
    await row.hover(timeout=SLOW)
    await row.get_by_role("button", name="답글", exact=True).click()
    await row.get_by_role("textbox").fill("보내지 못한 답글")
    members = (await room.owner.call("GET", f"/projects/{room.project_id}/members"))["items"]
    (member,) = [each for each in members if each["role"] == "editor"]
    asked: list[str] = []
    await room.owner.call("DELETE", f"/projects/{room.project_id}/members/{member['user_id']}")
    await expect(page.get_by_text("더는 볼 수 없는 영상입니다")).to_be_visible(timeout=SLOW)
    page.on("request", lambda request: asked.append(request.url))
    await page.evaluate(
        "for (let frame = 0; frame < 50; frame++) "
        "document.querySelector('[data-room]').room.tell('frame', { frame, trusted: true })"
    )
    await finds_words(page, "보내지 못한 답글")
    assert not [url for url in asked if url.endswith("/presence")]
