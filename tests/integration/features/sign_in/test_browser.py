"""How a browser gets, renews and loses its cookies."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from tests.integration.people import PASSWORD, Person, person
from videoplanet.entities.user.sessions import Device
from videoplanet.features.sign_in.service import sign_in_ticket
from videoplanet.features.sign_out.service import sign_out_ticket
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.http.password_attempts import account_target, link_target
from videoplanet.shared.redis import redis_client
from videoplanet.shared.security.cookies import guest_cookie
from videoplanet.shared.security.known_browsers import known_cookie
from videoplanet.shared.security.tickets import TICKET_SECONDS, GuestTicket, issue_ticket, ticket_url

REFRESH = "/api/v1/auth/session/refresh"


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
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, Device())
    answer = await gateway.get(ticket_url(ticket, "/projects"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/projects")
    jar = cookies_of(answer)
    assert set(jar) == {"vp_access", "vp_refresh", known_at_jiwoos()}
    for morsel in jar.values():
        assert (morsel["httponly"], morsel["samesite"].lower(), morsel["path"]) == (True, "lax", "/")
        assert not morsel["secure"]
    assert (jar["vp_access"]["max-age"], jar["vp_refresh"]["max-age"]) == ("604800", "2419200")
    assert (await gateway.get("/api/v1/users/me")).status_code == 200
    gateway.cookies.clear()
    again = await gateway.get(ticket_url(ticket, "/projects"))
    assert again.headers["location"] == "/projects"
    assert not cookies_of(again)


async def test_on_https_the_cookies_are_secure_and_bound_to_the_host(gateway: AsyncClient, settings: Any) -> None:
    settings(public_url="https://films.example.com")
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, Device())
    jar = cookies_of(await gateway.get(ticket_url(ticket, "/home")))
    assert set(jar) == {"__Host-vp_access", "__Host-vp_refresh", known_at_jiwoos()}
    assert all(morsel["secure"] and not morsel["domain"] for morsel in jar.values())


async def test_a_ticket_lives_for_a_minute_and_redis_cannot_tell_it_or_its_tokens() -> None:
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, Device())
    (key,) = [key async for key in redis_client().scan_iter("vp:ticket:*")]
    assert ticket not in key.decode()
    assert 0 < await redis_client().ttl(key) <= TICKET_SECONDS
    assert b"access_token" not in (await redis_client().get(key) or b"")


async def test_a_ticket_brought_by_another_site_is_not_taken(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    ticket = await sign_in_ticket("jiwoo@example.com", PASSWORD, Device())
    answer = await gateway.get(ticket_url(ticket, "/home"), headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    assert not cookies_of(answer)
    own = await gateway.get(ticket_url(ticket, "/home"), headers={"Sec-Fetch-Site": "same-origin"})
    assert set(cookies_of(own)) == {"vp_access", "vp_refresh", known_at_jiwoos()}


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
    ],
)
async def test_next_never_leads_off_the_site(gateway: AsyncClient, wanted: str) -> None:
    answer = await gateway.get(f"/api/v1/auth/session?next={quote(wanted, safe='')}")
    assert answer.headers["location"] == "/home"


async def test_a_guest_ticket_sets_the_cookie_of_its_link_only(gateway: AsyncClient) -> None:
    share_id = uuid4()
    ticket = await issue_ticket(GuestTicket(share_id=share_id, access_token="t", lifetime_seconds=600))
    jar = cookies_of(await gateway.get(ticket_url(ticket, "/s/abc")))
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
