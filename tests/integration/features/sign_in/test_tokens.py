"""Signing in over REST, staying signed in, and what a stolen refresh token is worth."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from httpx import AsyncClient

from tests.integration.people import PASSWORD, person, sign_in
from videoplanet.shared.security.tokens import AccessClaims, issue_access_token, issue_refresh_token

TOKEN = "/api/v1/auth/token"
REFRESH = "/api/v1/auth/token/refresh"
ME = "/api/v1/users/me"


async def status_of_me(gateway: AsyncClient, access_token: str) -> int:
    return (await gateway.get(ME, headers={"Authorization": f"Bearer {access_token}"})).status_code


async def test_the_password_gives_tokens_that_work(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    answer = await gateway.post(TOKEN, json={"email": " JIWOO@example.com ", "password": PASSWORD})
    body = answer.json()
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert (body["token_type"], body["expires_in"], body["refresh_expires_in"]) == ("Bearer", 604800, 2419200)
    me = await gateway.get(ME, headers={"Authorization": f"Bearer {body['access_token']}"})
    assert me.json()["id"] == str(jiwoo.id)


async def test_an_unknown_account_and_a_wrong_password_get_the_same_answer(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    answers = [
        await gateway.post(TOKEN, json={"email": email, "password": "wrong kettle 7"})
        for email in ("jiwoo@example.com", "nobody@example.com", "not an address")
    ]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    bodies = [{k: v for k, v in answer.json().items() if k != "request_id"} for answer in answers]
    assert bodies[0] == bodies[1] == bodies[2]
    assert bodies[0]["code"] == "sign_in.wrong"


async def test_an_empty_form_is_told_field_by_field(gateway: AsyncClient) -> None:
    answer = await gateway.post(TOKEN, json={"email": "", "password": ""})
    assert answer.status_code == 422
    assert {error["field"] for error in answer.json()["errors"]} == {"email", "password"}


async def test_the_sixth_try_in_five_minutes_is_refused_for_that_account_only(
    gateway: AsyncClient, settings: Any
) -> None:
    settings(limit_sign_in="5/5 minutes")
    await person("Jiwoo")
    await person("Hajun")
    for _ in range(5):
        wrong = await gateway.post(TOKEN, json={"email": "jiwoo@example.com", "password": "wrong"})
        assert wrong.status_code == 401
    refused = await gateway.post(TOKEN, json={"email": "Jiwoo@Example.com", "password": PASSWORD})
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 302
    assert (await gateway.post(TOKEN, json={"email": "hajun@example.com", "password": PASSWORD})).status_code == 200


async def test_a_refresh_token_is_good_once_and_gives_a_new_pair(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    first = await sign_in(gateway, "jiwoo@example.com")
    second = (await gateway.post(REFRESH, json={"refresh_token": first["refresh_token"]})).json()
    assert second["refresh_token"] != first["refresh_token"]
    third = await gateway.post(REFRESH, json={"refresh_token": second["refresh_token"]})
    assert third.status_code == 200
    assert await status_of_me(gateway, third.json()["access_token"]) == 200


async def test_an_old_refresh_token_ends_the_session(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    first = await sign_in(gateway, "jiwoo@example.com")
    second = (await gateway.post(REFRESH, json={"refresh_token": first["refresh_token"]})).json()
    assert await status_of_me(gateway, second["access_token"]) == 200
    stolen = await gateway.post(REFRESH, json={"refresh_token": first["refresh_token"]})
    assert (stolen.status_code, stolen.json()["code"]) == (401, "session.reused")
    assert await status_of_me(gateway, second["access_token"]) == 401
    again = await gateway.post(REFRESH, json={"refresh_token": second["refresh_token"]})
    assert (again.status_code, again.json()["code"]) == (401, "not_signed_in")


async def test_an_old_refresh_token_ends_the_session_although_the_request_has_an_idempotency_key(
    gateway: AsyncClient,
) -> None:
    await person("Jiwoo")
    first = await sign_in(gateway, "jiwoo@example.com")
    second = (await gateway.post(REFRESH, json={"refresh_token": first["refresh_token"]})).json()
    stolen = await gateway.post(
        REFRESH, json={"refresh_token": first["refresh_token"]}, headers={"Idempotency-Key": "k"}
    )
    assert stolen.status_code == 401
    assert await status_of_me(gateway, second["access_token"]) == 401


async def test_a_retry_with_the_same_idempotency_key_is_no_theft(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    first = await sign_in(gateway, "jiwoo@example.com")
    body, headers = {"refresh_token": first["refresh_token"]}, {"Idempotency-Key": "k"}
    answers = [await gateway.post(REFRESH, json=body, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert await status_of_me(gateway, answers[1].json()["access_token"]) == 200


async def test_of_two_exchanges_at_the_same_moment_one_succeeds(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    first = await sign_in(gateway, "jiwoo@example.com")
    answers = await asyncio.gather(
        *(gateway.post(REFRESH, json={"refresh_token": first["refresh_token"]}) for _ in range(2))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 401]


async def test_forged_and_foreign_tokens_are_refused(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    hajun = await person("Hajun")
    forged = issue_access_token(AccessClaims("user", hajun.id, jiwoo.principal.session_id))
    for token in (forged, jiwoo.tokens.refresh_token, "x", issue_access_token(AccessClaims("user", uuid4(), uuid4()))):
        assert await status_of_me(gateway, token) == 401
    assert await status_of_me(gateway, jiwoo.tokens.access_token) == 200
    for token in (jiwoo.tokens.access_token, issue_refresh_token(uuid4()), "x"):
        assert (await gateway.post(REFRESH, json={"refresh_token": token})).status_code == 401


async def test_revoking_either_token_ends_the_session_at_once(gateway: AsyncClient) -> None:
    await person("Jiwoo")
    for name in ("access_token", "refresh_token"):
        pair = await sign_in(gateway, "jiwoo@example.com")
        assert await status_of_me(gateway, pair["access_token"]) == 200
        assert (await gateway.post(f"{TOKEN}/revoke", json={"token": pair[name]})).status_code == 204
        assert await status_of_me(gateway, pair["access_token"]) == 401
        refused = await gateway.post(REFRESH, json={"refresh_token": pair["refresh_token"]})
        assert refused.status_code == 401


async def test_revocation_takes_the_authorization_header_and_forgives_unknown_tokens(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    assert (await gateway.post(f"{TOKEN}/revoke", json={"token": "unknown"})).status_code == 204
    assert (await gateway.post(f"{TOKEN}/revoke", headers=jiwoo.bearer)).status_code == 204
    assert await status_of_me(gateway, jiwoo.tokens.access_token) == 401
