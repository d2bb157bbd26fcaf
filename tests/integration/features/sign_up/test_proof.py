"""An address is proven by the mailed code before there is an account, and nobody learns from it who has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import event

from tests.integration.films import stored
from tests.integration.people import person
from tests.letters import queued_letters
from videoplanet.entities.user.repository import user_by_email
from videoplanet.shared.db.engine import engine
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.redis import redis_client

EMAIL, STRANGER = "jiwoo@example.com", "nobody@example.com"
PASSWORD, ANOTHER = "kettle orbit walnut 49", "another orbit 77 lamp"


async def register(gateway: AsyncClient, email: str = EMAIL, password: str = PASSWORD, **headers: str) -> Any:
    form = {"email": email, "password": password, "name": "김지우", "agree_terms": True, "agree_privacy": True}
    return await gateway.post("/api/v1/auth/register", json=form, headers=headers)


async def verify(gateway: AsyncClient, code: str, email: str = EMAIL, **more: str) -> Any:
    return await gateway.post("/api/v1/auth/verify-email", json={"email": email, "code": code, **more})


async def token_status(gateway: AsyncClient, password: str = PASSWORD, email: str = EMAIL) -> int:
    answer = await gateway.post("/api/v1/auth/token", json={"email": email, "password": password})
    return answer.status_code


async def a_minute_passes() -> None:
    async for key in redis_client().scan_iter("vp:code-sent:*"):
        await redis_client().delete(key)


def complaint(answer: Any) -> tuple[int, str, str]:
    (error,) = answer.json()["errors"]
    return answer.status_code, error["field"], error["code"]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


async def test_the_account_opens_with_the_code_and_not_before(gateway: AsyncClient) -> None:
    registered = (await register(gateway)).json()
    (letter,) = await queued_letters(EMAIL)
    assert await token_status(gateway) == 401
    async with unit_of_work() as uow:
        assert await user_by_email(uow.session, EMAIL) is None
    assert await stored("select count(*) as accounts from user_account") == [{"accounts": 0}]
    answer = await verify(gateway, f" {letter.code[:3]} {letter.code[3:]} ")
    assert (answer.status_code, answer.json()["id"]) == (200, registered["id"])
    assert await token_status(gateway) == 200
    assert complaint(await verify(gateway, letter.code)) == (422, "code", "code.expired"), "once"


@pytest.mark.parametrize("writing", ["１２３４５６", "123-456", "123 456"])
async def test_the_code_may_be_written_otherwise(
    gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch, writing: str
) -> None:
    monkeypatch.setattr("videoplanet.shared.security.mailed_codes.secrets.randbelow", lambda _: 123456)
    await register(gateway)
    assert (await verify(gateway, writing)).status_code == 200


async def test_registering_and_wrong_codes_are_answered_alike_whoever_has_an_account(gateway: AsyncClient) -> None:
    somebody = await person("Jiwoo")
    answers: dict[str, list[Any]] = {}
    for email in (somebody.email, STRANGER):
        registered = await register(gateway, email)
        shape = {name: type(value) for name, value in registered.json().items() if name not in ("id", "created_at")}
        told: list[Any] = [registered.status_code, shape, sorted(set(registered.headers) - {"x-request-id", "date"})]
        soon = await register(gateway, email)
        told += [soon.status_code, soon.json()["code"]]
        told += [complaint(await verify(gateway, "000000", email)) for _ in range(6)]
        answers[email] = told
    assert answers[somebody.email] == answers[STRANGER]
    assert answers[STRANGER][-6:] == [(422, "code", "code.wrong")] * 4 + [(422, "code", "code.expired")] * 2
    known, unknown = await queued_letters(somebody.email), await queued_letters(STRANGER)
    assert [len(known), len(unknown)] == [1, 1]
    assert "/sign-in" in known[0].body
    assert unknown[0].code
    assert await token_status(gateway) == 200, "the account is as it was"


async def test_the_code_that_nobody_was_mailed_opens_nothing(
    gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await person("Jiwoo")
    monkeypatch.setattr("videoplanet.shared.security.mailed_codes.secrets.randbelow", lambda _: 42)
    await register(gateway, password=ANOTHER)
    assert complaint(await verify(gateway, "000042")) == (422, "code", "code.wrong")
    assert (await token_status(gateway), await token_status(gateway, ANOTHER)) == (200, 401)


class Work:
    """Statements sent to PostgreSQL and passwords hashed, in their order."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def taken(self) -> list[str]:
        """What was done since it was asked last."""
        done, self.done = self.done, []
        return done


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    """What the site does, in the order it does it."""
    from videoplanet.shared.security import passwords

    counted = Work()

    def on_statement(_: Any, __: Any, statement: str, *more: Any) -> None:
        counted.done.append(statement)

    hash_ = passwords._context.hash
    monkeypatch.setattr(passwords._context, "hash", lambda text: counted.done.append("hash") or hash_(text))  # type: ignore[func-returns-value]
    event.listen(engine().sync_engine, "before_cursor_execute", on_statement)
    yield counted
    event.remove(engine().sync_engine, "before_cursor_execute", on_statement)


