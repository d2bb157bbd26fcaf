"""Share links over REST, as those who send them use them."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest
from httpx import AsyncClient, Response

from tests.integration.films import guest_of, stored
from tests.integration.people import Person, person, project
from tests.integration.review import Review, review, video
from videoplanet.entities.project.model import Role
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.redis import redis_client


async def create(gateway: AsyncClient, film: Review, by: Person | None = None, **terms: Any) -> Response:
    path = f"/api/v1/videos/{film.video_id}/shares"
    return await gateway.post(path, json=terms, headers=(by or film.owner).bearer)


async def change(gateway: AsyncClient, film: Review, share_id: str, **terms: Any) -> Response:
    return await gateway.patch(f"/api/v1/shares/{share_id}", json=terms, headers=film.owner.bearer)


async def test_a_link_carries_128_random_bits_and_is_kept_unreadable(gateway: AsyncClient) -> None:
    film = await review()
    answer = await create(gateway, film, password="봄날2026", allow_download=True)
    assert answer.status_code == 201, answer.text
    link = answer.json()
    assert link["url"] == f"{get_settings().site_url}/s/{link['token']}"
    assert len(link["token"]) == 22
    assert (link["has_password"], link["allow_download"], link["visits"]) == (True, True, 0)
    assert link["videos"] == [{"id": str(film.video_id), "title": "봄 편집본"}]
    assert "password" not in str(link).replace("has_password", "")
    [row] = await stored("select token, token_index, password_hash from share_link")
    assert link["token"].encode() not in bytes(row["token"]) + bytes(row["token_index"])
    assert row["password_hash"].startswith("$argon2id$")


async def test_links_are_listed_newest_first_in_pages(gateway: AsyncClient) -> None:
    film = await review()
    made = [(await create(gateway, film)).json()["id"] for _ in range(3)]
    path = f"/api/v1/videos/{film.video_id}/shares"
    first = (await gateway.get(f"{path}?limit=2", headers=film.owner.bearer)).json()
    rest = (await gateway.get(f"{path}?limit=2&cursor={first['next_cursor']}", headers=film.owner.bearer)).json()
    assert [item["id"] for item in first["items"] + rest["items"]] == made[::-1]
    assert rest["next_cursor"] is None


async def test_a_link_opens_several_videos_of_one_project_only(gateway: AsyncClient) -> None:
    film = await review()
    second = await video(film.owner, film.project_id)
    answer = await create(gateway, film, video_ids=[str(second), str(film.video_id)])
    assert [item["id"] for item in answer.json()["videos"]] == [str(film.video_id), str(second)]
    elsewhere = await video(film.owner, await project(film.owner, "다른 일"))
    refused = await create(gateway, film, video_ids=[str(elsewhere)])
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "share.other_project")


async def test_what_a_link_allows_can_be_changed(gateway: AsyncClient) -> None:
    film = await review()
    link = (await create(gateway, film, permission="view", password="봄날2026")).json()
    tomorrow = (now() + timedelta(days=1)).isoformat()
    changed = (await change(gateway, film, link["id"], permission="comment", password=None, expires_at=tomorrow)).json()
    assert (changed["permission"], changed["has_password"], changed["token"]) == ("comment", False, link["token"])
    assert changed["expires_at"] is not None
    assert (await change(gateway, film, link["id"], expires_at=None)).json()["expires_at"] is None


@pytest.mark.parametrize(
    ("sent", "answered"),
    [
        ("2036-11-30T09:00:00+09:00", "2036-11-30T00:00:00Z"),
        ("2036-11-29T23:30:00.5-00:30", "2036-11-30T00:00:00.500000Z"),
    ],
)
async def test_the_end_of_a_link_is_answered_in_utc(sent: str, answered: str, gateway: AsyncClient) -> None:
    film = await review()
    link = (await create(gateway, film, expires_at=sent)).json()
    assert link["expires_at"] == answered
    assert (await change(gateway, film, link["id"], expires_at=sent)).json()["expires_at"] == answered
    listed = await gateway.get(f"/api/v1/videos/{film.video_id}/shares", headers=film.owner.bearer)
    assert [one["expires_at"] for one in listed.json()["items"]] == [answered]


async def test_a_change_made_for_an_older_state_is_refused(gateway: AsyncClient) -> None:
    film = await review()
    created = await create(gateway, film)
    headers = {**film.owner.bearer, "If-Match": created.headers["etag"]}
    path = f"/api/v1/shares/{created.json()['id']}"
    first = await gateway.patch(path, json={"permission": "view"}, headers=headers)
    second = await gateway.patch(path, json={"permission": "approve"}, headers=headers)
    assert (first.status_code, second.status_code) == (200, 412)


async def test_wrong_terms_are_named(gateway: AsyncClient) -> None:
    film = await review()
    wrong: tuple[tuple[dict[str, Any], str], ...] = (
        ({"expires_at": "2020-01-01T00:00:00Z"}, "expires_at"),
        ({"expires_at": "2030-01-01T00:00:00"}, "expires_at"),
        ({"expires_at": 1900000000}, "expires_at"),
        ({"expires_at": "1900000000"}, "expires_at"),
        ({"expires_at": "9999-12-31T23:59:59-14:00"}, "expires_at"),
        ({"permission": "edit"}, "permission"),
        ({"password": "abc"}, "password"),
        ({"token": "mine"}, "body"),  # what the caller made up is not repeated
    )
    for terms, field in wrong:
        answer = await create(gateway, film, **terms)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


async def test_withdrawing_announces_the_end_and_lasts(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    pubsub = redis_client().pubsub()
    await pubsub.subscribe(ENDED_SESSIONS_CHANNEL)
    path = f"/api/v1/shares/{guest.share_id}"
    assert (await gateway.delete(path, headers=film.owner.bearer)).status_code == 204
    assert (await gateway.delete(path, headers=film.owner.bearer)).status_code == 204
    async with asyncio.timeout(60):
        message: dict[str, Any] | None = None
        while message is None:
            message = await pubsub.get_message(ignore_subscribe_messages=True, timeout=1)
    await pubsub.aclose()  # type: ignore[no-untyped-call]
    assert orjson.loads(message["data"]) == {"share_id": str(guest.share_id), "code": "share.revoked"}
    answer = await gateway.get(film.comments, headers=guest.bearer)
    assert (answer.status_code, answer.json()["code"]) == (401, "share.revoked")


async def test_a_new_password_closes_the_link_to_earlier_guests(gateway: AsyncClient) -> None:
    film = await review()
    guest = await guest_of(film.owner, film.video_id)
    assert (await gateway.get(film.comments, headers=guest.bearer)).status_code == 200
    await change(gateway, film, str(guest.share_id), password="새비밀번호")
    assert (await gateway.get(film.comments, headers=guest.bearer)).status_code == 401


async def test_links_of_others_are_unknown(gateway: AsyncClient) -> None:
    film, stranger = await review(Role.REVIEWER), await person("Stranger")
    link = (await create(gateway, film)).json()
    path = f"/api/v1/shares/{link['id']}"
    assert (await gateway.delete(path, headers=stranger.bearer)).status_code == 404
    assert (await gateway.delete(path, headers=film.members[Role.REVIEWER].bearer)).status_code == 403
    assert (await gateway.delete(f"/api/v1/shares/{UUID(int=7)}", headers=film.owner.bearer)).status_code == 404
