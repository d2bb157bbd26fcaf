"""Workers die at any moment; every film ends ready exactly once, with the objects it should have and no others."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from tests.clips import Clip, make_clip
from tests.integration.dying_worker import EAGER, PATIENT, Steps, has_ended, worker_process
from tests.integration.films import new_video, run_jobs, stored
from tests.integration.people import Person, person, project
from tests.integration.programs import programs_in
from videoplanet.entities.video.view import VideoView
from videoplanet.shared.config import get_settings
from videoplanet.shared.storage import list_objects

MOMENTS = 20
SMALL = Clip(frames=12, width=320, height=240)
TO_CONVERT = Clip(frames=12, width=320, height=240, video=("-c:v", "mpeg4", "-q:v", "5"))
PATIENCE_SECONDS = 120
POLL_SECONDS = 0.05


@pytest.fixture
def processes() -> Iterator[list[ForkServerProcess]]:
    started: list[ForkServerProcess] = []
    yield started
    for process in started:
        process.kill()
        process.join()


async def names(view: VideoView) -> dict[str, int]:
    """The names and sizes of what is stored of a film."""
    prefix = f"videos/{view.id}/{view.versions[0].id}/"
    return {key.removeprefix(prefix): size for key, size in (await list_objects(prefix)).items()}


async def until_the_queue_is_empty() -> None:
    """Wait until no job waits or runs."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while await stored("select 1 from procrastinate_jobs where status in ('todo', 'doing')"):
            await asyncio.sleep(POLL_SECONDS)


async def test_a_film_whose_worker_is_killed_at_any_moment_becomes_ready_once(
    tmp_path: Path, processes: list[ForkServerProcess], monkeypatch: pytest.MonkeyPatch
) -> None:
    owner: Person = await person("Owner")
    project_id = await project(owner)
    clips = [make_clip(tmp_path / "playable.mp4", SMALL), make_clip(tmp_path / "other.mov", TO_CONVERT)]
    whole: list[dict[str, int]] = []
    lengths: list[int] = []
    for clip in clips:
        steps = Steps()
        with monkeypatch.context() as patched:
            steps.watch(patched.setattr)
            view = await new_video(owner, project_id, clip)
            await run_jobs()
        whole.append(await names(view))
        lengths.append(steps.taken)

    films: list[tuple[int, VideoView]] = []
    for moment in range(MOMENTS):
        kind = moment % len(clips)
        films.append((kind, await new_video(owner, project_id, clips[kind])))
        dies_at = 1 + round(moment * (lengths[kind] - 1) / (MOMENTS - 1))
        worker = worker_process(PATIENT, dies_at=dies_at)
        processes.append(worker)
        assert await has_ended(worker) == -signal.SIGKILL
    processes.append(worker_process(EAGER, settings={"VIDEOPLANET_TRANSCODE_CONCURRENCY": "2"}))
    await until_the_queue_is_empty()

    for kind, view in films:
        assert await names(view) == whole[kind]
        (version,) = await stored("select stored_bytes, error_code from version where video_id = :id", id=view.id)
        assert (version["stored_bytes"], version["error_code"]) == (sum(whole[kind].values()), None)
        told = await stored("select 1 from activity where type = 'version.ready' and video_id = :id", id=view.id)
        assert len(told) == 1
    home = get_settings().home
    assert list((home / "tmp").glob("*")) == []
    assert programs_in(home) == []
