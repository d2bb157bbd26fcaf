"""Guessing passwords ends soon, from one address and from many, and shuts out nobody who knows theirs."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from tests.integration.conftest import SettingsChange
from tests.integration.people import PASSWORD, person
from tests.integration.rest import rest
from tests.integration.review import review
from videoplanet.entities.user.sessions import Device
from videoplanet.features.share_video.service import ShareTerms, create_share
from videoplanet.features.sign_in.service import sign_in_ticket
from videoplanet.shared.security.cookies import browser_cookie
from videoplanet.shared.security.tickets import ticket_url

HOME, OFFICE = "203.0.113.7", "203.0.113.8"
LINK_PASSWORD = "봄날 여름 49"
MARK = f"{browser_cookie()}=a-browser-with-twenty-two"


@pytest.fixture
def from_address() -> Any:
    """Make clients at any address: `from_address("198.51.100.250")`."""

    def client(address: str) -> AsyncClient:
        return AsyncClient(transport=ASGITransport(rest(), client=(address, 40000)), base_url="http://127.0.0.1:3000")

    return client


@pytest.fixture(autouse=True)
def _limits(settings: SettingsChange) -> None:
    settings(limit_sign_in="5/5 minutes", limit_sign_in_account="30/hour", limit_sign_in_address="60/hour")
    settings(sign_in_delay_seconds="0")


async def try_(client: AsyncClient, email: str, password: str = "wrong kettle 7") -> Response:
    return await client.post("/api/v1/auth/token", json={"email": email, "password": password})


async def guess(from_address: Any, email: str, times: int) -> list[int]:
    """Wrong tries at an account, each from an address of its own, all at once."""
    tries = (try_(from_address(f"198.51.100.{number}"), email) for number in range(times))
    return [answer.status_code for answer in await asyncio.gather(*tries)]


async def test_an_account_is_guessed_at_thirty_times_an_hour_from_however_many_addresses(from_address: Any) -> None:
    await person("Jiwoo")
    answers = await guess(from_address, "jiwoo@example.com", 40)
    assert (answers.count(401), answers.count(429)) == (30, 10)
    assert (await try_(from_address("198.51.100.200"), "Jiwoo@Example.com", PASSWORD)).status_code == 429


async def test_an_address_guesses_sixty_times_an_hour_at_however_many_accounts(from_address: Any) -> None:
    await person("Jiwoo")
    client = from_address("198.51.100.250")
    answers = [(await try_(client, f"nobody{number}@example.com")).status_code for number in range(70)]
    assert (answers.count(401), answers.count(429)) == (60, 10)
    assert (await try_(client, "jiwoo@example.com", PASSWORD)).status_code == 429
    assert (await try_(from_address(HOME), "jiwoo@example.com", PASSWORD)).status_code == 200


async def test_an_address_that_may_guess_no_more_uses_up_no_accounts_tries(from_address: Any) -> None:
    await person("Jiwoo")
    client = from_address("198.51.100.250")
    for number in range(60):
        await try_(client, f"nobody{number}@example.com")
    for number in range(40):
        await try_(client, "jiwoo@example.com" if number % 8 == 0 else f"other{number}@example.com")
    assert (await guess(from_address, "jiwoo@example.com", 30)).count(401) == 30


async def test_signing_in_where_one_has_before_is_open_while_strangers_guess(from_address: Any) -> None:
    await person("Jiwoo")
    assert (await try_(from_address(HOME), "jiwoo@example.com", PASSWORD)).status_code == 200
    assert 429 in await guess(from_address, "jiwoo@example.com", 40)
    assert (await try_(from_address(HOME), "jiwoo@example.com", PASSWORD)).status_code == 200


async def browser_of(from_address: Any, email: str) -> str:
    """The cookies of a browser that was signed in, and signed out again."""
    ticket = await sign_in_ticket(email, PASSWORD, Device("tests", HOME, MARK))
    answer = await from_address(HOME).get(ticket_url(ticket, "/home"), headers={"Cookie": MARK})
    kept = [(name, value) for name, value in answer.cookies.items() if name.startswith("vp_known")]
    assert len(kept) == 1
    return "; ".join(f"{name}={value}" for name, value in kept)


async def test_a_browser_that_was_signed_in_is_known_wherever_it_is(from_address: Any) -> None:
    await person("Jiwoo")
    cookie = await browser_of(from_address, "jiwoo@example.com")
    assert 429 in await guess(from_address, "jiwoo@example.com", 40)
    travelling = from_address("198.51.100.201")
    travelling.headers["Cookie"] = cookie
    assert (await try_(travelling, "jiwoo@example.com", PASSWORD)).status_code == 200


async def test_a_known_browser_is_known_for_its_own_account_only_and_guesses_no_more_than_others(
    from_address: Any,
) -> None:
    await person("Jiwoo")
    await person("Hajun")
    thief = from_address("198.51.100.201")
    thief.headers["Cookie"] = await browser_of(from_address, "jiwoo@example.com")
    assert 429 in await guess(from_address, "hajun@example.com", 40)
    assert (await try_(thief, "hajun@example.com", PASSWORD)).status_code == 429
    answers = [(await try_(thief, "jiwoo@example.com")).status_code for _ in range(8)]
    assert (answers.count(401), answers.count(429)) == (5, 3)


async def test_a_forged_cookie_makes_nobody_known(from_address: Any) -> None:
    await person("Jiwoo")
    name, _, value = (await browser_of(from_address, "jiwoo@example.com")).partition("=")
    assert 429 in await guess(from_address, "jiwoo@example.com", 40)
    forger = from_address("198.51.100.201")
    forger.headers["Cookie"] = f"{name}={value[:-4]}AAAA"
    assert (await try_(forger, "jiwoo@example.com", PASSWORD)).status_code == 429


async def test_a_whole_office_signs_in_from_one_address(from_address: Any) -> None:
    people = [await person(f"Person{number}") for number in range(65)]
    client = from_address(OFFICE)
    answers = [(await try_(client, one.email, PASSWORD)).status_code for one in people]
    assert set(answers) == {200}


async def test_a_link_with_a_password_is_guessed_at_thirty_times_and_stays_open_to_who_has_been_in(
    from_address: Any,
) -> None:
    film = await review()
    shared = await create_share(film.owner.principal, film.video_id, ShareTerms(password=LINK_PASSWORD))

    async def open_(address: str, password: str) -> int:
        body = {"name": "민서", "email": "minseo@client.example.com", "password": password}
        answer = await from_address(address).post(f"/api/v1/shares/{shared.token}/open", json=body)
        return int(answer.status_code)

    assert await open_(HOME, LINK_PASSWORD) == 200
    answers = [await open_(f"198.51.100.{number}", "겨울") for number in range(40)]
    assert (answers.count(401), answers.count(429)) == (30, 10)
    assert await open_("198.51.100.201", LINK_PASSWORD) == 429
    assert await open_(HOME, LINK_PASSWORD) == 200