async def test_registering_and_guessing_are_the_same_work_whoever_has_an_account(
    gateway: AsyncClient, work: Work
) -> None:
    somebody = await person("Jiwoo")
    done: dict[str, list[list[str]]] = {}
    for email in (somebody.email, STRANGER):
        work.taken()
        await register(gateway, email)
        registering = work.taken()
        await verify(gateway, "000000", email)
        done[email] = [registering, work.taken()]
    assert done[somebody.email] == done[STRANGER]
    assert done[STRANGER][0].count("hash") == 1
    assert len(done[STRANGER][0]) > 2


async def test_what_was_registered_last_counts_and_nothing_before_it(gateway: AsyncClient) -> None:
    await register(gateway, password=ANOTHER)
    await a_minute_passes()
    await register(gateway)
    planted, own = [letter.code for letter in await queued_letters(EMAIL)]
    if planted != own:
        assert complaint(await verify(gateway, planted)) == (422, "code", "code.wrong")
    assert (await verify(gateway, own)).status_code == 200
    assert (await token_status(gateway, ANOTHER), await token_status(gateway)) == (401, 200)


async def test_who_names_their_sign_up_never_opens_one_that_somebody_put_in_its_place(gateway: AsyncClient) -> None:
    own = (await register(gateway)).json()["id"]
    await a_minute_passes()
    planted = (await register(gateway, password=ANOTHER)).json()["id"]
    code = (await queued_letters(EMAIL))[-1].code
    assert complaint(await verify(gateway, code, id=own)) == (422, "code", "code.expired")
    assert await token_status(gateway, ANOTHER) == 401
    assert (await verify(gateway, code, id=planted)).status_code == 200, "it is still good for whose it is"


async def test_registering_anew_gives_five_tries_anew(gateway: AsyncClient) -> None:
    await register(gateway)
    (letter,) = await queued_letters(EMAIL)
    for _ in range(5):
        await verify(gateway, wrong(letter.code))
    assert complaint(await verify(gateway, letter.code)) == (422, "code", "code.expired")
    await a_minute_passes()
    await register(gateway)
    assert (await verify(gateway, (await queued_letters(EMAIL))[-1].code)).status_code == 200


async def test_wrong_tries_count_although_their_request_is_undone(gateway: AsyncClient) -> None:
    await register(gateway)
    (letter,) = await queued_letters(EMAIL)
    for number in range(5):
        body = {"email": EMAIL, "code": wrong(letter.code)}
        await gateway.post("/api/v1/auth/verify-email", json=body, headers={"Idempotency-Key": str(number)})
    assert complaint(await verify(gateway, letter.code)) == (422, "code", "code.expired")


async def test_another_code_after_a_minute_and_a_mailbox_has_a_limit_of_its_own(
    gateway: AsyncClient, settings: Any
) -> None:
    settings(limit_account_mail="3/hour", limit_mailbox="2/hour")
    assert (await register(gateway)).status_code == 201
    soon = await register(gateway)
    assert (soon.status_code, 0 < int(soon.headers["Retry-After"]) <= 60) == (429, True)
    await a_minute_passes()
    assert (await register(gateway)).status_code == 201
    await a_minute_passes()
    assert (await register(gateway)).status_code == 429
    assert (await register(gateway, STRANGER)).status_code == 201, (
        "what was refused for the mailbox is not counted here"
    )


async def test_an_empty_code_is_told_at_its_field_and_uses_up_no_try(gateway: AsyncClient) -> None:
    await register(gateway)
    for _ in range(6):
        assert complaint(await verify(gateway, " ")) == (422, "code", "field.missing")
    assert (await verify(gateway, (await queued_letters(EMAIL))[-1].code)).status_code == 200


async def test_the_letter_is_in_the_language_of_who_asks(gateway: AsyncClient) -> None:
    await register(gateway, **{"Accept-Language": "en"})
    (letter,) = await queued_letters(EMAIL)
    assert letter.subject == f"Your VideoPlanet code: {letter.code}"
