"""Frames are true on every rung: counted, timed and numbered, for every kind of film that comes in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.clips import Clip, frame_numbers, make_clip, run_ffmpeg
from tests.fragments import presentation_times, segment_start_times, whole_film
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import EncodingFailed, Rung, make_rungs, rungs
from videoplanet.shared.media.probe import probe
from videoplanet.shared.media.words import search_words
from videoplanet.shared.timecode import FrameRate

ASSETS = Path(__file__).parents[3] / "assets"
NTSC = Fraction(30000, 1001)


async def climb(film: Path, folder: Path) -> tuple[Facts, list[Rung], int]:
    """The film's facts, all of its rungs, made at once, and their frame count."""
    await asyncio.to_thread(folder.mkdir)
    facts = await probe(film)
    made = rungs(facts)
    true = await make(film, facts, folder, made)
    return true, made, true.frame_count


async def make(film: Path, facts: Facts, folder: Path, made: Sequence[Rung], **changes: Any) -> Facts:
    """`make_rungs` with what these tests usually want."""
    usual: dict[str, Any] = {"with_sound": True, "threads": 2, "timeout_seconds": 120}
    return await make_rungs(film, facts, folder, rungs=made, **{**usual, **changes})


async def test_segments_begin_at_the_same_frame_on_every_rung(tmp_path: Path) -> None:
    _, made, _ = await climb(make_clip(tmp_path / "film.mp4", Clip(NTSC, 200, 746, 420)), tmp_path / "hls")

    starts = [segment_start_times(tmp_path / "hls" / rung.name) for rung in made]
    assert [rung.name for rung in made] == ["360p", "420p"]
    assert starts == [[n * 60 / NTSC for n in range(4)]] * 2


async def test_a_variable_rate_becomes_constant(tmp_path: Path) -> None:
    even = make_clip(tmp_path / "even.mp4", Clip(Fraction(30), 90, sound=False))
    skip = "select=not(eq(mod(n\\,7)\\,3))"
    run_ffmpeg(["-i", str(even), "-vf", skip, "-fps_mode", "vfr", *Clip().video, str(tmp_path / "phone.mp4")])
    facts, _, count = await climb(tmp_path / "phone.mp4", tmp_path / "hls")

    assert not facts.is_constant_rate
    assert facts.rate.fraction == 30
    assert (facts.lowest_rate, facts.highest_rate) == (15, 30)
    assert {"vfr", "variable"} <= set(search_words(facts).split())
    rendition = tmp_path / "hls" / "360p"
    assert presentation_times(rendition) == [Fraction(n, 30) for n in range(count)]
    shown = frame_numbers(whole_film(rendition, tmp_path / "whole.mp4"))
    assert all(abs(number - place) <= 1 for place, number in enumerate(shown))


@pytest.mark.parametrize(
    ("width", "height", "sizes"),
    [
        (1920, 1080, [(640, 360), (1280, 720), (1920, 1080)]),
        (3840, 2160, [(640, 360), (1280, 720), (1920, 1080)]),
        (1080, 1920, [(360, 640), (720, 1280), (1080, 1920)]),
        (1280, 720, [(640, 360), (1280, 720)]),
        (853, 480, [(640, 360), (852, 480)]),
        (640, 380, [(606, 360)]),
        (193, 144, [(192, 144)]),
        (2048, 858, [(860, 360), (1718, 720), (2048, 858)]),
        (1, 1, [(2, 2)]),
    ],
)
async def test_rungs_are_even_and_never_larger_than_the_film(
    width: int, height: int, sizes: list[tuple[int, int]]
) -> None:
    facts = replace(await probe(ASSETS / "big_buck_bunny_720p25.mp4"), width=width, height=height)
    assert [(rung.width, rung.height) for rung in rungs(facts)] == sizes


