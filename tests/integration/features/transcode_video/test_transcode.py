"""The worker turns an original into renditions: ready exactly once, whatever happens on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest
from httpx import AsyncClient

from tests.clips import Clip, make_clip, run_ffmpeg
from tests.integration.films import (
    BUNNY,
    make_retries_due,
    new_version,
    new_video,
    run_jobs,
    stored,
)
from tests.integration.people import Person, project
from videoplanet.entities.video.model import VersionStatus
from videoplanet.entities.video.view import VersionView
from videoplanet.features.browse_videos.service import delete_video, open_video
from videoplanet.features.transcode_video import conversion, storing
from videoplanet.features.transcode_video import progress as live_progress
from videoplanet.features.transcode_video.service import transcode_version
from videoplanet.features.transcode_video.storing import fetch_original
from videoplanet.shared.bus import project_channel
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.redis import redis_client
from videoplanet.shared.storage import delete_prefix, list_keys, put_object


async def uploaded(owner: Person, film: Path = BUNNY) -> VersionView:
    return (await new_video(owner, await project(owner), film)).versions[0]


async def job_of(version: VersionView) -> dict[str, Any]:
    (job,) = await stored("select * from job where id = :id", id=version.job_id)
    return job


async def latest(owner: Person) -> VersionView:
    (row,) = await stored("select id from video")
    return (await open_video(owner.principal, row["id"])).versions[-1]


def leftovers() -> list[Path]:
    return list((get_settings().home / "tmp").glob("*"))


async def test_a_queued_film_becomes_ready_with_renditions_and_poster(owner: Person, gateway: AsyncClient) -> None:
    version = await uploaded(owner)
    await run_jobs()

    ready = await latest(owner)
    assert (ready.status, ready.progress, ready.error_code) == (VersionStatus.READY, 100, None)
    assert ready.hls_url is not None
    assert ready.poster_url is not None
    assert ready.ready_at is not None
    keys = {key.split(f"{version.id}/")[1] for key in await list_keys("videos/") if str(version.id) in key}
    wanted = {"original", "poster.jpg", "hls/master.m3u8", "hls/360p/index.m3u8", "hls/720p/index.m3u8"}
    assert wanted | {"hls/sound/index.m3u8"} <= keys
    job = (await gateway.get(f"/api/v1/jobs/{version.job_id}", headers=owner.bearer)).json()
    assert (job["kind"], job["status"], job["progress"]) == ("transcode", "succeeded", 100)
    assert leftovers() == []


async def test_the_project_hears_of_it_once_however_often_the_job_runs(owner: Person) -> None:
    version = await uploaded(owner)
    await run_jobs()
    await transcode_version(version.id)
    told = await stored("select * from activity where type = 'version.ready'")
    assert [row["payload"]["version"]["status"] for row in told] == ["ready"]


async def test_progress_is_told_live_and_not_stored(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_progress, "PUBLISH_SECONDS", 0.0)
    monkeypatch.setattr(live_progress, "STORE_SECONDS", 0.0)
    version = await uploaded(owner)
    (row,) = await stored("select project_id from video")
    async with redis_client().pubsub() as listener:
        await listener.subscribe(project_channel(row["project_id"]))
        await transcode_version(version.id)
        frames: list[dict[str, Any]] = []
        while not frames or frames[-1]["type"] != "version.ready":
            message = await listener.get_message(ignore_subscribe_messages=True, timeout=10)
            if message is not None:
                frames.append(orjson.loads(message["data"]))
    heard = [frame for frame in frames if frame["type"] == "version.progress"]
    shares = [frame["payload"]["version"]["progress"] for frame in heard]
    assert shares
    assert shares == sorted(shares)
    assert all(frame["seq"] is None for frame in heard)
    assert all(frame["video_id"] == frames[-1]["video_id"] for frame in heard)
    assert frames[-1]["seq"] is not None
    assert await stored("select * from activity where type = 'version.progress'") == []


async def test_a_run_that_is_cut_short_is_done_again_from_the_start(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = await uploaded(owner)
    reached = asyncio.Event()
    store_renditions = storing.store_renditions

    async def stalls(*_: Any) -> None:
        reached.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(conversion, "store_renditions", stalls)
    task = asyncio.create_task(transcode_version(version.id))
    await reached.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await latest(owner)).status is VersionStatus.PROCESSING
    assert leftovers() == []

    monkeypatch.setattr(conversion, "store_renditions", store_renditions)
    await run_jobs()
    assert (await latest(owner)).status is VersionStatus.READY
    assert len(await stored("select * from activity where type = 'version.ready'")) == 1


async def test_an_engine_that_is_away_is_waited_for(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    version = await uploaded(owner)

    async def away(*_: Any) -> None:
        raise Unavailable

    monkeypatch.setattr(conversion, "fetch_original", away)
    await run_jobs()
    assert (await latest(owner)).status is VersionStatus.PROCESSING
    waiting = await job_of(version)
    assert (waiting["status"], waiting["error_code"]) == ("queued", "video.storage_away")

    monkeypatch.setattr(conversion, "fetch_original", fetch_original)
    await make_retries_due()
    await run_jobs()
    assert (await latest(owner)).status is VersionStatus.READY
    assert (await job_of(version))["attempts"] == 2


async def test_a_full_disk_is_waited_for(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    version = await uploaded(owner)
    monkeypatch.setattr("videoplanet.features.transcode_video.workplace.SPARE_BYTES", 1 << 60)
    with pytest.raises(Unavailable, match=r"video\.disk_full"):
        await transcode_version(version.id)
    assert leftovers() == []


async def test_an_original_that_changed_fails_in_words_people_understand(owner: Person, gateway: AsyncClient) -> None:
    version = await uploaded(owner)
    (key,) = [key for key in await list_keys("videos/") if str(version.id) in key]
    await put_object(key, b"overwritten by an accident", "application/octet-stream")
    await run_jobs()
    assert (await latest(owner)).status is VersionStatus.PROCESSING
    await make_retries_due()
    await run_jobs()

    (video,) = await stored("select id from video")
    answer = await gateway.get(f"/api/v1/videos/{video['id']}", headers=owner.bearer)
    failed = answer.json()["versions"][0]
    assert (failed["status"], failed["error_code"]) == ("failed", "video.original_damaged")
    assert "원본이 올린 파일과 다릅니다" in failed["error"]
    assert "다시 올려" in failed["hint"]
    job = await job_of(version)
    assert (job["status"], job["error_code"]) == ("failed", "video.original_damaged")
    (told,) = await stored("select payload from activity where type = 'version.failed'")
    assert told["payload"]["version"]["error_code"] == "video.original_damaged"


async def test_a_deleted_video_is_not_converted(owner: Person) -> None:
    version = await uploaded(owner)
    (row,) = await stored("select id from video")
    await delete_video(owner.principal, row["id"])
    await run_jobs()
    assert (await job_of(version))["status"] == "cancelled"
    assert not [key for key in await list_keys("videos/") if f"{version.id}/hls" in key]


async def test_the_length_of_a_film_with_a_variable_rate_is_that_of_its_renditions(
    owner: Person, tmp_path: Path
) -> None:
    even = make_clip(tmp_path / "even.mp4", Clip(frames=60, sound=False))
    skip = ["-vf", "select=not(eq(mod(n\\,7)\\,3))", "-fps_mode", "vfr", *Clip().video]
    run_ffmpeg(["-i", str(even), *skip, str(tmp_path / "phone.mp4")])
    version = await uploaded(owner, tmp_path / "phone.mp4")
    assert not version.is_playable
    await run_jobs()
    ready = await latest(owner)
    assert ready.duration_frames is not None
    assert abs(ready.duration_frames - 60) <= 1
    assert ready.duration_seconds == pytest.approx(ready.duration_frames / 25)


async def test_several_versions_in_the_queue_all_become_ready(owner: Person) -> None:
    view = await new_video(owner, await project(owner))
    for _ in range(2):
        await new_version(owner, view.id)
    await run_jobs()
    ready = await open_video(owner.principal, view.id)
    assert [version.status for version in ready.versions] == [VersionStatus.READY] * 3
    await delete_prefix(f"videos/{view.id}/")
