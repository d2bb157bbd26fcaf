"""Films are found by the words of their title, their files and what they are made of."""

from __future__ import annotations

import shutil
import unicodedata
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.integration.films import CARPHONE, new_version, new_video
from tests.integration.people import person, project
from videoplanet.features.resume_work.service import films_of_project, recent_films


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("브랜드", ["브랜드 필름 60초"]),
        (unicodedata.normalize("NFD", "브랜드 60초"), ["브랜드 필름 60초"]),
        ("60초 필름", ["브랜드 필름 60초"]),
        ("TEASER", ["Teaser 100%"]),
        ("final_v2", ["Teaser 100%"]),
        ("100%", ["Teaser 100%"]),
        ("10%", []),
        ("h264 29.97", ["Teaser 100%", "브랜드 필름 60초"]),
        ("브랜드 teaser", []),
        ("  ", ["Teaser 100%", "브랜드 필름 60초"]),
        ("'; drop table video; --", []),
    ],
)
async def test_every_word_must_occur(query: str, found: list[str], gateway: AsyncClient, tmp_path: Path) -> None:
    owner, stranger = await person("Owner"), await person("Stranger")
    project_id = await project(owner)
    await new_video(owner, project_id, title=unicodedata.normalize("NFD", "브랜드 필름 60초"))
    teaser = await new_video(owner, project_id, title="Teaser 100%")
    await new_version(owner, teaser.id, Path(shutil.copy(CARPHONE, tmp_path / "Final_v2.mp4")))
    path = f"/api/v1/projects/{project_id}/videos"
    items = (await gateway.get(path, params={"q": query}, headers=owner.bearer)).json()["items"]
    assert [unicodedata.normalize("NFC", item["title"]) for item in items] == found
    cards = [await films_of_project(owner.principal, project_id, query), await recent_films(owner.principal, 8, query)]
    assert [sorted(unicodedata.normalize("NFC", card.title) for card in each) for each in cards] == [sorted(found)] * 2
    assert await recent_films(stranger.principal, 8, query) == []


async def test_a_search_that_is_too_long_is_refused(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    path = f"/api/v1/projects/{await project(owner)}/videos"
    assert (await gateway.get(path, params={"q": "가" * 201}, headers=owner.bearer)).status_code == 422
