"""A film comes in over REST: stored whole, described exactly, queued, told; and only by those who may."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from httpx import AsyncClient

from tests.clips import Clip, make_clip
from tests.integration.films import BUNNY, CARPHONE, guest_of, new_version, new_video, pieces, post_film, stored
from tests.integration.people import person, project
from videoplanet.features.browse_videos.service import delete_video
from videoplanet.features.manage_members.service import remove_member
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.service import receive_version, receive_video
from videoplanet.shared.errors import NotAllowed, NotFound
from videoplanet.shared.storage import list_keys, open_object
from videoplanet.shared.storage_multipart import PART_BYTES


async def test_a_film_becomes_a_video_that_can_be_reviewed_at_once(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    answer = await post_film(gateway, f"/projects/{project_id}/videos", owner, BUNNY.read_bytes(), "봄 캠페인 🎬.mp4")

    assert answer.status_code == 201, answer.text
    video = answer.json()
    assert answer.headers["location"] == f"/api/v1/videos/{video['id']}"
    assert (video["title"], video["project_id"]) == ("봄 캠페인 🎬", str(project_id))
    (version,) = video["versions"]
    assert (version["number"], version["status"], version["progress"]) == (1, "processing", 0)
    assert (version["rate"], version["duration_frames"], version["start_timecode"]) == (
        {"num": 25, "den": 1},
        132,
        "00:00:00:00",
    )
    assert (version["width"], version["height"], version["video_codec"]) == (1280, 720, "h264")
    assert version["filename"] == "봄 캠페인 🎬.mp4"
    assert version["sha256"] == hashlib.sha256(BUNNY.read_bytes()).hexdigest()
    assert version["size"] == BUNNY.stat().st_size
    assert not version["is_playable"]
    assert (version["original_url"], version["hls_url"], version["poster_url"]) == (None, None, None)
    assert version["downloads"][0]["url"].startswith("/media/")


async def test_the_original_is_stored_byte_by_byte_under_a_key_without_its_name() -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner), BUNNY)
    (key,) = await list_keys(f"videos/{view.id}/")
    assert key == f"videos/{view.id}/{view.versions[0].id}/original"
    async with open_object(key) as response:
        assert await response.aread() == BUNNY.read_bytes()


async def test_a_film_of_many_parts_is_stored_whole(tmp_path: Path) -> None:
    owner = await person("Owner")
    film = make_clip(tmp_path / "film.mp4", Clip(frames=25))
    padded = (
        film.read_bytes()
        + (len_padding := 2 * PART_BYTES + 12345).to_bytes(4, "big")
        + b"free"
        + bytes(len_padding - 8)
    )
    view = await receive_video(owner.principal, await project(owner), IncomingFilm("film.mp4", pieces(padded, 999_983)))
    assert view.versions[0].size == len(padded)
    assert view.versions[0].sha256 == hashlib.sha256(padded).hexdigest()
    async with open_object(f"videos/{view.id}/{view.versions[0].id}/original") as response:
        assert hashlib.sha256(await response.aread()).hexdigest() == view.versions[0].sha256


async def test_the_project_is_told_and_the_work_is_queued() -> None:
    owner = await person("Owner")
    project_id = await project(owner)
    view = await new_video(owner, project_id)
    (told,) = await stored("select * from activity where project_id = :id and type = 'version.new'", id=project_id)
    assert told["video_id"] == view.id
    assert told["payload"]["video"] == {"id": str(view.id), "title": view.title}
    assert told["payload"]["version"]["number"] == 1
    (job,) = await stored("select * from job")
    assert (job["id"], job["kind"], job["status"], job["video_id"]) == (
        view.versions[0].job_id,
        "transcode",
        "queued",
        view.id,
    )
    (queued,) = await stored("select * from procrastinate_jobs where task_name like '%transcode'")
    assert queued["args"] == {"version_id": str(view.versions[0].id)}


async def test_the_given_title_is_used_wherever_it_comes_in_the_form(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    path = f"/projects/{await project(owner)}/videos"
    answer = await post_film(gateway, path, owner, CARPHONE.read_bytes(), data={"title": "  봄   광고 "})
    assert answer.json()["title"] == "봄 광고"
    film_first = {"file": ("a.mp4", CARPHONE.read_bytes()), "title": ("", "나중".encode())}
    answer = await gateway.post(f"/api/v1{path}", files=film_first, headers=owner.bearer)
    assert answer.json()["title"] == "나중"


async def test_a_form_that_names_its_film_in_the_extended_way_only_is_taken(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    head = (
        b"--film\r\nContent-Disposition: form-data; name=\"file\"; filename*=UTF-8''%EB%B4%84%20%EC%BB%B7.mp4\r\n\r\n"
    )
    body = head + CARPHONE.read_bytes() + b"\r\n--film--\r\n"
    headers = {**owner.bearer, "Content-Type": "multipart/form-data; boundary=film"}
    answer = await gateway.post(f"/api/v1/projects/{await project(owner)}/videos", content=body, headers=headers)
    assert (answer.status_code, answer.json()["title"]) == (201, "봄 컷"), answer.text


async def test_versions_that_come_at_once_get_distinct_numbers(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner))
    path = f"/videos/{view.id}/versions"
    answers = await asyncio.gather(*(post_film(gateway, path, owner, CARPHONE.read_bytes()) for _ in range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    numbers = await stored("select number from version where video_id = :id order by number", id=view.id)
    assert [row["number"] for row in numbers] == [1, 2, 3, 4, 5]
    assert len(await stored("select * from activity where type = 'version.new'")) == 5


async def test_a_film_browsers_cannot_play_waits_for_its_renditions(gateway: AsyncClient, tmp_path: Path) -> None:
    owner = await person("Owner")
    film = make_clip(
        tmp_path / "master.mov", Clip(frames=10, start_timecode="10:00:00:00", video=("-c:v", "prores_ks"))
    )
    view = await new_video(owner, await project(owner), film)
    (version,) = view.versions
    assert not version.is_playable
    assert version.original_url is None
    assert (version.start_timecode, version.start_frame) == ("10:00:00:00", 900_000)


async def test_the_same_key_uploads_once(gateway: AsyncClient) -> None:
    owner = await person("Owner")
    path = f"/projects/{await project(owner)}/videos"
    key = {"Idempotency-Key": "film-1"}
    first = await post_film(gateway, path, owner, CARPHONE.read_bytes(), headers=key)
    second = await post_film(gateway, path, owner, CARPHONE.read_bytes(), headers=key)
    assert first.json()["id"] == second.json()["id"]
    assert len(await stored("select * from video")) == 1


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 201), ("admin", 201), ("editor", 201), ("reviewer", 403), ("viewer", 403)]
)
async def test_editors_and_up_upload(role: str, status: int, gateway: AsyncClient) -> None:
    owner, member = await person("Owner"), await person("Member")
    project_id = await project(owner, "봄 캠페인", **({role: member} if role != "owner" else {}))
    somebody = owner if role == "owner" else member
    view = await new_video(owner, project_id)
    for path in (f"/projects/{project_id}/videos", f"/videos/{view.id}/versions"):
        answer = await post_film(gateway, path, somebody, CARPHONE.read_bytes())
        assert answer.status_code == status, answer.text


async def test_strangers_guests_and_nobody_upload_nothing(gateway: AsyncClient) -> None:
    owner, stranger = await person("Owner"), await person("Stranger")
    project_id = await project(owner)
    view = await new_video(owner, project_id)
    guest = await guest_of(owner, view.id)
    for path in (f"/projects/{project_id}/videos", f"/videos/{view.id}/versions"):
        assert (await post_film(gateway, path, stranger, b"x")).status_code == 404
        assert (await post_film(gateway, path, guest, b"x")).status_code == 403
        assert (await post_film(gateway, path, None, b"x")).status_code == 401
    assert (await post_film(gateway, f"/videos/{uuid4()}/versions", owner, b"x")).status_code == 404
    assert len(await stored("select * from version")) == 1


async def test_permission_is_asked_before_a_byte_is_read() -> None:
    owner, viewer = await person("Owner"), await person("Viewer")
    project_id = await project(owner, viewer=viewer)

    async def untouched() -> AsyncIterator[bytes]:
        raise AssertionError("the film was read")
        yield b""

    with pytest.raises(NotAllowed):
        await receive_video(viewer.principal, project_id, IncomingFilm("a.mp4", untouched()))
    with pytest.raises(NotFound):
        await receive_version(owner.principal, uuid4(), IncomingFilm("a.mp4", untouched()))


async def test_who_is_removed_while_uploading_adds_nothing() -> None:
    owner, editor = await person("Owner"), await person("Editor")
    project_id = await project(owner, editor=editor)
    before = set(await list_keys("videos/"))

    async def while_removed() -> AsyncIterator[bytes]:
        async for piece in pieces(CARPHONE.read_bytes()):
            yield piece
        await remove_member(owner.principal, project_id, editor.id)

    with pytest.raises(NotFound):
        await receive_video(editor.principal, project_id, IncomingFilm("a.mp4", while_removed()))
    assert await stored("select * from video") == []
    assert set(await list_keys("videos/")) == before


async def test_the_uploads_of_a_person_are_limited(gateway: AsyncClient, settings: object) -> None:
    assert callable(settings)
    settings(limit_uploads="1/hour")
    owner = await person("Owner")
    path = f"/projects/{await project(owner)}/videos"
    assert (await post_film(gateway, path, owner, CARPHONE.read_bytes())).status_code == 201
    refused = await post_film(gateway, path, owner, CARPHONE.read_bytes())
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0


async def test_a_second_version_keeps_the_title_of_the_video() -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner), title="브랜드 필름")
    again = await new_version(owner, view.id, BUNNY)
    assert (again.title, [version.number for version in again.versions]) == ("브랜드 필름", [1, 2])
    assert replace(again.versions[0], created_at=view.versions[0].created_at) == view.versions[0]
    assert isinstance(again.versions[1].id, UUID)


async def test_a_video_that_is_deleted_meanwhile_takes_no_version() -> None:
    owner = await person("Owner")
    view = await new_video(owner, await project(owner))

    async def while_deleted() -> AsyncIterator[bytes]:
        async for piece in pieces(CARPHONE.read_bytes()):
            yield piece
        await delete_video(owner.principal, view.id)

    with pytest.raises(NotFound):
        await receive_version(owner.principal, view.id, IncomingFilm("a.mp4", while_deleted()))
    assert await list_keys(f"videos/{view.id}/") == [f"videos/{view.id}/{view.versions[0].id}/original"]
