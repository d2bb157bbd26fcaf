"""Frames are true on every rung: counted, timed and numbered, for every kind of film that comes in."""

from __future__ import annotations

import asyncio
import time
from array import array
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import psutil
import pytest

from tests.clips import Clip, frame_numbers, make_clip, run_ffmpeg
from tests.fragments import has_edit_list, presentation_times, segment_start_times, whole_film
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import EncodingFailed, Ladder, make_ladder, rungs
from videoplanet.shared.media.probe import probe

ASSETS = Path(__file__).parents[3] / "assets"
NTSC = Fraction(30000, 1001)
FILM = Fraction(24000, 1001)
FILMS = {
    "25.mp4": Clip(Fraction(25), 130, 1920, 1080),
    "2997.mp4": Clip(NTSC, 130, 1280, 720, start_timecode="01:00:00;00"),
    "23976.mp4": Clip(FILM, 130, 1280, 720),
    "5994.mp4": Clip(Fraction(60000, 1001), 250, sound=False),
    "24.mkv": Clip(Fraction(24), 100),
    "23976.mkv": Clip(FILM, 100),
    "rounded.webm": Clip(NTSC, 60, video=("-c:v", "libvpx-vp9", "-deadline", "realtime"), audio=("-c:a", "libopus")),
    "broadcast.mxf": Clip(
        Fraction(25),
        50,
        1280,
        720,
        start_timecode="10:00:00:00",
        video=("-c:v", "dnxhd", "-b:v", "60M", "-pix_fmt", "yuv422p"),
        audio=("-c:a", "pcm_s16le"),
    ),
    "ten_bit.mov": Clip(
        Fraction(25), 50, video=("-c:v", "prores_ks", "-pix_fmt", "yuv422p10le"), audio=("-c:a", "pcm_s16le")
    ),
    "late.ts": Clip(Fraction(25), 75),
    "fragmented.mp4": Clip(Fraction(25), 75, video=(*Clip().video, "-movflags", "frag_keyframe+empty_moov")),
    "upright.mp4": Clip(Fraction(30), 60, 360, 640, rotation=90),
    "wide_pixels.mp4": Clip(Fraction(25), 60, 480, 360, pixel_aspect=Fraction(4, 3)),
    "one_frame.mkv": Clip(Fraction(24), 1, 64, 48, sound=False, video=("-c:v", "ffv1")),
    "surround.mp4": Clip(Fraction(25), 60, audio=("-c:a", "aac", "-ac", "6")),
}


async def climb(film: Path, folder: Path) -> tuple[Facts, Ladder]:
    await asyncio.to_thread(folder.mkdir)
    facts = await probe(film)
    return facts, await make_ladder(film, facts, folder, threads=2, timeout_seconds=120)


@pytest.mark.parametrize("name", FILMS)
async def test_every_rung_has_the_sources_frames_at_their_exact_times(name: str, tmp_path: Path) -> None:
    clip = FILMS[name]
    facts, ladder = await climb(make_clip(tmp_path / name, clip), tmp_path / "hls")

    assert facts.rate.fraction == clip.rate
    assert facts.is_constant_rate
    assert facts.frame_count == ladder.frame_count == clip.frames
    for rung in ladder.rungs:
        rendition = tmp_path / "hls" / rung.name
        assert presentation_times(rendition) == [n / clip.rate for n in range(clip.frames)]
        assert not has_edit_list(rendition)
        assert frame_numbers(whole_film(rendition, tmp_path / "whole.mp4")) == list(range(clip.frames))


async def test_segments_begin_at_the_same_frame_on_every_rung(tmp_path: Path) -> None:
    _, ladder = await climb(make_clip(tmp_path / "film.mp4", Clip(NTSC, 200, 1280, 720)), tmp_path / "hls")

    starts = [segment_start_times(tmp_path / "hls" / rung.name) for rung in ladder.rungs]
    assert [rung.name for rung in ladder.rungs] == ["360p", "720p"]
    assert starts == [[n * 60 / NTSC for n in range(4)]] * 2


