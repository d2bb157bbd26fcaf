"""Limits count over all workers, and counting costs a request no way to Redis beside the one its session takes."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient
from redis.asyncio import Redis

from tests.integration.conftest import SettingsChange
from tests.integration.people import Person, person
from videoplanet.entities.user.session_cache import bury, forget_principals
from videoplanet.shared.redis import redis_client

PROJECTS = "/api/v1/projects"
ME = "/api/v1/users/me"


async def counters() -> dict[str, int]:
    """What is counted, by the last parts of its key."""
    return {
        key.decode().split("/", 1)[1]: int(await redis_client().get(key) or 0)
        async for key in redis_client().scan_iter("LIMITS*")
    }


async def test_every_rule_counts_and_the_first_is_told(gateway: AsyncClient, settings: SettingsChange) -> None:
    settings(limit_reads="5/hour;3/minute")
    jiwoo = await person("Jiwoo")
    for left in (4, 3, 2):
        answer = await gateway.get(PROJECTS, headers=jiwoo.bearer)
        assert answer.status_code == 200
        assert answer.headers["RateLimit"].startswith(f'"reads";r={left};t=')
        assert answer.headers["RateLimit-Policy"] == '"reads";q=5;w=3600'
    refused = await gateway.get(PROJECTS, headers=jiwoo.bearer)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_requests")
    assert 1 <= int(refused.headers["Retry-After"]) <= 61
    async for key in redis_client().scan_iter("LIMITS*"):
        assert await redis_client().ttl(key) > 0


async def test_the_longest_rule_refuses_for_its_own_time(gateway: AsyncClient, settings: SettingsChange) -> None:
    settings(limit_reads="2/hour;100/minute")
    jiwoo = await person("Jiwoo")
    answers = [await gateway.get(PROJECTS, headers=jiwoo.bearer) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 429, 429]
    assert 3590 <= int(answers[-1].headers["Retry-After"]) <= 3601


async def test_people_are_counted_each_for_themselves(gateway: AsyncClient, settings: SettingsChange) -> None:
    settings(limit_reads="1/hour")
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    assert (await gateway.get(PROJECTS, headers=jiwoo.bearer)).status_code == 200
    assert (await gateway.get(PROJECTS, headers=hajun.bearer)).status_code == 200
    assert (await gateway.get(PROJECTS, headers=jiwoo.bearer)).status_code == 429


@pytest.mark.parametrize("is_known", [True, False])
async def test_a_read_asks_redis_once_for_session_and_limits(
    gateway: AsyncClient, settings: SettingsChange, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    settings(limit_reads="1000/hour;100/minute")
    jiwoo = await person("Jiwoo")
    assert (await gateway.get(PROJECTS, headers=jiwoo.bearer)).status_code == 200
    if not is_known:
        await forget_principals(jiwoo.principal.session_id)
    asked: list[Any] = []
    execute: Any = Redis.execute_command

    async def counted(self: Redis, *command: Any, **options: Any) -> Any:
        asked.append(command[0])
        return await execute(self, *command, **options)

    monkeypatch.setattr(Redis, "execute_command", counted)
    assert (await gateway.get(PROJECTS, headers=jiwoo.bearer)).status_code == 200
    assert asked == (["EVALSHA"] if is_known else ["EVALSHA", "SET", "EVALSHA"])
    assert {key.rsplit("/", 2)[0]: used for key, used in (await counters()).items()} != {}
    assert set((await counters()).values()) == {2}


async def test_an_ended_session_uses_nothing_up(gateway: AsyncClient, settings: SettingsChange) -> None:
    settings(limit_reads="5/hour")
    jiwoo = await person("Jiwoo")
    await bury(jiwoo.principal.session_id)
    assert (await gateway.get(PROJECTS, headers=jiwoo.bearer)).status_code == 401
    assert await counters() == {}


async def test_what_another_site_sends_uses_nothing_up(gateway: AsyncClient, settings: SettingsChange) -> None:
    settings(limit_writes="5/hour")
    jiwoo = await person("Jiwoo")
    headers = {"Cookie": f"vp_access={jiwoo.tokens.access_token}", "Origin": "https://evil.example"}
    assert (await gateway.patch(ME, json={"name": "지우"}, headers=headers)).status_code == 403
    assert await counters() == {}


async def _reads(gateway: AsyncClient, somebody: Person) -> int:
    return (await gateway.get(PROJECTS, headers=somebody.bearer)).status_code


async def test_without_redis_nothing_is_refused(gateway: AsyncClient, settings: SettingsChange) -> None:
    jiwoo = await person("Jiwoo")
    settings(limit_reads="1/hour", redis_url="redis://127.0.0.1:1/0")
    redis_client.cache_clear()
    try:
        assert [await _reads(gateway, jiwoo) for _ in range(3)] == [200, 200, 200]
    finally:
        redis_client.cache_clear()
