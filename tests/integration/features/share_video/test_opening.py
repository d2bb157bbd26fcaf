"""Share links over REST, as guests use them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient, Response
from sqlalchemy import text

from tests.integration.conftest import SettingsChange
from tests.integration.films import stored
from tests.integration.review import Review, review
from videoplanet.features.share_video.service import ShareEntry, ShareTerms, create_share, revoke_share
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work

GUEST = {"name": " 민서 ", "email": "Minseo@Client.example.com"}


async def link(film: Review, **terms: Any) -> ShareEntry:
    return await create_share(film.owner.principal, film.video_id, ShareTerms(**terms))


async def open_(gateway: AsyncClient, token: str, language: str = "ko", **more: Any) -> Response:
    headers = {"Accept-Language": language}
    return await gateway.post(f"/api/v1/shares/{token}/open", json={**GUEST, **more}, headers=headers)


async def test_a_guest_gets_a_token_for_what_the_link_allows(gateway: AsyncClient) -> None:
    film = await review()
    shared = await link(film)
    answer = await open_(gateway, shared.token)
    assert answer.status_code == 200, answer.text
    opened = answer.json()
    assert (opened["guest"]["name"], opened["permission"], opened["token_type"]) == ("민서", "comment", "bearer")
    assert opened["videos"] == [{"id": str(film.video_id), "title": "봄 편집본"}]
    assert opened["expires_in"] == 7 * 24 * 3600
    cookie = answer.headers["set-cookie"]
    assert opened["access_token"] in cookie
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    headers = {"Authorization": f"Bearer {opened['access_token']}"}
    posted = await gateway.post(film.comments, json={"version": 1, "body": "좋아요"}, headers=headers)
    assert posted.json()["author"]["name"] == "민서"


async def test_names_and_addresses_are_kept_unreadable_and_visits_are_counted_by_guest(gateway: AsyncClient) -> None:
    film = await review()
    shared = await link(film)
    first = (await open_(gateway, shared.token)).json()
    again = (await open_(gateway, shared.token, name="김민서")).json()
    gateway.cookies.clear()
    other = (await open_(gateway, shared.token, email="hajun@client.example.com")).json()
    assert first["guest"]["id"] == again["guest"]["id"] != other["guest"]["id"]
    assert [row["visits"] for row in await stored("select visits from share_link")] == [3]
    assert [row["visits"] for row in await stored("select visits from guest order by created_at")] == [2, 1]
    [row] = await stored("select name, email from guest where id = :id", id=first["guest"]["id"])
    assert "민서".encode() not in bytes(row["name"])
    assert b"minseo" not in bytes(row["email"]).lower()


async def test_a_guests_token_ends_with_the_link(gateway: AsyncClient) -> None:
    film = await review()
    shared = await link(film, expires_at=now() + timedelta(minutes=10))
    assert 590 <= (await open_(gateway, shared.token)).json()["expires_in"] <= 600


@pytest.mark.parametrize(
    ("language", "needed", "wrong"),
    [("ko", "비밀번호가 필요합니다", "맞지 않습니다"), ("en", "needs a password", "not right")],
)
async def test_a_password_is_asked_for(gateway: AsyncClient, language: str, needed: str, wrong: str) -> None:
    film = await review()
    shared = await link(film, password="봄날2026")
    without = await open_(gateway, shared.token, language)
    mistaken = await open_(gateway, shared.token, language, password="여름")
    assert (without.status_code, without.json()["code"]) == (401, "share.password_required")
    assert (mistaken.status_code, mistaken.json()["code"]) == (401, "share.password_wrong")
    assert needed in without.json()["detail"]
    assert wrong in mistaken.json()["detail"]
    assert await stored("select id from guest") == []
    assert (await open_(gateway, shared.token, language, password="봄날2026")).status_code == 200


async def test_guessing_passwords_ends_soon_but_right_ones_are_not_counted(
    gateway: AsyncClient, settings: SettingsChange
) -> None:
    settings(limit_sign_in="3/5 minutes")
    film = await review()
    shared = await link(film, password="봄날2026")
    for _ in range(5):
        assert (await open_(gateway, shared.token, password="봄날2026")).status_code == 200
    for _ in range(3):
        assert (await open_(gateway, shared.token, password="여름")).status_code == 401
    refused = await open_(gateway, shared.token, password="봄날2026")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize("language", ["ko", "en"])
async def test_a_link_that_is_over_says_so(gateway: AsyncClient, language: str) -> None:
    film = await review()
    revoked, expired = await link(film), await link(film, expires_at=now() + timedelta(days=1))
    token = (await open_(gateway, expired.token)).json()["access_token"]
    await revoke_share(film.owner.principal, revoked.id)
    async with unit_of_work() as uow:
        await uow.session.execute(text("update share_link set expires_at = now() where expires_at is not null"))
    for shared, code in ((revoked, "share.revoked"), (expired, "share.expired")):
        for answer in (
            await open_(gateway, shared.token, language),
            await gateway.get(f"/api/v1/shares/{shared.token}", headers={"Accept-Language": language}),
        ):
            assert (answer.status_code, answer.json()["code"]) == (401, code)
            assert ("링크" if language == "ko" else "link") in answer.json()["detail"]
    answer = await gateway.get(film.comments, headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "share.expired")


async def test_what_a_link_is_can_be_asked_and_leaks_nothing_behind_a_password(gateway: AsyncClient) -> None:
    film = await review()
    plain, locked = await link(film, permission="view"), await link(film, password="봄날2026")
    known = (await gateway.get(f"/api/v1/shares/{plain.token}")).json()
    assert known == {
        "needs_password": False,
        "permission": "view",
        "expires_at": None,
        "project_name": "봄 캠페인",
        "sender_name": "Owner",
        "poster_url": None,
        "videos": [{"title": "봄 편집본"}],
    }
    hidden = (await gateway.get(f"/api/v1/shares/{locked.token}")).json()
    assert (hidden["needs_password"], hidden["project_name"], hidden["videos"]) == (True, None, [])


async def test_an_unknown_link_or_one_without_videos_is_not_found(gateway: AsyncClient) -> None:
    film = await review()
    shared = await link(film)
    assert (await open_(gateway, "x" * 22)).status_code == 404
    async with unit_of_work() as uow:
        await uow.session.execute(text("update video set deleted_at = now()"))
    assert (await open_(gateway, shared.token)).status_code == 404
    assert (await gateway.get(f"/api/v1/shares/{shared.token}")).status_code == 404


@pytest.mark.parametrize("fields", [{"email": "no address"}, {"name": " "}, {"name": "가" * 61}, {"role": "owner"}])
async def test_a_guest_says_who_they_are(gateway: AsyncClient, fields: dict[str, str]) -> None:
    film = await review()
    shared = await link(film)
    assert (await open_(gateway, shared.token, **fields)).status_code == 422


@pytest.mark.parametrize(("permission", "status"), [("view", 403), ("comment", 201), ("approve", 201)])
async def test_a_guest_comments_only_where_the_link_allows_it(
    gateway: AsyncClient, permission: str, status: int
) -> None:
    film = await review()
    shared = await link(film, permission=permission)
    token = (await open_(gateway, shared.token)).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = await gateway.post(film.comments, json={"version": 1, "body": "x"}, headers=headers)
    assert answer.status_code == status
    for path in (f"/api/v1/videos/{film.video_id}/shares", f"/api/v1/projects/{film.project_id}"):
        assert (await gateway.get(path, headers=headers)).status_code in (403, 404)