async def test_sound_starts_with_the_picture_and_lasts_as_long(tmp_path: Path) -> None:
    facts, _ = await climb(make_clip(tmp_path / "film.mp4", Clip(Fraction(25), 125)), tmp_path / "hls")

    times = presentation_times(tmp_path / "hls" / "sound")
    assert times[0] == 0
    assert abs(times[-1] - facts.duration) < Fraction(1, 20)
    assert not has_edit_list(tmp_path / "hls" / "sound")


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts"])
async def test_sound_stays_in_step_with_the_picture(name: str, tmp_path: Path) -> None:
    """A click at 1.5 s of the source is at 1.5 s of the rendition, as a player without edit lists hears it."""
    mute = make_clip(tmp_path / "mute.mp4", Clip(Fraction(25), 75, sound=False))
    click = "aevalsrc=if(between(t\\,1.5\\,1.52)\\,0.9*sin(6283*t)\\,0):s=48000:d=3"
    both = ["-i", str(mute), "-f", "lavfi", "-i", click, "-c:v", "copy", "-c:a", "aac", "-b:a", "192k"]
    run_ffmpeg([*both, str(tmp_path / name)])
    await climb(tmp_path / name, tmp_path / "hls")

    heard = first_loud_moment(whole_film(tmp_path / "hls" / "sound", tmp_path / "sound.mp4"))
    assert heard == pytest.approx(1.5, abs=0.012)


def first_loud_moment(film: Path) -> float:
    """When the sound first exceeds a quarter of full scale, in seconds from the first decoded sample."""
    with av.open(str(film)) as sound:
        samples = array("f")
        resample = av.AudioResampler(format="flt", layout="mono", rate=48000)
        for frame in sound.decode(sound.streams.audio[0]):
            for piece in resample.resample(frame):
                samples.frombytes(bytes(piece.planes[0])[: piece.samples * 4])
    return next(place for place, sample in enumerate(samples) if abs(sample) > 0.25) / 48000


async def test_a_variable_rate_becomes_constant(tmp_path: Path) -> None:
    even = make_clip(tmp_path / "even.mp4", Clip(Fraction(30), 90, sound=False))
    skip = "select=not(eq(mod(n\\,7)\\,3))"
    run_ffmpeg(["-i", str(even), "-vf", skip, "-fps_mode", "vfr", *Clip().video, str(tmp_path / "phone.mp4")])
    facts, ladder = await climb(tmp_path / "phone.mp4", tmp_path / "hls")

    assert not facts.is_constant_rate
    assert facts.rate.fraction == 30
    rendition = tmp_path / "hls" / "360p"
    assert presentation_times(rendition) == [Fraction(n, 30) for n in range(ladder.frame_count)]
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


async def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=250))
    facts = await probe(film)
    shares: list[float] = []

    async def note(share: float) -> None:
        shares.append(share)

    (tmp_path / "hls").mkdir()
    await make_ladder(film, facts, tmp_path / "hls", threads=1, timeout_seconds=120, progress=note)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


async def test_cancelling_ends_ffmpeg(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=3000, sound=False))
    facts = await probe(film)
    (tmp_path / "hls").mkdir()
    task = asyncio.create_task(make_ladder(film, facts, tmp_path / "hls", threads=1, timeout_seconds=120))
    await until(lambda: children_working_on(film))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not children_working_on(film)


async def test_a_time_out_ends_ffmpeg(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=3000, sound=False))
    facts = await probe(film)
    (tmp_path / "hls").mkdir()
    with pytest.raises(EncodingFailed, match="longer"):
        await make_ladder(film, facts, tmp_path / "hls", threads=1, timeout_seconds=0.3)
    assert not children_working_on(film)


async def test_what_ffmpeg_cannot_read_fails_with_its_words(tmp_path: Path) -> None:
    facts = await probe(ASSETS / "carphone_176x144_2997.mp4")
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all")
    (tmp_path / "hls").mkdir()
    with pytest.raises(EncodingFailed, match="Invalid data"):
        await make_ladder(broken, facts, tmp_path / "hls", threads=1, timeout_seconds=30)


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
