"""Unfinished uploads end: their rows, their parts and their objects go; what became a film stays."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import CARPHONE, changed, stored
from tests.integration.people import Person, project
from tests.integration.resumable import begin, complete, padded, part_of, see, send_parts, taking_in, upload_film
from videoplanet.features.upload_video import discarding, jobs
from videoplanet.features.upload_video.discarding import discard_expired
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.intake import take_in_upload
from videoplanet.features.upload_video.service import receive_video
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.storage import close_storage, list_keys
from videoplanet.shared.storage_multipart import PART_BYTES, begin_multipart, multiparts_begun_before, stored_parts

FILM = CARPHONE.read_bytes()


async def unfinished_in_storage() -> set[str]:
    return {key for key, _ in await multiparts_begun_before(now() + timedelta(days=1))}


async def test_unfinished_uploads_are_forgotten_after_their_time(owner: Person, gateway: AsyncClient) -> None:
    project_id, blob = await project(owner), padded(size=PART_BYTES + 5000)
    old = (await begin(gateway, owner, project_id, len(blob))).json()
    await gateway.put(old["parts"][0]["url"], content=part_of(blob, 1))
    (row,) = await stored("select * from upload")
    await changed("update upload set expires_at = now() - interval '1 second'")
    fresh = (await begin(gateway, owner, project_id, 10)).json()

    late = await gateway.put(old["parts"][1]["url"], content=part_of(blob, 2))
    assert (late.status_code, late.json()["code"]) == (409, "upload.closed")
    await jobs.forget_uploads(0)

    assert [str(left["id"]) for left in await stored("select id from upload")] == [fresh["upload_id"]]
    key = f"videos/{row['new_video_id']}/{row['version_id']}/original"
    with pytest.raises(NotFound):
        await stored_parts(key, row["storage_upload_id"])
    assert key not in await unfinished_in_storage()


async def test_an_upload_lives_as_long_as_the_setting_says(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    settings(upload_hours="2")
    await begin(gateway, owner, await project(owner), 10)
    (row,) = await stored("select expires_at - created_at as life from upload")
    assert abs(row["life"] - timedelta(hours=2)) < timedelta(minutes=1)


async def test_a_film_that_was_taken_in_stays_when_its_upload_is_forgotten(owner: Person, gateway: AsyncClient) -> None:
    async with taking_in():
        done = (await upload_film(gateway, owner, await project(owner), FILM)).json()
    await changed("update upload set expires_at = now() - interval '1 second'")
    await discard_expired()
    assert await stored("select * from upload") == []
    assert len(await list_keys(f"videos/{done['video']['id']}/")) == 1
    given_up = await gateway.delete(f"/api/v1/uploads/{done['upload_id']}", headers=owner.bearer)
    assert given_up.status_code == 404


async def test_a_finished_upload_can_be_put_away_without_its_film(owner: Person, gateway: AsyncClient) -> None:
    async with taking_in():
        done = (await upload_film(gateway, owner, await project(owner), FILM)).json()
    put_away = await gateway.delete(f"/api/v1/uploads/{done['upload_id']}", headers=owner.bearer)
    assert put_away.status_code == 204
    assert len(await list_keys(f"videos/{done['video']['id']}/")) == 1
    assert len(await stored("select * from version")) == 1


async def test_what_was_joined_but_never_placed_is_removed(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = (await begin(gateway, owner, await project(owner), len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await changed("update upload set status = 'checking'")

    async def dies(_source: str) -> None:
        raise RuntimeError("killed")

    monkeypatch.setattr("videoplanet.features.upload_video.placing.probe", dies)
    with pytest.raises(RuntimeError):
        await take_in_upload(UUID(upload["upload_id"]))
    (row,) = await stored("select * from upload")
    assert await list_keys(f"videos/{row['new_video_id']}/") != []
    await changed("update upload set expires_at = now() - interval '1 second'")
    await discard_expired()
    assert await list_keys(f"videos/{row['new_video_id']}/") == []


async def test_parts_that_nobody_knows_of_are_removed_once_they_are_old(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = "videos/stray/original"
    await begin_multipart(stray)
    upload = (await begin(gateway, owner, await project(owner), len(FILM))).json()
    await discard_expired()
    assert stray in await unfinished_in_storage()
    monkeypatch.setattr(discarding, "now", lambda: now() + timedelta(hours=get_settings().upload_hours, minutes=1))
    await discarding._discard_strays()
    assert stray not in await unfinished_in_storage()
    await send_parts(gateway, upload, FILM)
    async with taking_in():
        assert (await complete(gateway, owner, upload)).status_code == 201


async def test_a_storage_that_is_away_keeps_the_rows_for_the_next_round(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    await begin(gateway, owner, await project(owner), 10)
    await changed("update upload set expires_at = now() - interval '1 second'")
    there = str(get_settings().s3_endpoint_url)
    settings(s3_endpoint_url="http://127.0.0.1:9")
    await close_storage()
    try:
        with pytest.raises(Unavailable):
            await discard_expired()
        assert len(await stored("select * from upload")) == 1
    finally:
        settings(s3_endpoint_url=there)
        await close_storage()
    await discard_expired()
    assert await stored("select * from upload") == []


async def test_a_form_that_died_half_way_is_removed(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    project_id = await project(owner)

    async def gone(_upload_id: UUID) -> None:
        """The process is killed: nothing is tidied up."""

    async def breaks_off() -> AsyncIterator[bytes]:
        yield FILM
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr("videoplanet.features.upload_video.service.discard_upload", gone)
        with pytest.raises(ConnectionError):
            await receive_video(owner.principal, project_id, IncomingFilm("a.mp4", breaks_off()))
    (row,) = await stored("select * from upload")
    assert row["status"] == "checking"
    await changed("update upload set expires_at = now() - interval '1 second'")
    await discard_expired()
    assert await stored("select * from upload") == []


async def test_engines_that_stay_away_end_the_check_with_a_reason(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = (await begin(gateway, owner, await project(owner), len(FILM))).json()
    await send_parts(gateway, upload, FILM)
    await changed("update upload set status = 'checking'")

    async def away(_source: str) -> None:
        raise Unavailable

    monkeypatch.setattr("videoplanet.features.upload_video.placing.probe", away)
    for attempt in range(jobs.MOST_ATTEMPTS + 1):
        context: Any = type("Context", (), {"job": type("Job", (), {"attempts": attempt})})
        if attempt < jobs.MOST_ATTEMPTS:
            with pytest.raises(Unavailable):
                await jobs.take_in(context, upload["upload_id"])
        else:
            await jobs.take_in(context, upload["upload_id"])
    seen = await see(gateway, owner, upload)
    assert (seen["status"], seen["error_code"]) == ("refused", "upload.interrupted")
    assert (await complete(gateway, owner, upload)).status_code == 409
