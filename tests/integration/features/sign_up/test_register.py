"""Opening an account over REST."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from tests.integration.films import stored
from videoplanet.shared.db.engine import engine

FORM: dict[str, Any] = {
    "email": "Jiwoo@Studio.Example.com",
    "password": "kettle orbit walnut 49",
    "name": "  김  지우 ",
    "agree_terms": True,
    "agree_privacy": True,
}


async def register(gateway: AsyncClient, **changes: Any) -> Any:
    return await gateway.post("/api/v1/auth/register", json=FORM | changes)


async def test_a_new_account_is_answered_in_normal_form(gateway: AsyncClient) -> None:
    answer = await register(gateway)
    assert answer.status_code == 201
    body = answer.json()
    assert body["name"] == "김 지우"
    assert body["email"] == "Jiwoo@studio.example.com"
    assert (body["language"], body["time_zone"], body["is_staff"]) == ("ko", "Asia/Seoul", False)
    assert body["agrees_marketing"] is False
    assert "password" not in answer.text


async def test_personal_data_is_not_readable_in_the_database(gateway: AsyncClient) -> None:
    await register(gateway, agree_marketing=True)
    async with engine().connect() as connection:
        row = (await connection.execute(text("select * from user_account"))).mappings().one()
    stored = " ".join(str(bytes(value) if isinstance(value, memoryview) else value) for value in row.values())
    assert "jiwoo" not in stored.lower()
    assert "김" not in stored
    assert row["password_hash"].startswith("$argon2id$")


async def test_an_address_has_one_account_and_only_whose_it_is_learns_of_another_try(gateway: AsyncClient) -> None:
    first = await register(gateway)
    again = await register(gateway, email="jiwoo@studio.EXAMPLE.com", name="Mallory", password="another orbit 77 lamp")
    assert (
        (again.status_code, again.json().keys())
        == (first.status_code, first.json().keys())
        == (201, again.json().keys())
    )
    assert again.json()["name"] == "Mallory"
    assert again.json()["id"] != first.json()["id"]
    assert await stored("select count(*) as accounts from user_account") == [{"accounts": 1}]
    assert [row["task_name"] for row in await stored("select task_name from procrastinate_jobs")] == [
        "videoplanet:send_mail"
    ]
    pair = {"email": FORM["email"], "password": FORM["password"]}
    assert (await gateway.post("/api/v1/auth/token", json=pair)).status_code == 200, "the account is as it was"


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


async def test_the_same_idempotency_key_opens_one_account(gateway: AsyncClient) -> None:
    first, second = [
        await gateway.post("/api/v1/auth/register", json=FORM, headers={"Idempotency-Key": "abc"}) for _ in range(2)
    ]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    async with engine().connect() as connection:
        kept = (await connection.execute(text("select body from idempotency_record"))).scalar_one()
    assert b"studio.example.com" not in bytes(kept)
