"""Who a request speaks for, and what stays true while Redis or the origin is not what it should be."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest
from httpx import AsyncClient

from tests.integration.people import Person, person
from videoplanet.entities.user.model import User
from videoplanet.entities.user.session_cache import forget_principals, remember_principal
from videoplanet.entities.user.sessions import announce_end, check_session, end_sessions
from videoplanet.features.authenticate.service import authenticate_headers
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.redis import close_redis, redis_client

ME = "/api/v1/users/me"


def cookie(somebody: Person) -> dict[str, str]:
    return {"Cookie": f"other={{}}; vp_access={somebody.tokens.access_token}"}


async def test_the_cookie_serves_like_the_header(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    assert (await gateway.get(ME, headers=cookie(jiwoo))).json()["id"] == str(jiwoo.id)
    assert (await authenticate_headers(cookie(jiwoo)["Cookie"])).subject_id == jiwoo.id


async def test_the_header_goes_before_the_cookie_and_is_not_forgiven(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    both = cookie(jiwoo) | hajun.bearer
    assert (await gateway.get(ME, headers=both)).json()["id"] == str(hajun.id)
    for header in ("Bearer", "Bearer x", "Basic abc"):
        assert (await gateway.get(ME, headers=cookie(jiwoo) | {"Authorization": header})).status_code == 401


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:3000", 200),
        ("http://localhost:3000", 200),
        ("https://evil.example", 403),
        ("http://localhost:3001", 403),
        ("null", 403),
        (None, 403),
    ],
)
async def test_a_cookie_with_an_unsafe_method_needs_our_own_origin(
    gateway: AsyncClient, origin: str | None, status: int
) -> None:
    jiwoo = await person("Jiwoo")
    headers = cookie(jiwoo) | ({"Origin": origin} if origin else {})
    answer = await gateway.patch(ME, json={"name": "지우"}, headers=headers)
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["code"] == "origin.foreign"


async def test_a_bearer_token_needs_no_origin(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    answer = await gateway.patch(ME, json={"name": "지우"}, headers=jiwoo.bearer | {"Origin": "https://tool.example"})
    assert answer.status_code == 200


async def test_a_share_link_that_is_named_never_falls_back_to_the_account(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    assert (await gateway.get(ME, headers=cookie(jiwoo) | {"X-Share-Link": "unknown"})).status_code == 401


async def test_a_session_is_cached_without_readable_names_and_ends_at_once() -> None:
    jiwoo = await person("Jiwoo")
    key = f"vp:session:{jiwoo.principal.session_id}"
    kept = await redis_client().get(key)
    assert kept is not None
    assert b"Jiwoo" not in kept
    assert 0 < await redis_client().ttl(key) <= 60
    async with unit_of_work() as uow:
        await end_sessions(uow, [jiwoo.principal.session_id])
    with pytest.raises(NotSignedIn):
        await check_session(jiwoo.principal.session_id, jiwoo.id)


async def test_a_check_that_began_before_the_end_cannot_revive_the_session() -> None:
    jiwoo = await person("Jiwoo")
    await forget_principals(jiwoo.principal.session_id)
    await announce_end(jiwoo.principal.session_id)
    await remember_principal(jiwoo.principal)
    with pytest.raises(NotSignedIn):
        await check_session(jiwoo.principal.session_id, jiwoo.id)


async def test_the_end_of_a_session_is_published() -> None:
    jiwoo = await person("Jiwoo")
    async with redis_client().pubsub() as subscription:
        await subscription.subscribe(ENDED_SESSIONS_CHANNEL)
        async with unit_of_work() as uow:
            await end_sessions(uow, [jiwoo.principal.session_id])
        async with asyncio.timeout(5):
            async for message in subscription.listen():
                if message["type"] == "message":
                    assert orjson.loads(message["data"]) == {"session_id": str(jiwoo.principal.session_id)}
                    return


async def test_without_redis_the_database_answers_and_revocation_holds(gateway: AsyncClient, settings: Any) -> None:
    jiwoo = await person("Jiwoo")
    await close_redis()
    settings(redis_url="redis://127.0.0.1:1/0")
    try:
        assert (await gateway.get(ME, headers=jiwoo.bearer)).status_code == 200
        assert (await gateway.post("/api/v1/auth/token/revoke", headers=jiwoo.bearer)).status_code == 204
        assert (await gateway.get(ME, headers=jiwoo.bearer)).status_code == 401
    finally:
        await close_redis()


async def test_a_deleted_account_is_nobody() -> None:
    jiwoo = await person("Jiwoo")
    async with unit_of_work() as uow:
        user = await uow.session.get(User, jiwoo.id)
        assert user is not None
        user.deleted_at = user.created_at
    await forget_principals(jiwoo.principal.session_id)
    with pytest.raises(NotSignedIn):
        await check_session(jiwoo.principal.session_id, jiwoo.id)
