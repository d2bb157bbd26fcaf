"""A page's state belongs to the browser and session that made it."""

from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from httpx import ASGITransport, AsyncClient
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from tests.integration.live_site import DESK
from tests.integration.people import Person, person
from tests.integration.reflex_page import ReflexPage
from videoplanet.app.door.browser_mark import BrowserMark
from videoplanet.features.sign_out.service import sign_out_ticket
from videoplanet.shared.live import page_owners
from videoplanet.shared.live.page_owners import PageOwner
from videoplanet.shared.security.cookies import access_cookie, browser_cookie, browser_mark
from videoplanet.shared.security.tickets import TICKET_PATH
from videoplanet.shared.security.tokens import random_token
from videoplanet.shared.ui.departure import DepartureState
from videoplanet.widgets.shell.viewer import ViewerState

DEPARTURE = DepartureState.get_full_name()
SECRET = "우리끼리만 아는 말"


def mark() -> str:
    return f"{browser_cookie()}={random_token(16)}"


def signed_in(somebody: Person) -> str:
    return f"{access_cookie()}={somebody.tokens.access_token}"


async def kept_by(site: str, cookie: str) -> tuple[str, ReflexPage]:
    """A tab with something in its state, and its token."""
    token = str(uuid4())
    page = await ReflexPage.open(site, cookie=cookie, token=token)
    await page.fire(f"{DESK}.keep", words=SECRET)
    await page.until(lambda: SECRET in page.of(DESK, "refusal"))
    return token, page


async def what_is_kept(site: str, token: str, cookie: str) -> tuple[str, bool]:
    """What a handshake with this token and these cookies reads: of the hidden, and whether the shown is told at all."""
    page = await ReflexPage.open(site, cookie=cookie, token=token)
    await page.fire(f"{DESK}.show")
    await page.until(lambda: bool([told for told in page.of(DESK, "refusal") if told.startswith("kept")]))
    words = [told for told in page.of(DESK, "refusal") if told.startswith("kept")][-1]
    await page.close()
    return words.removeprefix("kept: "), SECRET in str(page.deltas).replace(words, "")


async def closed(page: ReflexPage) -> None:
    """Close a page, and wait until the server has noticed."""
    await page.close()
    await asyncio.sleep(0)


@pytest.mark.parametrize("is_open", [True, False], ids=["while the page is open", "after it was closed"])
async def test_a_token_alone_or_with_another_cookie_reads_nothing(site: str, is_open: bool) -> None:
    jiwoo, mallory = await person("Jiwoo"), await person("Mallory")
    browser = mark()
    mine = f"{browser}; {signed_in(jiwoo)}"
    token, page = await kept_by(site, mine)
    if not is_open:
        await closed(page)
    for cookie in (
        "",
        mark(),
        browser,
        signed_in(jiwoo),
        signed_in(mallory),
        f"{browser}; {signed_in(mallory)}",
        f"{mark()}; {signed_in(jiwoo)}",
        f"{browser}; {access_cookie()}=nonsense",
        f"{browser_cookie()}=short; {signed_in(jiwoo)}",
    ):
        assert await what_is_kept(site, token, cookie) == ("", False), cookie


async def test_a_tab_that_comes_back_has_its_state(site: str) -> None:
    jiwoo = await person("Jiwoo")
    for cookie in (f"{mark()}; {signed_in(jiwoo)}", signed_in(jiwoo), mark()):
        token, page = await kept_by(site, cookie)
        await closed(page)
        async with asyncio.timeout(10):
            while (await what_is_kept(site, token, cookie))[0] != SECRET:
                continue  # the server has not noticed yet that the tab was closed: it counts as a second one


async def test_a_tab_that_comes_back_before_anybody_noticed_that_it_was_cut_has_its_state(site: str) -> None:
    cookie = mark()
    token, cut = await kept_by(site, cookie)
    cut.fall_silent()
    page = await ReflexPage.open(site, cookie=cookie, token=token)
    await page.fire(f"{DESK}.show")
    await page.until(lambda: page.of(DESK, "refusal")[-1:] == [f"kept: {SECRET}"])
    assert page.new_tokens == []


async def test_what_fell_silent_is_nobody_elses(site: str) -> None:
    cookie = mark()
    token, cut = await kept_by(site, cookie)
    cut.fall_silent()
    for other in ("", mark()):
        assert await what_is_kept(site, token, other) == ("", False)


async def test_a_browser_without_any_cookie_keeps_nothing(site: str) -> None:
    token, page = await kept_by(site, "")
    await closed(page)
    assert await what_is_kept(site, token, "") == ("", False)


