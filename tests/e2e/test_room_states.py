"""The room in the states one gets it into, on phones and desks, in both languages: with a draft of another frame, a wrong timecode,
notices and long names. What `screen_faults.js` finds in pages at rest, it finds in these.
"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.e2e.rooms import FILM, Room, enter, new_room, tell_room
from tests.e2e.test_screens import DESK, DESK_SIZES, LONG, PHONE, PHONE_SIZES, SLOW, THUMB, faults_of
from tests.e2e.test_small_screens import box
from tests.e2e.visitor import Visitor
from tests.serving import Serve

LOOKS = {"phone": (PHONE, PHONE_SIZES, THUMB), "desk": (DESK, DESK_SIZES, 0)}
OWNER = "김지우"


@pytest.fixture(scope="module")
async def room(served: Serve) -> Room:
    """A film in a project with a long name, with a comment of each length."""
    room = await new_room(served.url, OWNER)
    await room.owner.call("PATCH", f"/projects/{room.project_id}", json={"name": LONG})
    await room.comment("프레임 30에서 로고가 제목에 가려요", 30, kind="question")
    await room.comment("x" * 200, 60)
    return room


@pytest.fixture(params=[(look, language) for look in LOOKS for language in ("ko", "en")], ids="-".join)
def look(request: pytest.FixtureRequest) -> tuple[str, str]:
    """A device and a language."""
    found: tuple[str, str] = request.param
    return found


async def test_a_draft_of_another_frame_and_a_wrong_timecode_leave_the_room_whole(
    visitor: Visitor, served: Serve, room: Room, look: tuple[str, str]
) -> None:
    page = await opened(visitor, served, room, look)
    await page.locator("#composer").fill("다른 프레임에 대한 코멘트")
    await seek(page, 90)
    await check(page, look, "elsewhere")
    await page.locator("#composer").focus()
    await check(page, look, "elsewhere, in focus")
    await page.reload()
    await expect(page.locator("#composer")).to_have_value("다른 프레임에 대한 코멘트", timeout=SLOW)
    await page.locator("#composer").focus()
    await check(page, look, "restored")
    await page.locator("#composer").blur()
    line = await page.locator("#composer").evaluate(
        "(area) => [area.clientHeight, parseFloat(getComputedStyle(area).lineHeight)]"
    )
    if look[0] == "phone":
        assert line[0] == line[1], "the composer at rest shows whole lines only"
    timecode = page.locator(".rp-timecode")
    await timecode.fill("abc")
    await timecode.press("Enter")
    for width, height in LOOKS[look[0]][1]:
        await page.set_viewport_size({"width": width, "height": height})
        bubble = page.locator(".rp-timecode-problem")
        if await bubble.is_visible():
            await expect(bubble).to_be_in_viewport(ratio=1)
            found = [fault for fault in await faults_of(page, 0) if not fault.startswith("under ")]  # for a moment
            assert not found, "\n".join(found)


async def test_notes_over_the_picture_cover_no_control_and_can_be_closed(
    visitor: Visitor, served: Serve, look: tuple[str, str]
) -> None:
    room = await new_room(served.url)
    await room.comment("첫 코멘트", 30)
    page = await opened(visitor, served, room, look)
    note = page.locator(".vp-notes > [role=status]")
    for number, close in enumerate(("button", "key", "swipe", "itself"), start=2):
        with FILM.open("rb") as film:
            await room.owner.call("POST", f"{room.path}/versions", files={"file": ("next.mp4", film)})
        await expect(note.first).to_contain_text(f"v{number}", timeout=SLOW)
        if close == "button":
            await note.first.get_by_role("button").last.click()
        elif close == "key":
            await page.keyboard.press("Escape")
        elif close == "swipe":
            await swipe(page, note.first)
        else:
            await check(page, look, "a newer version")
        await expect(note).to_have_count(0, timeout=SLOW)
        mark = "올라왔습니다" if look[1] == "ko" else "has arrived"
        await expect(page.get_by_role("button", name=re.compile(f"v{number}.*{mark}"))).to_be_visible()


async def test_the_header_keeps_the_title_beside_a_long_project_name(
    visitor: Visitor, served: Serve, room: Room
) -> None:
    page = await enter(visitor, served.url, room.owner, room.path, viewport={"width": 1024, "height": 768})
    await expect(page.locator(".vp-room-header [role=group] [role=img]")).to_have_count(1, timeout=SLOW)
    title = page.get_by_role("heading", level=1)
    assert await title.evaluate("(heading) => heading.scrollWidth <= heading.clientWidth")
    here = page.get_by_text("지금 1명", exact=True)
    assert (await box(here))["height"] < 30


async def test_who_said_it_when_is_covered_by_no_action(visitor: Visitor, served: Serve, room: Room) -> None:
    for width, height in ((1440, 900), (1024, 768)):
        size = {"width": width, "height": height}
        page = await enter(visitor, served.url, room.owner, room.path, viewport=size)
        comment = page.get_by_role("article").first
        await comment.click(timeout=SLOW)
        actions, said = await box(comment.get_by_role("group")), await box(comment.locator("header"))
        assert actions["y"] >= said["y"] + said["height"]


async def test_the_tab_says_what_is_open_after_a_rename_too(visitor: Visitor, served: Serve) -> None:
    room = await new_room(served.url)
    await room.owner.call("PATCH", f"/projects/{room.project_id}", json={"name": LONG})
    page = await enter(visitor, served.url, room.owner, room.path)
    await expect(page).to_have_title(f"main-film · {LONG} · 브이래닛", timeout=SLOW)
    await room.owner.call("PATCH", room.path, json={"title": "둘째 편집"}, headers={"If-Match": "*"})
    await expect(page).to_have_title(f"둘째 편집 · {LONG} · 브이래닛", timeout=SLOW)
    await page.goto(f"/projects/{room.project_id}")
    await expect(page).to_have_title(f"{LONG} · 브이래닛", timeout=SLOW)


async def test_a_guest_who_goes_by_the_owners_name_is_marked_among_those_here(
    visitor: Visitor, served: Serve, room: Room
) -> None:
    page = await enter(visitor, served.url, room.owner, room.path, viewport={"width": 1440, "height": 900})
    guest = await visitor(f"/s/{(await room.link())['token']}")
    await guest.locator("input[name=name]").fill(OWNER)
    await guest.locator("input[name=email]").fill("someone@client.example.com")
    await guest.locator("form button[type=submit]").click()
    await expect(page.get_by_role("img", name=f"{OWNER} (게스트)")).to_be_visible(timeout=SLOW)
    await expect(page.get_by_role("img", name=OWNER, exact=True)).to_be_visible()
    await expect(page.get_by_text("지금 2명 · 게스트 1명")).to_be_visible()


async def test_everything_wrong_with_a_link_is_said_at_once(visitor: Visitor, served: Serve, room: Room) -> None:
    page = await enter(visitor, served.url, room.owner, room.path)
    await page.locator("header .bg-brand").click(timeout=SLOW)
    dialog = page.get_by_role("dialog")
    await dialog.locator("input[name=password]").fill("abc")
    await dialog.locator("input[name=expires_on]").fill("2020-01-01")
    await dialog.locator("form button[type=submit]").click()
    await expect(dialog.locator("input[aria-invalid=true]")).to_have_count(2)


async def test_on_touch_the_empty_list_speaks_of_no_key(visitor: Visitor, served: Serve) -> None:
    room = await new_room(served.url)
    page = await enter(visitor, served.url, room.owner, room.path, **PHONE)
    await expect(page.get_by_text("아래 칸에 첫 코멘트를")).to_be_visible(timeout=SLOW)
    await expect(page.get_by_text("C를 누른 뒤")).to_be_hidden()


async def opened(visitor: Visitor, served: Serve, room: Room, look: tuple[str, str]) -> Page:
    """The room, with its comments there."""
    page = await enter(visitor, served.url, room.owner, room.path, **LOOKS[look[0]][0])
    await page.context.add_cookies([{"name": "vp_lang", "value": look[1], "url": served.url}])
    await page.reload()
    await expect(page.locator("article").first).to_be_visible(timeout=SLOW)
    await expect(page.locator(".rp-timecode")).to_be_enabled(timeout=SLOW)
    return page


async def check(page: Page, look: tuple[str, str], state: str) -> None:
    """Nothing is wrong with the page in this state at any size."""
    _, sizes, thumb = LOOKS[look[0]]
    found: list[str] = []
    for width, height in sizes:
        await page.set_viewport_size({"width": width, "height": height})
        found += [f"{look[1]} {width}×{height} {state}: {fault}" for fault in await faults_of(page, thumb)]
    assert not found, "\n".join(found)


async def seek(page: Page, frame: int) -> None:
    """As a click on a comment does."""
    await tell_room(page, "seek", {"frame": frame})


async def swipe(page: Page, note: Locator) -> None:
    """A finger pushes a note to the right."""
    await note.evaluate(
        """(note) => {
            const {x, y, width, height} = note.getBoundingClientRect();
            const at = (dx) => ({bubbles: true, isPrimary: true, pointerId: 7, pointerType: "touch",
                clientX: x + width / 2 + dx, clientY: y + height / 2});
            note.dispatchEvent(new PointerEvent("pointerdown", at(0)));
            for (const dx of [20, 60, 90]) window.dispatchEvent(new PointerEvent("pointermove", at(dx)));
            window.dispatchEvent(new PointerEvent("pointerup", at(90)));
        }"""
    )
