"""Every page in both languages at every width: nothing leaves its box or the window, lies under something else, or jumps.

Each page is loaded twice, on a phone in Korean and on a wide screen in English, and taken through all sizes and both languages from
there: what a window does when it is turned or drawn smaller.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.e2e.languages import foreign_words, is_foreign
from tests.e2e.rooms import FILM, Person, Room, mailed, new_room
from tests.e2e.rooms import enter as signed_in
from tests.e2e.visitor import Visitor
from tests.serving import Serve
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.shared.jobs import tasks

PHONE_SIZES = ((360, 740), (390, 844), (664, 370), (360, 440))
DESK_SIZES = ((768, 1024), (1024, 768), (1600, 900), (360, 440))
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1600, "height": 900}}
LONG = "아주 긴 이름의 봄 시즌 브랜드 캠페인 Extraordinarily-Long-Campaign-Name-Without-End"
INITIALS = {"김", "민", "영"}
JUMP = 0.02
THUMB = 44
SLOW = 60_000
_FAULTS = Path(__file__).with_name("screen_faults.js").read_text("utf-8")
_COUNT_JUMPS = """
    window.jumps = [];
    const written = ({x, y, width, height}) => `${x},${y} ${width}×${height}`;
    const where = ({node, previousRect: from, currentRect: to}) =>
        `${node?.className || node?.nodeName} ${written(from)} → ${written(to)}`;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (!entry.hadRecentInput) window.jumps.push({by: entry.value, what: entry.sources.map(where)});
    }).observe({type: "layout-shift", buffered: true});
"""
_SETTLED = """
    Promise.all(document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
        .map((each) => each.finished.catch(() => {})))
    .then(() => document.fonts.ready)
    .then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
"""


@dataclass(frozen=True, slots=True)
class Content:
    """What the pages are about: a room whose every name is long, its links, an invitation to its project, and staff."""

    room: Room
    open_link: str
    locked_link: str
    invitation: str
    staff: Person


@dataclass(frozen=True, slots=True)
class Screen:
    """A page.

    Args:
        path: Its address.
        ready: What is there once it is.
        viewer: Whose it is: nobody's, the owner's, a guest's or staff's.
        views: What else it shows: a selector to click each, from the page as the last one left it.
    """

    path: Callable[[Content], str]
    ready: str
    viewer: str = "nobody"
    views: tuple[str, ...] = ()


SCREENS = {
    "landing": Screen(lambda _: "/", "h1"),
    "sign-in": Screen(lambda _: "/sign-in", "form button[type=submit]", views=("form button[type=submit]",)),
    "sign-up": Screen(lambda _: "/sign-up", "form button[type=submit]", views=("form button[type=submit]",)),
    "nowhere": Screen(lambda _: "/nowhere", "h1"),
    "home": Screen(lambda _: "/home", "main li", "owner"),
    "projects": Screen(lambda _: "/projects", "main li", "owner"),
    "new project": Screen(lambda _: "/projects?new=1", "[role=dialog] input", "owner"),
    "project": Screen(lambda content: f"/projects/{content.room.project_id}", "main ul li", "owner"),
    "videos": Screen(lambda _: "/videos", "main li", "owner"),
    "room": Screen(
        lambda content: content.room.path,
        "[role=article], article",
        "owner",
        ("#composer", "[role=tab]:nth-of-type(2)", "[role=tab]:nth-of-type(3)", "header .bg-brand"),
    ),
    "guest door": Screen(lambda content: f"/s/{content.locked_link}", "form button[type=submit]"),
    "guest room": Screen(
        lambda content: f"/s/{content.open_link}", "article", "guest", ("#composer", "[role=tab]:nth-of-type(2)")
    ),
    "invitation": Screen(lambda content: f"/invitations/{content.invitation}", "main a[href*=sign-up]"),
    "somebody else's invitation": Screen(
        lambda content: f"/invitations/{content.invitation}", "main a[href='/home']", "owner"
    ),
    "staff queue": Screen(lambda _: "/staff/jobs", "table", "staff"),
}
Enter = Callable[[str, dict[str, Any], str], Awaitable[BrowserContext]]


@pytest.fixture(scope="module")
async def content(served: Serve, staff: Person) -> Content:
    """Long names everywhere: what fits then, fits."""
    room = await new_room(served.url, "김지우 Alexandra-Konstantinopolsky")
    owner = room.owner
    about = {"name": LONG, "client": LONG[:50], "manager": LONG[:50], "description": f"{LONG}\n{LONG}"}
    await owner.call("PATCH", f"/projects/{room.project_id}", json=about)
    with FILM.open("rb") as film:
        await owner.call("POST", f"/projects/{room.project_id}/videos", files={"file": (f"{LONG}.mp4", film)})
    for number, kind in enumerate(("fix", "idea", "approve", "question")):
        await room.comment(f"{LONG} {'x' * 60}", 25 * number, kind=kind, priority="high")
    links = [await room.link(), await room.link(password="open-sesame-91")]
    guest = {"email": f"{LONG.split()[-1].lower()}@room.example.com", "message": f"{LONG}\n{'x' * 60}"}
    await owner.call("POST", f"/projects/{room.project_id}/invitations", json=guest)
    letter = await mailed(served.url, guest["email"])
    return Content(room, links[0]["token"], links[1]["token"], letter.invitation, staff)


@pytest.fixture(scope="module")
async def enter(browser: Browser, served: Serve, content: Content) -> Any:
    """A window of somebody's, kept from page to page."""
    contexts: dict[str, BrowserContext] = {}

    async def window_of(viewer: str, look: dict[str, Any], language: str) -> BrowserContext:
        key = f"{viewer} {language} {look}"
        if key not in contexts:
            context = contexts[key] = await browser.new_context(base_url=served.url, locale="ko-KR", **look)
            await context.add_init_script(_COUNT_JUMPS)
            cookies = [{"name": "vp_lang", "value": language, "url": served.url}]
            account = {"owner": content.room.owner, "staff": content.staff}.get(viewer)
            if account is not None:
                cookies.append({"name": "vp_access", "value": account.access_token, "url": served.url})
            await context.add_cookies(cookies)  # type: ignore[arg-type]
            if viewer == "guest":
                await _go_through_the_door(context, content.open_link)
        return contexts[key]

    yield window_of
    for context in contexts.values():
        await context.close()


