"""The storage goes and comes back, the disk fills, the original is lost: a film waits, goes on, or says why it cannot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from tests.clips import Clip, make_clip
from tests.integration.conftest import SettingsChange
from tests.integration.films import make_retries_due, new_video, run_jobs, stored
from tests.integration.people import Person, project
from videoplanet.entities.video.view import VersionView, VideoView
from videoplanet.features.browse_videos.service import open_video
from videoplanet.features.steer_job.service import retry_job
from videoplanet.features.transcode_video import conversion
from videoplanet.features.transcode_video.service import give_up_on_stranded
from videoplanet.features.transcode_video.storing import fetch_original
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import engine
from videoplanet.shared.storage import close_storage, delete_objects, list_keys

TO_CONVERT = Clip(frames=12, width=640, height=480, video=("-c:v", "mpeg4", "-q:v", "5"))


class Cable:
    """A connection to the storage that can be cut: then new ones are refused and open ones break."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._copies: set[asyncio.Task[None]] = set()
        self.port = 0

    async def join(self) -> None:
        """Let connections through, at the same port as before."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Let nothing through."""
        assert self._server is not None
        self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.gather(*self._copies, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection(*self._target)
        self._open |= {writer, back}
        for source, target in ((reader, back), (there, writer)):
            copy = asyncio.create_task(self._copy(source, target))
            self._copies.add(copy)
            copy.add_done_callback(self._copies.discard)

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(1 << 16):
                target.write(piece)
                await target.drain()
        target.close()
        self._open.discard(target)


@pytest.fixture
async def cable(settings: SettingsChange) -> AsyncIterator[Cable]:
    """The storage, reached through a cable for this test."""
    address = urlsplit(get_settings().s3_endpoint_url or "")
    assert address.hostname is not None
    assert address.port is not None
    made = Cable(address.hostname, address.port)
    await made.join()
    await close_storage()
    settings(s3_endpoint_url=f"http://127.0.0.1:{made.port}")
    yield made
    await made.cut()
    await close_storage()


async def version_of(owner: Person, view: VideoView) -> VersionView:
    return (await open_video(owner.principal, view.id)).versions[0]


async def names(view: VideoView) -> list[str]:
    prefix = f"videos/{view.id}/{view.versions[0].id}/"
    return sorted(key.removeprefix(prefix) for key in await list_keys(prefix))


@pytest.mark.parametrize(
    ("step", "watchable"), [("fetch_original", []), ("store_renditions", []), ("write_master", ["360p"])]
)
async def test_the_storage_may_go_at_any_step_and_come_back(
    step: str, watchable: list[str], owner: Person, cable: Cable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = make_clip(tmp_path / "cut.mov", TO_CONVERT)
    project_id = await project(owner)
    whole = await new_video(owner, project_id, film)
    await run_jobs()
    view = await new_video(owner, project_id, film)
    do_it = getattr(conversion, step)

    async def without_storage(*arguments: Any) -> Any:
        if len(watchable) == len((await version_of(owner, view)).rungs):
            await cable.cut()
        return await do_it(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(conversion, step, without_storage)
        await run_jobs()
    (job,) = await stored("select * from job where version_id = :id", id=view.versions[0].id)
    assert (job["status"], job["error_code"]) == ("queued", "video.storage_away")
    version = await version_of(owner, view)
    assert (version.status, version.rungs) == ("processing", watchable)

    await cable.join()
    await make_retries_due()
    await run_jobs()
    version = await version_of(owner, view)
    assert (version.status, version.error_code, version.rungs) == ("ready", None, ["360p", "480p"])
    assert await names(view) == await names(whole)
    assert list((get_settings().home / "tmp").glob("*")) == []


async def test_a_full_disk_is_waited_for_and_told_when_it_stays_full(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = await new_video(owner, await project(owner))

    async def onto_a_full_disk(version: Any, _: Path, report: Any) -> str:
        return await fetch_original(version, Path("/dev/full"), report)

    monkeypatch.setattr(conversion, "fetch_original", onto_a_full_disk)
    for _ in range(12):
        await run_jobs()
        await make_retries_due()
    version = await version_of(owner, view)
    assert (version.status, version.error_code) == ("failed", "video.disk_full")
    assert version.hint is not None
    assert "원본은 그대로" in version.hint
    await run_jobs()
    assert await names(view) == ["original"]


async def test_an_original_that_is_gone_is_told_at_once(owner: Person) -> None:
    view = await new_video(owner, await project(owner))
    await delete_objects([f"videos/{view.id}/{view.versions[0].id}/original"])
    await run_jobs()
    version = await version_of(owner, view)
    assert (version.status, version.error_code) == ("failed", "video.original_gone")


async def test_a_version_whose_job_left_the_queue_unheard_is_given_up_and_can_be_tried_again(owner: Person) -> None:
    view = await new_video(owner, await project(owner))
    await give_up_on_stranded()
    assert (await version_of(owner, view)).status == "processing"
    async with engine().begin() as connection:
        await connection.execute(text("update procrastinate_jobs set status = 'failed'"))
    await give_up_on_stranded()
    version = await version_of(owner, view)
    assert (version.status, version.error_code) == ("failed", "video.processing_interrupted")
    assert version.job_id is not None
    await retry_job(owner.principal, version.job_id)
    await run_jobs()
    assert (await version_of(owner, view)).status == "ready"


async def test_a_film_with_a_hole_keeps_its_numbers_and_says_so(owner: Person, tmp_path: Path) -> None:
    film = make_clip(tmp_path / "cut.mov", Clip(frames=100, width=320, height=180, video=("-c:v", "mpeg4", "-g", "50")))
    blob = bytearray(film.read_bytes())
    middle = len(blob) // 2
    blob[middle : middle + len(blob) // 8] = bytes(len(blob) // 8)
    film.write_bytes(blob)
    view = await new_video(owner, await project(owner), film)
    await run_jobs()
    version = await version_of(owner, view)
    assert (version.status, version.error_code, version.duration_frames) == ("ready", None, 100)
    held = [frames for remark in version.remarks for frames in remark.frames]
    assert {remark.code for remark in version.remarks} >= {"unreadable_pictures"}
    assert held
    assert all(50 <= first <= last < 100 for first, last in held)
    assert not version.is_playable


async def test_a_film_of_which_little_can_be_read_fails_in_words(owner: Person, tmp_path: Path) -> None:
    film = make_clip(tmp_path / "cut.mov", Clip(frames=100, width=320, height=180, video=("-c:v", "mpeg4", "-g", "50")))
    blob = bytearray(film.read_bytes())
    begins, ends = len(blob) // 8, len(blob) * 3 // 4
    blob[begins:ends] = bytes(ends - begins)
    film.write_bytes(blob)
    view = await new_video(owner, await project(owner), film)
    await run_jobs()
    version = await version_of(owner, view)
    assert (version.status, version.error_code, version.hls_url) == ("failed", "video.undecodable", None)
    assert version.hint is not None