@pytest.mark.parametrize(
    ("width", "height", "largest", "names"),
    [
        (3840, 2160, 2160, ["360p", "720p", "1080p", "2160p"]),
        (3840, 2160, 720, ["360p", "720p"]),
        (2560, 1440, 2160, ["360p", "720p", "1080p", "1440p"]),
        (2160, 3840, 2160, ["360p", "720p", "1080p", "2160p"]),
        (640, 300, 2160, ["300p"]),
        (1920, 900, 720, ["360p", "720p"]),
    ],
)
async def test_the_largest_rung_is_a_setting(width: int, height: int, largest: int, names: list[str]) -> None:
    facts = replace(await probe(ASSETS / "big_buck_bunny_720p25.mp4"), width=width, height=height)
    assert [rung.name for rung in rungs(facts, largest)] == names
    extra = rungs(facts, largest, "hevc")
    assert [(rung.name, rung.codec) for rung in extra[len(names) :]] == [(f"{names[-1]}-hevc", "hevc")]
    assert extra[-1].peak < extra[-2].peak


async def test_a_strip_stays_within_what_encoders_take() -> None:
    facts = replace(await probe(ASSETS / "big_buck_bunny_720p25.mp4"), width=16000, height=400)
    assert [(rung.width, rung.height) for rung in rungs(facts)] == [(2048, 52)]


async def test_fields_of_two_moments_become_one_clean_frame(tmp_path: Path) -> None:
    """Fifty pictures a second, woven into twenty-five frames of two fields: each frame of the rung shows the first field's."""
    even = make_clip(tmp_path / "even.mp4", Clip(Fraction(50), 60, 160, 192, sound=False))
    weave = ["-vf", "tinterlace=interleave_top,scale=160:96:interl=1,setfield=tff", "-x264-params", "tff=1"]
    run_ffmpeg(["-i", str(even), *weave, "-c:v", "libx264", "-pix_fmt", "yuv420p", str(tmp_path / "woven.mp4")])
    facts, made, count = await climb(tmp_path / "woven.mp4", tmp_path / "hls")

    assert (facts.is_interlaced, facts.rate, facts.frame_count, count) == (True, FrameRate(25), 30, 30)
    shown = frame_numbers(whole_film(tmp_path / "hls" / made[0].name, tmp_path / "whole.mp4"))
    assert shown == [2 * n for n in range(30)]


async def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=250))
    facts = await probe(film)
    shares: list[float] = []

    async def note(share: float) -> None:
        shares.append(share)

    (tmp_path / "hls").mkdir()
    await make(film, facts, tmp_path / "hls", rungs(facts), threads=1, progress=note)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


async def test_cancelling_ends_ffmpeg(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=3000, width=320, height=180, sound=False))
    facts = await probe(film)
    (tmp_path / "hls").mkdir()
    task = asyncio.create_task(make(film, facts, tmp_path / "hls", rungs(facts), threads=1))
    await until(lambda: children_working_on(film))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not children_working_on(film)


async def test_a_time_out_ends_ffmpeg(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=3000, width=320, height=180, sound=False))
    facts = await probe(film)
    (tmp_path / "hls").mkdir()
    with pytest.raises(EncodingFailed, match="longer") as failure:
        await make(film, facts, tmp_path / "hls", rungs(facts), threads=1, timeout_seconds=0.3)
    assert failure.value.code == "video.took_too_long"
    assert not children_working_on(film)


async def test_what_ffmpeg_cannot_read_fails_with_its_words(tmp_path: Path) -> None:
    facts = await probe(ASSETS / "carphone_176x144_2997.mp4")
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all")
    (tmp_path / "hls").mkdir()
    with pytest.raises(EncodingFailed, match="Invalid data") as failure:
        await make(broken, facts, tmp_path / "hls", rungs(facts))
    assert failure.value.code == "video.undecodable"


def children_working_on(film: Path) -> list[psutil.Process]:
    working = []
    for child in psutil.Process().children(recursive=True):
        try:
            if any(str(film) in word for word in child.cmdline()):
                working.append(child)
        except psutil.NoSuchProcess:
            continue
    return working


async def until(condition: object, seconds: float = 20) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.01)
