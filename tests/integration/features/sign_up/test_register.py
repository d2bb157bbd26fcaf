"""Opening an account over REST."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from tests.letters import queued_letters
from videoplanet.shared.db.engine import engine
from videoplanet.shared.redis import redis_client

FORM: dict[str, Any] = {
    "email": "Jiwoo@Studio.Example.com",
    "password": "kettle orbit walnut 49",
    "name": "  김  지우 ",
    "agree_terms": True,
    "agree_privacy": True,
}


async def register(gateway: AsyncClient, **changes: Any) -> Any:
    return await gateway.post("/api/v1/auth/register", json=FORM | changes)


async def proven(gateway: AsyncClient) -> None:
    """Enter the code mailed last."""
    code = (await queued_letters())[-1].code
    answer = await gateway.post("/api/v1/auth/verify-email", json={"email": FORM["email"], "code": code})
    assert answer.status_code == 200, answer.text


async def test_what_was_entered_is_answered_in_normal_form(gateway: AsyncClient) -> None:
    answer = await register(gateway)
    assert answer.status_code == 201
    body = answer.json()
    assert body["name"] == "김 지우"
    assert body["email"] == "Jiwoo@studio.example.com"
    assert (body["language"], body["time_zone"], body["is_staff"]) == ("ko", "Asia/Seoul", False)
    assert body["agrees_marketing"] is False
    assert "password" not in answer.text


async def test_personal_data_is_readable_neither_before_nor_after_the_proof(gateway: AsyncClient) -> None:
    await register(gateway, agree_marketing=True)
    for key in [key async for key in redis_client().scan_iter("vp:*")]:
        kept = key + (await redis_client().get(key) or b"")
        assert b"jiwoo" not in kept.lower()
        assert b"argon2" not in kept
    await proven(gateway)
    async with engine().connect() as connection:
        row = (await connection.execute(text("select * from user_account"))).mappings().one()
    found = " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in row.values())
    assert "jiwoo" not in found.lower()
    assert "김" not in found
    assert row["password_hash"].startswith("$argon2id$")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"email": "not an address"}, "email", "email.invalid"),
        ({"email": " "}, "email", "field.missing"),
        ({"name": " \n "}, "name", "field.missing"),
        ({"name": "가" * 61}, "name", "field.too_long"),
        ({"name": "a\u0000b"}, "name", "field.invalid"),
        ({"password": "k3ttl-"}, "password", "password.too_short"),
        ({"password": "password1"}, "password", "password.guessable"),
        ({"password": "Jiwoo@Studio.Example.com"}, "password", "password.guessable"),
        ({"password": "videoplanet"}, "password", "password.guessable"),
        ({"password": "k" * 201}, "password", "field.too_long"),
        ({"agree_terms": False}, "agree_terms", "agreement.required"),
        ({"agree_privacy": False}, "agree_privacy", "agreement.required"),
    ],
)
async def test_a_mistake_is_told_at_its_field(
    gateway: AsyncClient, changes: dict[str, Any], field: str, code: str
) -> None:
    answer = await register(gateway, **changes)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [(error["field"], error["code"]) for error in answer.json()["errors"]] == [(field, code)]


async def test_every_mistake_is_told_at_once_in_the_asked_language(gateway: AsyncClient) -> None:
    mistakes = FORM | {"email": "", "password": "1", "name": "", "agree_terms": False}
    answer = await gateway.post("/api/v1/auth/register", json=mistakes, headers={"Accept-Language": "en"})
    errors = {error["field"]: error["message"] for error in answer.json()["errors"]}
    assert set(errors) == {"email", "password", "name", "agree_terms"}
    assert errors["password"] == "The password needs at least 8 characters."


async def test_nobody_makes_themselves_staff(gateway: AsyncClient) -> None:
    assert (await register(gateway, is_staff=True)).json()["is_staff"] is False
    await proven(gateway)
    async with engine().connect() as connection:
        assert (await connection.execute(text("select is_staff from user_account"))).scalars().all() == [False]


async def test_three_accounts_an_hour_and_address_but_typing_errors_do_not_count(
    gateway: AsyncClient, settings: Any
) -> None:
    settings(limit_account_mail="3/hour")
    for _ in range(4):
        assert (await register(gateway, password="1")).status_code == 422
    for number in range(3):
        answer = await register(gateway, email=f"person{number}@example.com")
        assert answer.status_code == 201
        assert answer.headers["RateLimit"].startswith('"account_mail"')
    refused = await register(gateway, email="person4@example.com")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0


async def test_the_same_idempotency_key_mails_one_code(gateway: AsyncClient) -> None:
    first, second = [
        await gateway.post("/api/v1/auth/register", json=FORM, headers={"Idempotency-Key": "abc"}) for _ in range(2)
    ]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(await queued_letters()) == 1
    async with engine().connect() as connection:
        kept = (await connection.execute(text("select body from idempotency_record"))).scalar_one()
    assert b"studio.example.com" not in bytes(kept)
