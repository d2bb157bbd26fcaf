"""Films whose headers, clocks or pictures are not what they should be: each frame shows its picture, or a neighbour and a word.

`tests/assets/films/` has them; each picture bears its number.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import av
import pytest

from tests.clips import frame_numbers, run_ffmpeg
from tests.fragments import presentation_times, whole_film
from tests.wrong_films import FILMS, OPAQUE_COLUMNS, RIGHT
from videoplanet.shared.media.colour import has_transparency
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.master import write_master
from videoplanet.shared.media.original import is_proven
from videoplanet.shared.media.probe import probe

HEARD_RATE = 8000


async def made(film: Path, folder: Path) -> Facts:
    """The film's facts after all of its rungs were made below `folder`."""
    facts = await probe(film)
    true = await make_rungs(film, facts, folder, rungs=rungs(facts), with_sound=True, threads=2, timeout_seconds=120)
    await write_master(folder / "master.m3u8", true, rungs(true))
    return true


@pytest.mark.parametrize("name", RIGHT)
async def test_every_frame_shows_its_picture_or_a_neighbour(name: str, tmp_path: Path) -> None:
    right = RIGHT[name]
    facts = await made(FILMS / name, tmp_path)

    assert (facts.rate.fraction, facts.is_constant_rate) == (right.rate, right.is_constant)
    assert facts.frame_count == len(right.numbers)
    assert {remark.code: remark.count for remark in facts.remarks} == right.remarks
    assert await is_proven(FILMS / name, facts) is right.is_proven
    if right.start:
        assert facts.timebase.start_timecode == right.start
    for rung in rungs(facts):
        assert presentation_times(tmp_path / rung.name) == [n / right.rate for n in range(len(right.numbers))]
        shown = frame_numbers(whole_film(tmp_path / rung.name, tmp_path / f"{rung.name}.mp4"))
        assert [(number, len(list(times))) for number, times in groupby(shown)] == [
            (number, len(list(times))) for number, times in groupby(right.numbers)
        ]


async def test_where_pictures_cannot_be_read_is_told(tmp_path: Path) -> None:
    facts = await made(FILMS / "damaged-pictures-h264.mp4", tmp_path)
    assert {remark.code: remark.frames for remark in facts.remarks} == {
        "unreadable_pictures": ((30, 35),),
        "incomplete_pictures": ((36, 49),),
    }
    assert facts.held == ((30, 49),)


@pytest.mark.parametrize("name", ["last-pictures-late-b.mp4", "last-picture-stands-6s.mp4", "still-with-voice.mp4"])
async def test_all_of_the_sound_is_there(name: str, tmp_path: Path) -> None:
    await made(FILMS / name, tmp_path)
    with av.open(str(FILMS / name)) as film:
        stream = film.streams.audio[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        own = stream.duration * stream.time_base
    assert presentation_times(tmp_path / "sound")[-1] > own - Fraction(1, 10)


@pytest.mark.parametrize("name", ["b-frames.avi", "b-frames-h264.avi", "packed-b-frames.avi"])
async def test_a_click_is_heard_at_its_picture(name: str, tmp_path: Path) -> None:
    """It is stored where the picture 20 has to stand, however late a decoder gives that out."""
    await made(FILMS / name, tmp_path)
    samples = samples_of(tmp_path, "sound")
    click = next(place for place, value in enumerate(samples) if abs(value) > 5000)
    assert abs(Fraction(click, HEARD_RATE) - Fraction(20, 25)) < Fraction(1, 50)


async def test_speech_on_the_third_of_six_tracks_is_heard_and_each_can_be_chosen(tmp_path: Path) -> None:
    facts = await made(FILMS / "six-mono-speech-on-third.mov", tmp_path)
    assert {stream.layout for stream in facts.streams} == {facts.audio_layout} == {None}
    loud = [loudest(tmp_path, "sound"), *(loudest(tmp_path, f"sound-{n}") for n in range(2, 8))]
    assert loud[0] > 2000
    assert [level > 2000 for level in loud[1:]] == [False, False, True, False, False, False]
    names = (tmp_path / "master.m3u8").read_text()
    assert names.count("TYPE=AUDIO") == 7
    assert 'NAME="mix",DEFAULT=YES' in names


def loudest(folder: Path, name: str) -> int:
    """The loudest sample of a made sound, of 32767."""
    return max(map(abs, samples_of(folder, name)))


def samples_of(folder: Path, name: str) -> list[int]:
    """A made sound, mono at `HEARD_RATE`."""
    with av.open(str(whole_film(folder / name, folder / f"{name}.mp4"))) as film:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=HEARD_RATE)
        frames = [plain for frame in film.decode(audio=0) for plain in resampler.resample(frame)]
        return [value for frame in frames for value in array("h", bytes(frame.planes[0])[: 2 * frame.samples])]


async def test_neither_half_is_distorted_where_the_pixel_aspect_changes(tmp_path: Path) -> None:
    """4:3 first, 16:9 then, which is fitted in between bars."""
    facts = await made(FILMS / "pixel-aspect-changes.ts", tmp_path)
    assert [shape for _, shape in facts.shapes] == [Fraction(4, 3), Fraction(16, 9)]
    top = rungs(facts)[-1]
    assert Fraction(top.width, top.height) == Fraction(4, 3)
    bars = [bars_of(luma) for luma in lumas(whole_film(tmp_path / top.name, tmp_path / "top.mp4"))]
    assert set(bars[:50]) == {0}
    assert {round(bar / top.height, 2) for bar in bars[50:]} == {0.12}


@pytest.mark.parametrize("codec", [None, "libvpx", "libvpx-vp9"])
async def test_what_is_transparent_is_black(codec: str | None, tmp_path: Path) -> None:
    original = FILMS / "transparent-over-colour.mov"
    if codec is not None:
        told = ["-i", str(original), "-an", "-c:v", codec, "-pix_fmt", "yuva420p", "-auto-alt-ref", "0", "-b:v", "1M"]
        run_ffmpeg([*told, str(original := tmp_path / "transparent.webm")])
    facts = await made(original, tmp_path)
    assert has_transparency(facts.pixel_format)
    rung = rungs(facts)[-1]
    with av.open(str(whole_film(tmp_path / rung.name, tmp_path / "film.mp4"))) as film:
        picture = next(film.decode(video=0)).reformat(format="rgb24")
    row = bytes(picture.planes[0])[90 * picture.planes[0].line_size :]
    middle = [tuple(row[3 * x : 3 * x + 3]) for x in range(20, 320, 40)]
    assert [max(colour) > 40 for colour in middle] == OPAQUE_COLUMNS


def lumas(film: Path) -> Iterator[list[int]]:
    """Of each frame the luma along the line of pixels from top to bottom through the first cell of the white half and above."""
    with av.open(str(film)) as opened:
        for frame in opened.decode(video=0):
            plane = frame.planes[0]
            blob = bytes(plane)
            yield [blob[y * plane.line_size + frame.width // 16] for y in range(frame.height)]


def bars_of(column: list[int]) -> int:
    """Rows of black at the bottom, where the picture itself is white."""
    return next((rows for rows, value in enumerate(reversed(column)) if value > 128), len(column))
