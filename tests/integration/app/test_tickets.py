"""What the sign-in page gives whoever fires its events opens nothing in anybody else's browser."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from httpx import AsyncClient

from tests.integration.people import PASSWORD, person
from tests.integration.reflex_page import ReflexPage
from videoplanet.pages.sign_in.state import SignInState
from videoplanet.shared.security.cookies import access_cookie, browser_cookie
from videoplanet.shared.ui.departure import DepartureState

SIGN_IN, DEPARTURE = SignInState.get_full_name(), DepartureState.get_full_name()
MALLORYS = f"{browser_cookie()}=mallorys-browser-of-hers"
JIWOOS = f"{browser_cookie()}=jiwoos-browser-of-his-own"


async def ticket_of(site: str, name: str, cookie: str, following: str) -> str:
    """Where the sign-in page sends the browser of somebody who signs in on it."""
    page = await ReflexPage.open(site, cookie=cookie)
    place = {
        "pathname": "/sign-in",
        "asPath": f"/sign-in?next={quote(following, safe='')}",
        "query": {"next": following},
    }
    form = {"email": f"{name}@example.com", "password": PASSWORD}
    await page.send({"name": f"{SIGN_IN}.submit", "payload": {"form": form}, "router_data": place})
    await page.until(lambda: bool(page.of(DEPARTURE, "to")))
    to: str = page.of(DEPARTURE, "to")[-1]
    return to


@pytest.mark.parametrize("fetch", [{}, {"Sec-Fetch-Site": "same-origin"}], ids=["plain HTTP", "with Sec-Fetch-Site"])
async def test_nobody_is_signed_in_as_somebody_else_by_following_a_next(
    site: str, gateway: AsyncClient, fetch: dict[str, str]
) -> None:
    await person("Mallory")
    await person("Jiwoo")
    trap = await ticket_of(site, "mallory", MALLORYS, "/projects")
    hers = await ticket_of(site, "jiwoo", JIWOOS, trap)
    answer = await gateway.get(hers, headers={"Cookie": JIWOOS, **fetch})
    assert (answer.headers["location"], access_cookie() in answer.cookies) == ("/home", True)
    token = answer.cookies[access_cookie()]
    gateway.cookies.clear()
    brought = await gateway.get(trap, headers={"Cookie": f"{JIWOOS}; {access_cookie()}={token}", **fetch})
    assert not brought.cookies
    own = await gateway.get(trap, headers={"Cookie": MALLORYS, **fetch})
    assert (own.headers["location"], access_cookie() in own.cookies) == ("/projects", True)


async def test_a_page_without_a_mark_is_told_so(site: str) -> None:
    await person("Jiwoo")
    page = await ReflexPage.open(site)
    form = {"email": "jiwoo@example.com", "password": PASSWORD}
    await page.fire(f"{SIGN_IN}.submit", form=form)
    await page.until(lambda: any(errors["form"] for errors in page.of(SIGN_IN, "errors")))
    assert page.of(SIGN_IN, "errors")[-1]["form"] == "browser.unmarked"
    assert not page.of(DEPARTURE, "to")
