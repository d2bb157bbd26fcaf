"""A film arrives in parts: in any order, again after a break, and becomes exactly one version."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from uuid import UUID

import pytest
from httpx import AsyncClient

from tests.integration.films import BUNNY, CARPHONE, run_jobs, stored
from tests.integration.people import Person, project
from tests.integration.resumable import (
    begin,
    complete,
    digest_header,
    padded,
    part_of,
    parts_sha256,
    see,
    send_parts,
    upload_film,
)
from videoplanet.features.browse_videos.service import delete_video
from videoplanet.features.upload_video import completing
from videoplanet.features.upload_video.intake import take_in_upload
from videoplanet.shared.storage import list_keys, open_object
from videoplanet.shared.storage_multipart import PART_BYTES, stored_parts


@pytest.mark.usefixtures("intake")
async def test_a_film_in_parts_becomes_a_video(owner: Person, gateway: AsyncClient) -> None:
    project_id, blob = await project(owner), padded(size=2 * PART_BYTES + 12_345)
    begun = await begin(gateway, owner, project_id, len(blob), "봄 캠페인 🎬.mp4")
    assert begun.status_code == 201, begun.text
    upload = begun.json()
    assert begun.headers["location"] == f"/api/v1/uploads/{upload['upload_id']}"
    assert (upload["status"], upload["part_size"], upload["size"]) == ("open", PART_BYTES, len(blob))
    assert [part["number"] for part in upload["parts"]] == [1, 2, 3]
    assert (upload["video_id"], upload["video"], upload["version"]) == (None, None, None)

    await send_parts(gateway, upload, blob)
    answer = await complete(gateway, owner, upload)

    assert answer.status_code == 201, answer.text
    done = answer.json()
    assert answer.headers["location"] == f"/api/v1/videos/{done['video']['id']}"
    assert (done["status"], done["version"], done["parts"], done["video_id"]) == ("done", 1, [], done["video"]["id"])
    assert [part["sha256"] for part in done["arrived"]] == [
        hashlib.sha256(part_of(blob, number)).hexdigest() for number in (1, 2, 3)
    ]
    assert done["video"]["title"] == "봄 캠페인 🎬"
    (version,) = done["video"]["versions"]
    assert (version["status"], version["duration_frames"], version["size"]) == ("processing", 132, len(blob))
    assert (version["is_playable"], version["original_url"]) == (False, None)
    (row,) = await stored("select * from version")
    assert (row["parts_sha256"], row["stored_bytes"]) == (parts_sha256(blob), len(blob))
    assert "h264" in row["search_text"].lower()
    async with open_object(f"videos/{row['video_id']}/{row['id']}/original") as response:
        assert await response.aread() == blob
    assert len(await stored("select * from activity where type = 'version.new'")) == 1
    (job,) = await stored("select * from job")
    assert (job["id"], job["version_id"]) == (row["job_id"], row["id"])


@pytest.mark.usefixtures("intake")
async def test_a_film_becomes_the_next_version_of_a_video(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    first = (await upload_film(gateway, owner, project_id, CARPHONE.read_bytes())).json()["video"]
    answer = await upload_film(gateway, owner, project_id, BUNNY.read_bytes(), video_id=first["id"])
    assert (answer.status_code, answer.json()["version"]) == (201, 2)
    assert answer.json()["video"]["id"] == first["id"]
    assert [version["number"] for version in answer.json()["video"]["versions"]] == [1, 2]


@pytest.mark.usefixtures("intake")
async def test_what_arrived_is_not_asked_for_again(owner: Person, gateway: AsyncClient) -> None:
    project_id, blob = await project(owner), padded(size=2 * PART_BYTES + 99)
    upload = (await begin(gateway, owner, project_id, len(blob))).json()
    urls = {part["number"]: part["url"] for part in upload["parts"]}
    for number in (3, 1):
        assert (await gateway.put(urls[number], content=part_of(blob, number))).status_code == 200
    seen = await see(gateway, owner, upload)
    assert [part["number"] for part in seen["parts"]] == [2]
    assert [(part["number"], part["size"]) for part in seen["arrived"]] == [(1, PART_BYTES), (3, 99)]
    refused = await complete(gateway, owner, upload)
    assert (refused.status_code, refused.json()["code"]) == (409, "upload.parts_missing")
    listed = await gateway.get(f"/api/v1/projects/{project_id}/uploads", headers=owner.bearer)
    assert [item["upload_id"] for item in listed.json()["items"]] == [upload["upload_id"]]

    await send_parts(gateway, seen, blob)
    assert (await complete(gateway, owner, upload)).status_code == 201
    listed = await gateway.get(f"/api/v1/projects/{project_id}/uploads", headers=owner.bearer)
    assert listed.json() == {"items": [], "next_cursor": None}


@pytest.mark.usefixtures("intake")
async def test_completing_at_once_and_again_makes_one_version(owner: Person, gateway: AsyncClient) -> None:
    project_id, blob = await project(owner), CARPHONE.read_bytes()
    upload = (await begin(gateway, owner, project_id, len(blob))).json()
    await send_parts(gateway, upload, blob)
    key = {"Idempotency-Key": "complete-1", **owner.bearer}
    path = f"/api/v1/uploads/{upload['upload_id']}/complete"
    answers = await asyncio.gather(
        *(complete(gateway, owner, upload) for _ in range(4)), *(gateway.post(path, headers=key) for _ in range(2))
    )
    answers.append(await complete(gateway, owner, upload))
    assert [answer.status_code for answer in answers] == [201] * 7
    assert len({answer.json()["video"]["id"] for answer in answers}) == 1
    assert len(await stored("select * from version")) == 1
    assert len(await stored("select * from activity where type = 'version.new'")) == 1
    assert len(await stored("select * from procrastinate_jobs where task_name like '%take_in'")) == 1


async def test_taking_in_again_after_a_crash_changes_nothing(owner: Person, gateway: AsyncClient) -> None:
    project_id, blob = await project(owner), CARPHONE.read_bytes()
    upload = (await begin(gateway, owner, project_id, len(blob))).json()
    await send_parts(gateway, upload, blob)
    asked = asyncio.create_task(complete(gateway, owner, upload))
    while not await stored("select 1 from upload where status = 'checking'"):
        await asyncio.sleep(0)
    ids = [UUID(upload["upload_id"])] * 3
    await asyncio.gather(*(take_in_upload(upload_id) for upload_id in ids))
    await run_jobs()
    assert (await asked).status_code == 201
    assert len(await stored("select * from version")) == 1
    assert len(await stored("select * from job")) == 1


async def test_a_worker_that_died_after_joining_leaves_the_rest_to_the_next(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_id, blob = await project(owner), CARPHONE.read_bytes()
    upload = (await begin(gateway, owner, project_id, len(blob))).json()
    await send_parts(gateway, upload, blob)
    asked = asyncio.create_task(complete(gateway, owner, upload))
    while not await stored("select 1 from upload where status = 'checking'"):
        await asyncio.sleep(0)
    with monkeypatch.context() as patch:

        async def dies(_source: str) -> None:
            raise RuntimeError("killed")

        patch.setattr("videoplanet.features.upload_video.placing.probe", dies)
        with pytest.raises(RuntimeError):
            await take_in_upload(UUID(upload["upload_id"]))
    await take_in_upload(UUID(upload["upload_id"]))
    assert (await asked).status_code == 201


async def test_an_upload_that_is_given_up_leaves_nothing(owner: Person, gateway: AsyncClient) -> None:
    before, project_id, blob = await list_keys("videos/"), await project(owner), padded(size=PART_BYTES + 5000)
    upload = (await begin(gateway, owner, project_id, len(blob))).json()
    await gateway.put(upload["parts"][0]["url"], content=part_of(blob, 1))
    (row,) = await stored("select * from upload")
    path = f"/api/v1/uploads/{upload['upload_id']}"
    assert (await gateway.delete(path, headers=owner.bearer)).status_code == 204
    assert (await gateway.delete(path, headers=owner.bearer)).status_code == 404
    late = await gateway.put(upload["parts"][1]["url"], content=part_of(blob, 2))
    assert late.status_code == 404
    assert await stored("select * from upload_part") == []
    key = f"videos/{row['new_video_id']}/{row['version_id']}/original"
    with pytest.raises(Exception, match="not_found"):
        await stored_parts(key, row["storage_upload_id"])
    assert await list_keys("videos/") == before


@pytest.mark.usefixtures("intake")
async def test_what_is_no_film_is_refused_and_removed(owner: Person, gateway: AsyncClient) -> None:
    before, project_id = await list_keys("videos/"), await project(owner)
    for blob, code in (
        (b"hello, this is no film" * 50, "video.not_a_film"),
        (BUNNY.read_bytes()[:70_000], "video.truncated"),
    ):
        upload = (await begin(gateway, owner, project_id, len(blob))).json()
        await send_parts(gateway, upload, blob)
        for _ in range(2):
            answer = await complete(gateway, owner, upload)
            assert (answer.status_code, answer.json()["code"]) == (415, code)
        seen = await see(gateway, owner, upload)
        assert (seen["status"], seen["error_code"]) == ("refused", code)
        assert seen["error"]
    assert await stored("select * from version") == []
    assert await list_keys("videos/") == before


@pytest.mark.usefixtures("intake")
async def test_two_uploads_of_one_name_at_once_are_two_videos(owner: Person, gateway: AsyncClient) -> None:
    project_id = await project(owner)
    answers = await asyncio.gather(
        *(upload_film(gateway, owner, project_id, CARPHONE.read_bytes(), "same.mp4") for _ in range(3))
    )
    assert [answer.status_code for answer in answers] == [201] * 3
    assert len({answer.json()["video"]["id"] for answer in answers}) == 3


@pytest.mark.usefixtures("intake")
async def test_two_new_versions_at_once_get_distinct_numbers(owner: Person, gateway: AsyncClient) -> None:
    project_id, film = await project(owner), CARPHONE.read_bytes()
    video = (await upload_film(gateway, owner, project_id, film)).json()["video"]
    answers = await asyncio.gather(
        *(upload_film(gateway, owner, project_id, film, "v.mp4", video_id=video["id"]) for _ in range(3))
    )
    assert sorted(answer.json()["version"] for answer in answers) == [2, 3, 4]


@pytest.mark.usefixtures("intake")
@pytest.mark.parametrize(
    ("name", "shown", "title"),
    [
        ("브랜드 필름 🎬.mp4", "브랜드 필름 🎬.mp4", "브랜드 필름 🎬"),
        ("../../etc/passwd.mp4", "passwd.mp4", "passwd"),
        ('say "cut"\nagain.mp4', 'say "cut" again.mp4', 'say "cut" again'),
        ("C:\\cuts\\v1.mp4", "v1.mp4", "v1"),
        ("가".encode().decode() + "a" * 400 + ".mp4", "가" + "a" * 250 + ".mp4", "가" + "a" * 199),
    ],
)
async def test_hostile_names_are_only_words(
    name: str, shown: str, title: str, owner: Person, gateway: AsyncClient
) -> None:
    answer = await upload_film(gateway, owner, await project(owner), CARPHONE.read_bytes(), name)
    assert answer.status_code == 201, answer.text
    assert (answer.json()["filename"], answer.json()["video"]["title"]) == (shown, title)
    (row,) = await stored("select * from version")
    assert await list_keys(f"videos/{row['video_id']}/") == [f"videos/{row['video_id']}/{row['id']}/original"]


@pytest.mark.usefixtures("intake")
async def test_the_given_title_is_used(owner: Person, gateway: AsyncClient) -> None:
    project_id, film = await project(owner), CARPHONE.read_bytes()
    assert (await upload_film(gateway, owner, project_id, film, title=" 봄   광고 ")).json()["video"][
        "title"
    ] == "봄 광고"
    refused = await begin(gateway, owner, project_id, 10, title="가" * 201)
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "title")


@pytest.mark.usefixtures("intake")
async def test_the_same_file_again_is_recognised(owner: Person, gateway: AsyncClient) -> None:
    project_id, film = await project(owner), CARPHONE.read_bytes()
    video = (await upload_film(gateway, owner, project_id, film, "a.mp4")).json()["video"]
    path = f"/api/v1/projects/{project_id}/uploads/known"
    asked = await gateway.post(path, json={"size": len(film)}, headers=owner.bearer)
    assert asked.json() == {"same_size": 1, "films": []}
    asked = await gateway.post(path, json={"size": len(film), "parts_sha256": parts_sha256(film)}, headers=owner.bearer)
    (known,) = asked.json()["films"]
    assert (known["video_id"], known["title"], known["version"]) == (video["id"], "a", 1)
    asked = await gateway.post(path, json={"size": len(film), "parts_sha256": "0" * 64}, headers=owner.bearer)
    assert asked.json() == {"same_size": 1, "films": []}
    asked = await gateway.post(path, json={"size": len(film) + 1}, headers=owner.bearer)
    assert asked.json() == {"same_size": 0, "films": []}


async def test_the_same_key_begins_one_upload(owner: Person, gateway: AsyncClient) -> None:
    path, body = f"/api/v1/projects/{await project(owner)}/uploads", {"filename": "a.mp4", "size": 10}
    headers = {"Idempotency-Key": "upload-1", **owner.bearer}
    first = await gateway.post(path, json=body, headers=headers)
    second = await gateway.post(path, json=body, headers=headers)
    assert first.json()["upload_id"] == second.json()["upload_id"]
    assert len(await stored("select * from upload")) == 1


async def test_beginning_counts_as_an_upload_and_parts_count_as_nothing(
    owner: Person, gateway: AsyncClient, settings: Callable[..., None]
) -> None:
    settings(limit_uploads="1/hour", limit_writes="1/hour")
    project_id = await project(owner)
    upload = (await begin(gateway, owner, project_id, 5)).json()
    assert (await begin(gateway, owner, project_id, 5)).status_code == 429
    body = {"number": 1, "sha256": hashlib.sha256(b"12345").hexdigest()}
    for _ in range(3):
        signed = await gateway.post(f"/api/v1/uploads/{upload['upload_id']}/parts", json=body, headers=owner.bearer)
        put = await gateway.put(signed.json()["url"], content=b"12345", headers=signed.json()["headers"])
        assert (signed.status_code, put.status_code) == (200, 200)


async def test_another_body_for_an_arrived_part_replaces_it(owner: Person, gateway: AsyncClient) -> None:
    upload = (await begin(gateway, owner, await project(owner), 5)).json()
    for body in (b"first", b"other"):
        answer = await gateway.put(upload["parts"][0]["url"], content=body, headers=digest_header(body))
        assert answer.headers["etag"]
        assert answer.headers["content-digest"] == digest_header(body)["Content-Digest"]
    (part,) = (await see(gateway, owner, upload))["arrived"]
    assert part["sha256"] == hashlib.sha256(b"other").hexdigest()


@pytest.mark.usefixtures("intake")
async def test_a_video_deleted_since_is_not_waited_for(owner: Person, gateway: AsyncClient) -> None:
    done = (await upload_film(gateway, owner, await project(owner), CARPHONE.read_bytes())).json()
    await delete_video(owner.principal, UUID(done["video"]["id"]))
    assert (await complete(gateway, owner, done)).status_code == 404
    assert (await see(gateway, owner, done))["video"] is None


async def test_who_waits_too_long_is_told_to_ask_again(
    owner: Person, gateway: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(completing, "WAIT_SECONDS", 0.0)
    film = CARPHONE.read_bytes()
    upload = (await begin(gateway, owner, await project(owner), len(film))).json()
    await send_parts(gateway, upload, film)
    waiting = await complete(gateway, owner, upload)
    assert (waiting.status_code, waiting.json()["status"], waiting.json()["video"]) == (202, "checking", None)
    await run_jobs()
    assert (await see(gateway, owner, upload))["status"] == "done"
    assert (await complete(gateway, owner, upload)).status_code == 201
