"""Poster, preview sheets and wave stand for what is in the film, at the right place."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.clips import COLUMNS, Clip, make_clip, read_number, run_ffmpeg
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.media.probe import probe
from videoplanet.shared.media.sprites import make_sprites
from videoplanet.shared.media.waveform import make_waveform

GREYS = "testsrc2=size=320x180:rate=25"
CODEC = ["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]


@pytest.mark.parametrize(
    ("clip", "size"),
    [
        (Clip(frames=100), (640, 360)),
        (Clip(frames=1), (640, 360)),
        (Clip(frames=20, width=1920, height=1080), (1280, 720)),
        (Clip(frames=40, width=360, height=640, rotation=90), (360, 640)),
        (Clip(frames=40, width=480, height=360, pixel_aspect=Fraction(4, 3)), (640, 360)),
    ],
)
async def test_the_poster_is_a_frame_of_the_film(clip: Clip, size: tuple[int, int], tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", clip)
    await make_poster(film, await probe(film), tmp_path / "poster.jpg")
    width, height, luma = grey(tmp_path / "poster.jpg")
    assert (width, height) == size
    assert 0 <= read_number(luma, width, height, width) < clip.frames


@pytest.mark.parametrize(
    "dull",
    [
        "drawbox=color=black:t=fill:enable=not(between(t\\,3\\,4))",
        "drawbox=color=white:t=fill:enable=not(between(t\\,3\\,4))",
        "fade=in:0:70,fade=out:101:40",
        "boxblur=30:enable=not(between(t\\,3\\,4))",
    ],
    ids=["black", "white", "fades", "blurred"],
)
@pytest.mark.parametrize("group", [10, 250])
async def test_the_poster_has_something_to_see(dull: str, group: int, tmp_path: Path) -> None:
    """Only one second of eight is neither black, white, faded nor blurred."""
    film, poster = tmp_path / "film.mp4", tmp_path / "poster.jpg"
    run_ffmpeg(["-f", "lavfi", "-i", f"{GREYS}:duration=6,{dull}", *CODEC, "-g", str(group), str(film)])
    await make_poster(film, await probe(film), poster)
    _, height, luma = grey(poster)
    width = len(luma) // height
    assert 60 < sum(luma) / len(luma) < 200
    steps = sum(abs(luma[at] - luma[at + 1]) for at in range(0, len(luma) - 1) if (at + 1) % width)
    assert steps / len(luma) > 1.5


def grey(path: Path) -> tuple[int, int, bytes]:
    """A picture's width, height and luma, row by row."""
    with av.open(str(path)) as film:
        frame = next(film.decode(video=0)).reformat(format="gray")
    plane = frame.planes[0]
    rows = (bytes(plane)[at * plane.line_size :][: frame.width] for at in range(frame.height))
    return frame.width, frame.height, b"".join(rows)


async def sheets_of(film: Path, folder: Path, *, from_rung: bool) -> tuple[Facts, list[tuple[float, float, int]]]:
    """The film's facts, and each tile's times and the frame number in it, as a player finds them by the WebVTT."""
    facts = await probe(film)
    lowest = None
    if from_rung:
        made = rungs(facts)[:1]
        await make_rungs(film, facts, folder, rungs=made, with_sound=False, threads=2, timeout_seconds=60)
        lowest = folder / made[0].name
    count = await make_sprites(film, facts, folder, lowest=lowest)
    sheets = [grey(folder / f"sprite-{number}.jpg") for number in range(count)]
    assert not (folder / f"sprite-{count}.jpg").exists()
    tiles = []
    cue = r"([\d:.]+) --> ([\d:.]+)\nsprite-(\d+)\.jpg#xywh=(\d+),(\d+),(\d+),(\d+)"
    for start, end, *numbers in re.findall(cue, (folder / "sprite.vtt").read_text()):
        sheet, x, y, width, height = (int(number) for number in numbers)
        assert max(width, height) == 160
        stride, _, luma = sheets[sheet]
        tile = b"".join(luma[(y + row) * stride + x :][:width] for row in range(height))
        tiles.append((seconds(start), seconds(end), read_number(tile, width, height, width)))
    assert (folder / "sprite.vtt").read_text().startswith("WEBVTT\n\n")
    return facts, tiles


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(rest)


