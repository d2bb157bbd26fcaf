"""How a browser gets, renews and loses its cookies."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from tests.integration.films import stored
from tests.integration.people import PASSWORD, Person, person
from videoplanet.entities.user.sessions import Device
from videoplanet.features.sign_in.service import sign_in_ticket
from videoplanet.features.sign_out.service import sign_out_ticket
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.errors import Invalid
from videoplanet.shared.http.password_attempts import account_target, link_target
from videoplanet.shared.redis import redis_client
from videoplanet.shared.security.cookies import browser_cookie, guest_cookie
from videoplanet.shared.security.known_browsers import known_cookie
from videoplanet.shared.security.tickets import GuestTicket, SignOutTicket, issue_ticket, ticket_url

REFRESH = "/api/v1/auth/session/refresh"
MARK = f"{browser_cookie()}=a-browser-with-twenty-two"
OTHER_MARK = f"{browser_cookie()}=another-of-twenty-two-"
BROWSER = Device("tests", "203.0.113.7", MARK)


def cookies_of(response: Response) -> SimpleCookie:
    jar: SimpleCookie = SimpleCookie()
    for line in response.headers.get_list("set-cookie"):
        jar.load(line)
    return jar


def known_at_jiwoos() -> str:
    return known_cookie(account_target(blind_index("jiwoo@example.com")))


def as_header(person: Person) -> str:
    return f"vp_access={person.tokens.access_token}; vp_refresh={person.tokens.refresh_token}"


async def test_a_ticket_sets_http_only_cookies_once_and_leads_on(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, BROWSER)
    answer = await gateway.get(ticket_url(ticket, "/projects"), headers={"Cookie": MARK})
    assert (answer.status_code, answer.headers["location"]) == (303, "/projects")
    jar = cookies_of(answer)
    assert set(jar) == {"vp_access", "vp_refresh", known_at_jiwoos()}
    for morsel in jar.values():
        assert (morsel["httponly"], morsel["samesite"].lower(), morsel["path"]) == (True, "lax", "/")
        assert not morsel["secure"]
    assert (jar["vp_access"]["max-age"], jar["vp_refresh"]["max-age"]) == ("604800", "2419200")
    assert (await gateway.get("/api/v1/users/me")).status_code == 200
    gateway.cookies.clear()
    again = await gateway.get(ticket_url(ticket, "/projects"), headers={"Cookie": MARK})
    assert again.headers["location"] == "/projects"
    assert not cookies_of(again)


async def test_on_https_the_cookies_are_secure_and_bound_to_the_host(gateway: AsyncClient, settings: Any) -> None:
    settings(public_url="https://films.example.com")
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, Device(cookie=f"__Host-{MARK}"))
    jar = cookies_of(await gateway.get(ticket_url(ticket, "/home"), headers={"Cookie": f"__Host-{MARK}"}))
    assert set(jar) == {"__Host-vp_access", "__Host-vp_refresh", known_at_jiwoos()}
    assert all(morsel["secure"] and not morsel["domain"] for morsel in jar.values())


async def test_a_ticket_lives_for_a_minute_and_redis_cannot_tell_it_or_its_tokens() -> None:
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, BROWSER)
    (key,) = [key async for key in redis_client().scan_iter("vp:ticket:*")]
    assert ticket not in key.decode()
    assert 0 < await redis_client().ttl(key) <= get_settings().ticket_seconds
    assert b"access_token" not in (await redis_client().get(key) or b"")


async def test_a_ticket_brought_by_another_site_is_not_taken(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, BROWSER)
    answer = await gateway.get(ticket_url(ticket, "/home"), headers={"Cookie": MARK, "Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    assert not cookies_of(answer)
    own = await gateway.get(ticket_url(ticket, "/home"), headers={"Cookie": MARK, "Sec-Fetch-Site": "same-origin"})
    assert set(cookies_of(own)) == {"vp_access", "vp_refresh", known_at_jiwoos()}


TICKETS: dict[str, Callable[[], Awaitable[str]]] = {
    "sign in": lambda: sign_in_ticket("mallory@example.com", PASSWORD, BROWSER),
    "guest": lambda: issue_ticket(GuestTicket(share_id=uuid4(), access_token="t", lifetime_seconds=600), MARK),
    "sign out": lambda: issue_ticket(SignOutTicket(), MARK),
}


@pytest.mark.parametrize("kind", TICKETS)
@pytest.mark.parametrize("fetch", [{}, {"Sec-Fetch-Site": "same-origin"}], ids=["plain HTTP", "with Sec-Fetch-Site"])
async def test_a_ticket_is_good_in_the_browser_it_was_made_in_only(
    gateway: AsyncClient, kind: str, fetch: dict[str, str]
) -> None:
    await person("Mallory")
    jiwoo = await person("Jiwoo")
    ticket = await TICKETS[kind]()
    for cookie in ("", as_header(jiwoo), OTHER_MARK, f"{OTHER_MARK}; {as_header(jiwoo)}", f"{browser_cookie()}=short"):
        brought = await gateway.get(ticket_url(ticket, "/home"), headers={"Cookie": cookie, **fetch})
        assert (brought.status_code, brought.headers["location"]) == (303, "/home")
        assert not cookies_of(brought), cookie
    own = await gateway.get(ticket_url(ticket, "/home"), headers={"Cookie": MARK, **fetch})
    assert cookies_of(own)


async def test_a_browser_without_a_mark_is_told_before_anything_is_opened() -> None:
    jiwoo = await person("Jiwoo")
    with pytest.raises(Invalid, match=r"browser\.unmarked"):
        await sign_in_ticket(jiwoo.email, PASSWORD, Device("tests", "203.0.113.7", "vp_lang=ko"))
    assert len(await stored("select id from user_session")) == 1


@pytest.mark.parametrize(
    ("path", "led_on"), [("/api/v1/auth/session", "/home"), (REFRESH, "/sign-in?next=/home")], ids=["ticket", "refresh"]
)
@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/%5cevil.example",
        "/\t/evil.example",
        "home",
        "/%2f/evil",
        "/api/v1/auth/session?ticket=T",
        "/%61pi/v1/auth/session?ticket=T",
        "/home/../api/v1/auth/session?ticket=T",
        "/media/T/original",
    ],
)
async def test_next_leads_to_pages_only(gateway: AsyncClient, wanted: str, path: str, led_on: str) -> None:
    answer = await gateway.get(f"{path}?next={quote(wanted, safe='')}")
    assert answer.headers["location"] == led_on


async def test_a_guest_ticket_sets_the_cookie_of_its_link_only(gateway: AsyncClient) -> None:
    share_id = uuid4()
    ticket = await issue_ticket(GuestTicket(share_id=share_id, access_token="t", lifetime_seconds=600), MARK)
    jar = cookies_of(await gateway.get(ticket_url(ticket, "/s/abc"), headers={"Cookie": MARK}))
    assert set(jar) == {guest_cookie(share_id), known_cookie(link_target(share_id))}
    assert jar[guest_cookie(share_id)]["max-age"] == "600"


async def test_signing_out_ends_the_session_and_clears_the_cookies(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    ticket = await sign_out_ticket(as_header(jiwoo))
    assert (await gateway.get("/api/v1/users/me", headers=jiwoo.bearer)).status_code == 401
    jar = cookies_of(await gateway.get(ticket_url(ticket, "/"), headers={"Cookie": as_header(jiwoo)}))
    assert {name: morsel["max-age"] for name, morsel in jar.items()} == {"vp_access": "0", "vp_refresh": "0"}


async def test_the_refresh_cookie_renews_both_and_leads_on(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    answer = await gateway.get(
        f"{REFRESH}?next=/projects", headers={"Cookie": f"vp_refresh={jiwoo.tokens.refresh_token}"}
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/projects")
    jar = cookies_of(answer)
    assert jar["vp_refresh"].value != jiwoo.tokens.refresh_token


async def test_tabs_that_open_together_stay_signed_in(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    header = {"Cookie": f"vp_refresh={jiwoo.tokens.refresh_token}"}
    answers = await asyncio.gather(*(gateway.get(f"{REFRESH}?next=/home", headers=header) for _ in range(4)))
    assert {answer.headers["location"] for answer in answers} == {"/home"}
    assert len({cookies_of(answer)["vp_refresh"].value for answer in answers}) == 1


async def test_what_cannot_be_renewed_is_cleared_and_leads_to_the_sign_in_page(gateway: AsyncClient) -> None:
    answer = await gateway.get(f"{REFRESH}?next=/projects/1", headers={"Cookie": "vp_refresh=old; vp_access=old"})
    assert answer.headers["location"] == "/sign-in?next=/projects/1"
    assert {morsel["max-age"] for morsel in cookies_of(answer).values()} == {"0"}