@pytest.mark.parametrize("name", SCREENS)
async def test_nothing_is_cut_covered_or_jumps(enter: Enter, content: Content, name: str) -> None:
    screen = SCREENS[name]
    faults: list[str] = []
    for look, sizes, thumb in ((PHONE, PHONE_SIZES, THUMB), (DESK, DESK_SIZES, 0)):
        for language in ("ko", "en"):
            page = await (await enter(screen.viewer, look, language)).new_page()
            await page.goto(screen.path(content))
            await page.locator(screen.ready).first.wait_for(timeout=SLOW)
            await page.wait_for_load_state("networkidle")
            jumps = await page.evaluate("window.jumps")
            if sum(jump["by"] for jump in jumps) > JUMP:
                faults += [
                    f"{language} {look['viewport']['width']}: jumps by {jump['by']:.3f}: {jump['what']}"
                    for jump in jumps
                ]
            for view in ("", *screen.views):
                if view:
                    await page.set_viewport_size(look["viewport"])
                    await page.keyboard.press("Escape")
                    await page.locator(view).first.click()
                for width, height in sizes:
                    await page.set_viewport_size({"width": width, "height": height})
                    found = await faults_of(page, thumb)
                    faults += [f"{language} {width}×{height} {view}: {fault}" for fault in found]
            await page.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", SCREENS)
async def test_a_page_speaks_one_language(enter: Enter, content: Content, name: str) -> None:
    screen = SCREENS[name]
    faults: list[str] = []
    entered = {
        LONG,
        LONG[:50],
        "x" * 60,
        "main-film",
        "김지우 Alexandra-Konstantinopolsky",
        "민서",
        "운영자",
        *INITIALS,
    }
    if TASK_MODULES and screen.viewer == "staff":  # jobs and queues are called as in the code
        entered |= {code.partition(":")[2] or code for task in tasks.tasks.values() for code in (task.name, task.queue)}
    for language in ("ko", "en"):
        page = await (await enter(screen.viewer, DESK, language)).new_page()
        await page.goto(screen.path(content))
        await page.locator(screen.ready).first.wait_for(timeout=SLOW)
        await page.wait_for_load_state("networkidle")
        for view in ("", *screen.views):
            if view:
                await page.keyboard.press("Escape")
                await page.locator(view).first.click()
            await page.evaluate(_SETTLED)
            faults += [f"{language} {view}: {words}" for words in await foreign_words(page, language, entered)]
        await page.close()
    assert not faults, "\n".join(dict.fromkeys(faults))


