"""ffmpeg beside us: what it says is kept, and a run that waits for itself is begun anew."""

from __future__ import annotations

import asyncio
import os
import signal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.clips import Clip, make_clip
from videoplanet.shared.media import standstill
from videoplanet.shared.media.ffmpeg import MOST_STARTS, EncodingFailed, film, run_ffmpeg


@pytest.fixture
def pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A film that never comes: whoever opens it waits."""
    monkeypatch.setattr(standstill, "SECONDS", 0.5)
    path = tmp_path / "pipe.ts"
    os.mkfifo(path)
    return path


def reading(path: Path) -> list[str]:
    return [*film(path), "-map", "0:v", "-f", "framecrc", "pipe:1"]


async def test_a_run_that_stands_still_ends(pipe: Path) -> None:
    with pytest.raises(EncodingFailed, match=f"stood still {MOST_STARTS} times"):
        await run_ffmpeg(reading(pipe), timeout_seconds=120)


async def test_a_run_that_stands_still_is_begun_anew(pipe: Path, tmp_path: Path) -> None:
    made = make_clip(tmp_path / "film.ts", Clip(Fraction(25), 10, 64, 48))
    out, _ = await run_ffmpeg(reading(made), timeout_seconds=120)

    async def comes_late() -> None:
        await asyncio.sleep(standstill.SECONDS * 1.5)
        await asyncio.to_thread(pipe.unlink)
        await asyncio.to_thread(made.rename, pipe)

    late = asyncio.create_task(comes_late())
    assert (await run_ffmpeg(reading(pipe), timeout_seconds=120))[0] == out
    await late


async def test_a_run_that_works_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "SECONDS", 0.5)
    busy = ["-f", "lavfi", "-i", "testsrc2=size=1920x1080:rate=50:duration=20", "-f", "null", "-"]
    await run_ffmpeg(busy, timeout_seconds=250)


async def test_what_is_listened_for_is_heard_through_any_noise(tmp_path: Path) -> None:
    noisy = make_clip(tmp_path / "film.ts", Clip(Fraction(25), 10, 64, 48))
    command = ["-loglevel", "debug", *film(noisy), "-f", "null", "-"]
    _, words = await run_ffmpeg([*command, "-loglevel", "trace"], timeout_seconds=60, listen_for="Input #0")
    assert "Input #0, mpegts" in words


async def test_a_run_that_is_kept_waiting_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standstill, "SECONDS", 0.5)
    stopped = await asyncio.create_subprocess_exec("sleep", "60")
    stopped.send_signal(signal.SIGSTOP)
    watching = asyncio.create_task(standstill.until_it_stands_still(stopped.pid))
    try:
        await asyncio.sleep(standstill.SECONDS * 3)
        assert not watching.done()
        stopped.send_signal(signal.SIGCONT)
        await asyncio.wait_for(watching, 30)
    finally:
        watching.cancel()
        stopped.kill()
        await stopped.wait()
