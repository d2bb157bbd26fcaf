"""Which file the original is, is told to those who may have it."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from tests.integration.films import guest_of
from tests.integration.review import Review, review
from videoplanet.features.share_video.service import ShareTerms
from videoplanet.shared.db.unit_of_work import unit_of_work

SECRET = ("master_final_v7.mov", 987654321, "ab" * 32)


async def mastered() -> Review:
    film = await review()
    async with unit_of_work() as uow:
        values = dict(zip(("filename", "size", "sha256"), SECRET, strict=True))
        await uow.session.execute(
            text("update version set filename = :filename, size = :size, sha256 = :sha256"), values
        )
    return film


async def everything_told(gateway: AsyncClient, film: Review, somebody: Any) -> str:
    told = []
    for path in (f"videos/{film.video_id}", f"videos/{film.video_id}/comments", f"videos/{film.video_id}/activity"):
        answer = await gateway.get(f"/api/v1/{path}", headers=somebody.bearer)
        assert answer.status_code == 200, answer.text
        told.append(answer.text)
    return " ".join(told)


@pytest.mark.parametrize("may_download", [True, False])
async def test_a_guest_is_told_of_the_original_only_with_the_right_to_it(
    gateway: AsyncClient, may_download: bool
) -> None:
    film = await mastered()
    guest = await guest_of(film.owner, film.video_id, ShareTerms(allow_download=may_download))
    told = await everything_told(gateway, film, guest)
    assert [str(word) in told for word in SECRET] == [may_download] * 3
    to_members = await everything_told(gateway, film, film.owner)
    assert all(str(word) in to_members for word in SECRET)


async def test_a_guest_who_sent_it_knows_it(gateway: AsyncClient) -> None:
    film = await mastered()
    guest = await guest_of(film.owner, film.video_id, ShareTerms(allow_upload=True))
    async with unit_of_work() as uow:
        await uow.session.execute(text("update version set guest_id = :id"), {"id": guest.principal.subject_id})
    told = await everything_told(gateway, film, guest)
    assert all(str(word) in told for word in SECRET)