def test_the_other_language_is_recognised() -> None:
    assert is_foreign("Save 저장", "ko")
    assert is_foreign("Save 저장", "en")
    assert not is_foreign("H.264 High, 25 fps, v2. Enter를 누르세요.", "ko")
    assert not is_foreign("봄 캠페인 saved", "en", {"봄 캠페인"})
    assert is_foreign("봄 캠페인 저장", "en", {"봄 캠페인"})


async def test_words_that_end_in_dots_are_told_whole(enter: Enter, content: Content) -> None:
    page = await (await enter("owner", DESK, "ko")).new_page()
    await page.goto("/projects")
    name = page.get_by_role("main").get_by_text(LONG).first
    await name.wait_for(timeout=SLOW)
    assert await name.evaluate("(element) => element.scrollWidth > element.clientWidth")
    await name.hover()
    await expect(name).to_have_attribute("title", LONG)
    await page.get_by_role("heading", level=1).hover()
    await expect(name).not_to_have_attribute("title", LONG)


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_a_date_picker_is_as_dark_as_what_it_opens_over(
    visitor: Visitor, served: Serve, content: Content, theme: str
) -> None:
    page = await signed_in(visitor, served.url, content.room.owner, "/projects?new=1", color_scheme=theme)
    field = page.locator("input[type=date]")
    await expect(field).to_have_css("color-scheme", theme, timeout=SLOW)
    await page.goto(content.room.path)
    await page.locator("header .bg-brand").click(timeout=SLOW)
    await expect(field.first).to_have_css("color-scheme", "dark", timeout=SLOW)


async def test_a_search_is_kept_over_a_reload_by_the_address_alone(
    visitor: Visitor, served: Serve, content: Content
) -> None:
    page = await signed_in(visitor, served.url, content.room.owner, "/videos")
    search, films = page.get_by_role("searchbox"), page.get_by_role("main").get_by_role("listitem")
    await expect(films).to_have_count(2, timeout=SLOW)
    await search.fill("main-film")
    await expect(films).to_have_count(1, timeout=SLOW)
    await expect(page).to_have_url(re.compile(r"\?q=main-film$"))
    await page.reload()
    await expect(search).to_have_value("main-film", timeout=SLOW)
    await expect(films).to_have_count(1)
    await page.goto("/videos")
    await expect(films).to_have_count(2, timeout=SLOW)
    await expect(search).to_have_value("")


async def test_the_checks_find_what_they_are_for(enter: Enter) -> None:
    page = await (await enter("nobody", DESK, "en")).new_page()
    await page.set_content(
        """<body style="margin: 0">
        <div style="width: 90px; border: 1px solid; display: flex"><button style="flex: none">A long word on a button</button></div>
        <div style="width: 90px; overflow: hidden; white-space: nowrap"><p>Words that nobody can read to their end</p></div>
        <div style="position: relative"><button>Covered</button><i style="position: absolute; inset: 0; background: red"></i></div>
        <p style="position: absolute; left: 1580px; white-space: nowrap">Beyond the window</p>
        <button style="width: 20px; height: 20px; padding: 0; display: block">x</button>
        <div style="display: flex; width: 100px"><b style="min-width: 0; overflow: hidden; text-overflow: ellipsis;
        white-space: nowrap">Somebody</b><i style="flex: none; width: 96px">said</i></div>
        <button style="display: flex; align-items: start; height: 50px; padding: 0">High up</button>
        <div id="moved" style="width: 90px; overflow: hidden"><p style="width: 200px">Moved</p></div></body>"""
    )
    await page.evaluate("moved.scrollLeft = 8")
    found = "\n".join(await faults_of(page, THUMB))
    for fault in (
        "out of its box: <button>",
        "cut off: “Words",
        "under <i>",
        "beyond the window: “Beyond",
        "small for a thumb",
        "squeezed to nothing: <b>",
        "not in the middle of its button: <button> “High up",
        "moved sideways: <div>",
    ):
        assert fault in found, found


async def faults_of(page: Page, thumb: int) -> list[str]:
    """What is wrong with the page as it stands in its window."""
    await page.evaluate(_SETTLED)
    found: list[str] = await page.evaluate(_FAULTS, thumb)
    return found


async def _go_through_the_door(context: BrowserContext, link: str) -> None:
    page = await context.new_page()
    await page.goto(f"/s/{link}")
    await page.locator("input[name=name]").fill("민서")
    await page.locator("input[name=email]").fill("minseo@client.example.com")
    await page.locator("form button[type=submit]").click()
    await page.locator("#composer").wait_for(timeout=SLOW)
    await page.close()
