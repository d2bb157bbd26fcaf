"""What browsers cannot play is watched in its smallest size while the others are made; nothing stored ever changes."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import orjson
import pytest
from httpx import ASGITransport, AsyncClient

from tests.clips import Clip, make_clip
from tests.integration.films import new_video, run_jobs
from tests.integration.people import Person, project
from videoplanet.entities.video.view import VersionView
from videoplanet.features.browse_videos.service import open_video
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.transcode_video import conversion
from videoplanet.features.transcode_video import progress as live_progress
from videoplanet.features.transcode_video.service import transcode_version
from videoplanet.shared.bus import project_channel
from videoplanet.shared.redis import redis_client
from videoplanet.shared.storage import list_keys, object_info

PRORES = Clip(
    frames=30,
    width=1280,
    height=720,
    video=("-c:v", "prores_ks", "-profile:v", "0"),
    audio=(
        "-c:a",
        "pcm_s16le",
    ),
)
STAGES = ["fetching", "first", "ladder", "extras", "storing"]


async def test_each_thing_is_told_as_soon_as_it_can_be_watched(
    owner: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_progress, "PUBLISH_SECONDS", 0.0)
    project_id = await project(owner)
    view = await new_video(owner, project_id, make_clip(tmp_path / "cut.mov", PRORES))
    assert not view.versions[0].is_playable
    seen: list[VersionView] = []
    async with redis_client().pubsub() as listener:
        await listener.subscribe(project_channel(project_id))
        run = asyncio.create_task(transcode_version(view.versions[0].id))
        frames: list[dict[str, Any]] = []
        while not frames or frames[-1]["type"] != "version.ready":
            message = await listener.get_message(ignore_subscribe_messages=True, timeout=10)
            if message is not None:
                frames.append(orjson.loads(message["data"]))
                seen.append((await open_video(owner.principal, view.id)).versions[0])
        await run
    told = [frame["payload"]["version"] for frame in frames[:-1]]
    assert set(told[0]) == {"id", "number", "progress", "seconds_left", "rungs", "stage", "has_poster"}
    assert list(dict.fromkeys(each["stage"] for each in told)) == STAGES
    assert list(dict.fromkeys(tuple(each["rungs"]) for each in told)) == [(), ("360p",), ("360p", "720p")]
    assert any(each["has_poster"] and each["stage"] in ("first", "ladder") for each in told)
    playlists = list(dict.fromkeys((each.hls_url or "").rpartition("/")[2] for each in seen))
    assert playlists in (["", "first.m3u8", "master.m3u8"], ["first.m3u8", "master.m3u8"])


async def test_the_first_size_plays_by_itself_and_stays_what_it_is(
    owner: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = await new_video(owner, await project(owner), make_clip(tmp_path / "cut.mov", PRORES))
    prefix = f"videos/{view.id}/{view.versions[0].id}/hls/"

    async def dies(*_: Any) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as patched:
        patched.setattr(conversion.Conversion, "_make_rest", dies)
        with pytest.raises(asyncio.CancelledError):
            await transcode_version(view.versions[0].id)
    version = (await open_video(owner.principal, view.id)).versions[0]
    assert (version.status, version.rungs, version.duration_frames) == ("processing", ["360p"], 30)
    assert version.hls_url is not None
    async with AsyncClient(transport=ASGITransport(build_media()), base_url="http://127.0.0.1:3000") as media:
        playlist = await media.get(version.hls_url)
        assert "360p/index.m3u8" in playlist.text
        assert "720p" not in playlist.text
        assert (await media.get(version.hls_url.replace("first.m3u8", "360p/00000.m4s"))).status_code == 200
        assert (await media.get(version.hls_url.replace("first.m3u8", "sound/index.m3u8"))).status_code == 200
    before = {key: (await object_info(key)).etag for key in await list_keys(prefix)}

    await run_jobs()
    after = (await open_video(owner.principal, view.id)).versions[0]
    assert (after.status, after.rungs) == ("ready", ["360p", "720p"])
    assert before
    assert {key: (await object_info(key)).etag for key in before} == before