@pytest.mark.parametrize("from_rung", [False, True])
@pytest.mark.parametrize(
    "clip",
    [
        Clip(Fraction(24000, 1001), 250, 320, 180, sound=False),
        Clip(Fraction(25), 60, 180, 320, sound=False, rotation=90),
        Clip(Fraction(25), 1, 64, 48, sound=False),
        Clip(Fraction(5), 760, 64, 48, sound=False),
    ],
    ids=["wide", "upright", "one", "two_sheets"],
)
async def test_a_tile_shows_the_frame_at_its_time(clip: Clip, *, from_rung: bool, tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", clip)
    facts, tiles = await sheets_of(film, tmp_path, from_rung=from_rung)
    assert [start for start, _, _ in tiles] == list(range(len(tiles)))
    assert tiles[-1][1] == pytest.approx(float(facts.duration), abs=0.001)
    assert [number for _, _, number in tiles] == [int(start * clip.rate) for start, _, _ in tiles]


async def test_a_long_film_has_six_hundred_tiles(tmp_path: Path) -> None:
    clip = Clip(Fraction(1), 4000, 64, 48, sound=False)
    film = make_clip(tmp_path / "film.mp4", clip)
    _, tiles = await sheets_of(film, tmp_path, from_rung=False)
    assert 590 <= len(tiles) <= 600
    assert all(number <= start for start, _, number in tiles)
    assert sorted(number for _, _, number in tiles) == [number for _, _, number in tiles]


async def test_a_tile_is_as_upright_and_wide_as_the_film(tmp_path: Path) -> None:
    """A pattern's cells stay at their places in wide pixels too."""
    clip = Clip(frames=30, width=480, height=360, pixel_aspect=Fraction(4, 3), sound=False)
    _, tiles = await sheets_of(make_clip(tmp_path / "film.mp4", clip), tmp_path, from_rung=False)
    assert [number for _, _, number in tiles] == [0, 25]
    width, height, _ = grey(tmp_path / "sprite-0.jpg")
    assert (width, height) == (2 * 160, 90)
    assert COLUMNS * 20 == 160


@pytest.mark.parametrize("from_made", [False, True])
async def test_the_wave_is_loud_where_the_film_is(tmp_path: Path, *, from_made: bool) -> None:
    mute = make_clip(tmp_path / "mute.mp4", Clip(frames=100, width=64, height=48, sound=False))
    tone = "aevalsrc=if(between(t\\,1\\,2)\\,0.5*sin(6283*t)\\,0.01*sin(6283*t)):s=48000:d=4"
    film = tmp_path / "film.mkv"
    run_ffmpeg(["-i", str(mute), "-f", "lavfi", "-i", tone, "-c:v", "copy", "-c:a", "pcm_s16le", str(film)])
    facts = await probe(film)
    made_sound = None
    if from_made:
        await make_rungs(film, facts, tmp_path, rungs=rungs(facts), with_sound=True, threads=2, timeout_seconds=60)
        made_sound = tmp_path / "sound"
    await make_waveform(film, facts, tmp_path / "waveform.json", made_sound=made_sound)
    peaks = json.loads((tmp_path / "waveform.json").read_text())["peaks"]
    assert len(peaks) == 200
    assert all(peak < 10 for peak in (*peaks[:44], *peaks[106:]))
    assert all(80 < peak < 100 for peak in peaks[54:98])


async def test_the_wave_has_two_thousand_peaks_at_most(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", replace(Clip(Fraction(1), 60, 64, 48)))
    await make_waveform(film, await probe(film), tmp_path / "waveform.json")
    assert len(json.loads((tmp_path / "waveform.json").read_text())["peaks"]) == 2000