async def test_a_copied_tab_gets_a_token_of_its_own(site: str) -> None:
    cookie = mark()
    token, page = await kept_by(site, cookie)
    copy = await ReflexPage.open(site, cookie=cookie, token=token)
    await copy.until(lambda: bool(copy.new_tokens))
    await copy.fire(f"{DESK}.keep", words="두 번째 탭")
    await copy.until(lambda: "두 번째 탭" in copy.of(DESK, "refusal"))
    assert "두 번째 탭" not in page.of(DESK, "refusal")
    second = copy.new_tokens[-1]
    await closed(copy)
    async with asyncio.timeout(10):
        while (await what_is_kept(site, second, cookie))[0] != "두 번째 탭":
            continue


async def test_signing_out_empties_the_states_of_the_session_and_sends_its_pages_away(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_owners, "FAREWELL_SECONDS", 0.0)
    jiwoo, other = await person("Jiwoo"), await person("Other")
    cookie = f"{mark()}; {signed_in(jiwoo)}"
    token, page = await kept_by(site, cookie)
    _, second = await kept_by(site, cookie)
    _, elsewhere = await kept_by(site, f"{mark()}; {signed_in(other)}")
    await sign_out_ticket(signed_in(jiwoo))
    for tab in (page, second):
        await tab.until(lambda tab=tab: bool(tab.of(DEPARTURE, "to")))  # type: ignore[misc]
        assert tab.of(DEPARTURE, "to") == ["/sign-in"]
        await tab.fire(f"{DESK}.show")
        await tab.until(lambda tab=tab: "kept: " in tab.of(DESK, "refusal"))  # type: ignore[misc]
    await elsewhere.fire(f"{DESK}.show")
    await elsewhere.until(lambda: f"kept: {SECRET}" in elsewhere.of(DESK, "refusal"))
    assert elsewhere.of(DEPARTURE, "to") == []
    assert await what_is_kept(site, token, cookie) == ("", False), "the session's own cookie is nobody's by now"


async def test_the_page_that_signs_out_is_told_where_to_go_before_its_session_sends_it_away(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_owners, "FAREWELL_SECONDS", 0.0)
    jiwoo = await person("Jiwoo")
    _, page = await kept_by(site, f"{mark()}; {signed_in(jiwoo)}")
    await page.fire(f"{ViewerState.get_full_name()}.sign_out")
    await page.until(lambda: bool(page.of(DEPARTURE, "to")))
    assert page.of(DEPARTURE, "to")[0].startswith(f"{TICKET_PATH}?")
    assert page.of(DEPARTURE, "forgets") == [True]


def test_nobodys_state_is_never_found_again_and_names_tell_owners_apart() -> None:
    session, token = uuid4(), "tab"
    owners = [PageOwner("a" * 22), PageOwner("b" * 22), PageOwner("a" * 22, session), PageOwner(None, session)]
    names = [owner.state_name(token) for owner in owners]
    assert names == [owner.state_name(token) for owner in owners]
    assert len(set(names)) == len(owners)
    assert PageOwner().state_name(token) != PageOwner().state_name(token)
    assert PageOwner("a").state_name("\0x") != PageOwner("a\0").state_name("x")


async def test_every_browser_gets_a_mark_with_its_first_page() -> None:
    async def pages(scope: Scope, receive: Receive, send: Send) -> None:
        kept = "if-none-match" in Headers(scope=scope)
        answer = (
            Response(status_code=304) if kept else HTMLResponse("<p>") if scope["path"] == "/" else JSONResponse({})
        )
        await answer(scope, receive, send)

    transport = ASGITransport(BrowserMark(pages))
    async with AsyncClient(transport=transport, base_url="http://127.0.0.1:3000") as client:
        first = await client.get("/")
        cookie = first.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=lax" in cookie.lower()
        assert first.headers["cache-control"] == "private, no-cache"
        assert browser_mark(cookie.partition(";")[0]) is not None
        assert "set-cookie" not in (await client.get("/")).headers
        assert "set-cookie" not in (await client.get("/data")).headers
        client.cookies.clear()
        client.cookies.set(browser_cookie(), "x")
        assert "set-cookie" in (await client.get("/")).headers, "what is no mark of ours is replaced"
        client.cookies.clear()
        kept = {"If-None-Match": '"x"'}
        assert "set-cookie" not in (await client.get("/data", headers={**kept, "Accept": "*/*"})).headers
        page = await client.get("/", headers={**kept, "Accept": "text/html,*/*"})
        assert "set-cookie" in page.headers, "a browser that has the page still may have lost its mark"
