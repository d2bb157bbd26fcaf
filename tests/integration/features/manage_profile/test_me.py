"""One's own profile and sessions over REST."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from httpx import AsyncClient

from tests.integration.people import person, sign_in

ME = "/api/v1/users/me"


async def test_a_profile_changes_and_the_next_request_knows(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    change = {"name": "김지우", "language": "en", "time_zone": "Europe/Berlin"}
    answer = await gateway.patch(ME, json=change, headers=jiwoo.bearer)
    assert answer.status_code == 200
    seen = (await gateway.get(ME, headers=jiwoo.bearer)).json()
    assert {key: seen[key] for key in change} == change
    assert seen["created_at"].endswith("Z")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"language": "de"}, "language"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"email": "x@y.z"}, "body"),
    ],
)
async def test_a_wrong_value_is_told_and_nothing_changes(
    gateway: AsyncClient, change: dict[str, Any], field: str
) -> None:
    jiwoo = await person("Jiwoo")
    before = (await gateway.get(ME, headers=jiwoo.bearer)).json()
    answer = await gateway.patch(ME, json={"name": "다른 이름"} | change, headers=jiwoo.bearer)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert (await gateway.get(ME, headers=jiwoo.bearer)).json() == before


async def test_the_entity_tag_saves_a_body_and_guards_a_change(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    tag = (await gateway.get(ME, headers=jiwoo.bearer)).headers["ETag"]
    assert (await gateway.get(ME, headers=jiwoo.bearer | {"If-None-Match": tag})).status_code == 304
    first = await gateway.patch(ME, json={"name": "하나"}, headers=jiwoo.bearer | {"If-Match": tag})
    assert first.status_code == 200
    assert first.headers["ETag"] == (await gateway.get(ME, headers=jiwoo.bearer)).headers["ETag"]
    late = await gateway.patch(ME, json={"name": "둘"}, headers=jiwoo.bearer | {"If-Match": tag})
    assert late.status_code == 412


async def test_one_sees_and_ends_ones_own_sessions(gateway: AsyncClient) -> None:
    jiwoo, hajun = await person("Jiwoo"), await person("Hajun")
    other = await sign_in(gateway, jiwoo.email)
    third = await sign_in(gateway, jiwoo.email)
    listed = (await gateway.get(f"{ME}/sessions", headers=jiwoo.bearer)).json()["items"]
    assert len(listed) == 3
    assert [item["is_current"] for item in listed] == [False, False, True]
    assert listed[0]["address"] == "203.0.113.7"
    ended = await gateway.delete(f"{ME}/sessions/{listed[0]['id']}", headers=jiwoo.bearer)
    assert ended.status_code == 204
    assert (await gateway.get(ME, headers={"Authorization": f"Bearer {third['access_token']}"})).status_code == 401
    assert (await gateway.get(ME, headers={"Authorization": f"Bearer {other['access_token']}"})).status_code == 200
    for stranger in (hajun.principal.session_id, uuid4(), listed[0]["id"]):
        assert (await gateway.delete(f"{ME}/sessions/{stranger}", headers=jiwoo.bearer)).status_code == 404
    assert (await gateway.get(ME, headers=hajun.bearer)).status_code == 200


async def test_every_other_session_ends_and_this_one_stays(gateway: AsyncClient) -> None:
    jiwoo = await person("Jiwoo")
    other = await sign_in(gateway, jiwoo.email)
    assert (await gateway.delete(f"{ME}/sessions", headers=jiwoo.bearer)).status_code == 204
    assert (await gateway.get(ME, headers={"Authorization": f"Bearer {other['access_token']}"})).status_code == 401
    assert (await gateway.get(ME, headers=jiwoo.bearer)).status_code == 200


async def test_without_a_token_nothing_is_told(gateway: AsyncClient) -> None:
    answer = await gateway.get(ME, headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.json()["detail"]) == (401, "Please sign in.")
