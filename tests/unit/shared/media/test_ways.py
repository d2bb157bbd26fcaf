"""The same frames however a film is encoded: in one run or two, by hardware or without, in a second codec, as a download."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import pytest

from tests.clips import Clip, frame_numbers, make_clip, numbered_frames
from tests.fragments import has_edit_list, presentation_times, segment_start_times, whole_film
from videoplanet.shared.config import get_settings
from videoplanet.shared.media import ladder
from videoplanet.shared.media.download import make_download
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed, run_ffmpeg
from videoplanet.shared.media.ladder import Rung, make_rungs, rungs
from videoplanet.shared.media.master import write_master
from videoplanet.shared.media.probe import probe

FILM = Fraction(24000, 1001)
CLIP = Clip(FILM, 110, 746, 420, start_timecode="09:59:58:00")


async def make(film: Path, facts: Facts, folder: Path, made: list[Rung], *, with_sound: bool = True) -> int:
    folder.mkdir(exist_ok=True)
    true = await make_rungs(film, facts, folder, rungs=made, with_sound=with_sound, threads=2, timeout_seconds=120)
    return true.frame_count


async def test_lowest_first_and_the_rest_later_are_one_ladder(tmp_path: Path) -> None:
    film = make_clip(tmp_path / "film.mp4", CLIP)
    facts = await probe(film)
    made = rungs(facts)
    folder = tmp_path / "hls"
    assert await make(film, facts, folder, made[:1]) == CLIP.frames
    await write_master(folder / "first.m3u8", facts, made[:1])
    assert await make(film, facts, folder, made[1:], with_sound=False) == CLIP.frames
    await write_master(folder / "master.m3u8", facts, made)

    assert [rung.name for rung in made] == ["360p", "420p"]
    starts = [segment_start_times(folder / rung.name) for rung in made]
    assert starts == [[n * 48 / FILM for n in range(3)]] * 2
    for rung in made:
        assert presentation_times(folder / rung.name) == [n / FILM for n in range(CLIP.frames)]
        shown = frame_numbers(whole_film(folder / rung.name, folder / f"{rung.name}.mp4"))
        assert shown == list(range(CLIP.frames))
    assert "420p" not in (folder / "first.m3u8").read_text()
    check_master(folder, "master.m3u8", made)


def check_master(folder: Path, name: str, made: list[Rung]) -> None:
    """Every variant is there, measured, named by its codec, with the sound; and ffmpeg plays it."""
    text = (folder / name).read_text()
    variants = re.findall(r"#EXT-X-STREAM-INF:(.*)\n(.*)\n", text)
    assert [address for _, address in variants] == [f"{rung.name}/index.m3u8" for rung in made]
    for (says, _), rung in zip(variants, made, strict=True):
        told = dict(re.findall(r'([A-Z-]+)=("[^"]*"|[^,]*)', says))
        assert told["RESOLUTION"] == f"{rung.width}x{rung.height}"
        assert re.fullmatch(r'"(avc1\.64[0-9a-f]{4}|hvc1\.[\w.]+|av01\.0\.\d\d[MH]\.08),mp4a\.40\.2"', told["CODECS"])
        segments = [path.stat().st_size for path in (folder / rung.name).glob("*.m4s")]
        assert 8 * max(segments) / 2.1 < int(told["BANDWIDTH"])
        assert int(told["AVERAGE-BANDWIDTH"]) <= int(told["BANDWIDTH"])
        assert told["AUDIO"] == '"sound"'
    with av.open(str(folder / name)) as film:
        assert len(film.streams.video) == len(made)


async def test_a_master_names_only_what_is_there(tmp_path: Path) -> None:
    facts = await probe(make_clip(tmp_path / "film.mp4", Clip(frames=5)))
    with pytest.raises(EncodingFailed):
        await write_master(tmp_path / "master.m3u8", facts, rungs(facts))


@pytest.mark.parametrize("codec", ["hevc", "av1"])
async def test_the_largest_rung_in_a_second_codec(codec: str, tmp_path: Path) -> None:
    clip = replace(CLIP, frames=60, width=320, height=180)
    film = make_clip(tmp_path / "film.mp4", clip)
    facts = await probe(film)
    made = rungs(facts, extra_codec=codec)
    assert [(rung.name, rung.codec) for rung in made] == [("180p", "h264"), (f"180p-{codec}", codec)]
    folder = tmp_path / "hls"
    assert await make(film, facts, folder, made) == clip.frames
    await write_master(folder / "master.m3u8", facts, made)
    check_master(folder, "master.m3u8", made)
    extra = folder / made[-1].name
    assert presentation_times(extra) == [n / FILM for n in range(clip.frames)]
    assert segment_start_times(extra) == segment_start_times(folder / "180p")
    assert not has_edit_list(extra)
    assert frame_numbers(whole_film(extra, tmp_path / "extra.mp4")) == list(range(clip.frames))
    await make_download(folder, made[-1], facts, tmp_path / "download.mp4")
    assert frame_numbers(tmp_path / "download.mp4") == list(range(clip.frames))


async def test_an_encoder_this_machine_has_not_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = "h264_videotoolbox" if sys.platform != "darwin" else "h264_vaapi"
    monkeypatch.setenv("VIDEOPLANET_VIDEO_ENCODER", elsewhere)
    get_settings.cache_clear()
    try:
        film = make_clip(tmp_path / "film.mp4", Clip(frames=30, width=160, height=90))
        facts = await probe(film)
        assert await make(film, facts, tmp_path / "hls", rungs(facts)) == 30
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()


@pytest.mark.parametrize("preset", ["ultrafast", "medium"])
async def test_more_or_less_work_makes_the_same_frames(
    preset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDEOPLANET_VIDEO_PRESET", preset)
    get_settings.cache_clear()
    try:
        film = make_clip(tmp_path / "film.mp4", replace(CLIP, width=320, height=180))
        facts = await probe(film)
        assert await make(film, facts, tmp_path / "hls", rungs(facts)) == CLIP.frames
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()
    rung = tmp_path / "hls" / "180p"
    assert segment_start_times(rung) == [n * 48 / FILM for n in range(3)]
    assert frame_numbers(whole_film(rung, tmp_path / "whole.mp4")) == list(range(CLIP.frames))


async def test_a_download_has_the_same_frames_and_the_timecode(tmp_path: Path) -> None:
    clip = replace(CLIP, width=320, height=180)
    film = make_clip(tmp_path / "film.mp4", clip)
    facts = await probe(film)
    made = rungs(facts)
    await make(film, facts, tmp_path / "hls", made)
    path = tmp_path / "download.mp4"
    await make_download(tmp_path / "hls", made[0], facts, path)

    again = await probe(path)
    assert (again.rate, again.frame_count, again.picture_start) == (facts.rate, clip.frames, Fraction(0))
    assert (again.start_timecode, again.audio_codec) == ("09:59:58:00", "aac")
    assert not again.trims_frames
    assert list(numbered_frames(path)) == [(n, n / FILM) for n in range(clip.frames)]
    assert path.read_bytes().index(b"moov") < path.read_bytes().index(b"mdat")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
async def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = make_clip(tmp_path / "film.mp4", Clip(frames=120, width=160, height=90))
    facts = await probe(film)
    clear = ladder._clear

    def clear_and_fill(folder: Path, names: list[str]) -> None:
        clear(folder, names)
        (folder / "90p" / "00001.m4s").symlink_to("/dev/full")

    monkeypatch.setattr(ladder, "_clear", clear_and_fill)
    with pytest.raises(EncodingFailed) as failure:
        await make(film, facts, tmp_path / "hls", rungs(facts))
    assert failure.value.code == "video.disk_full"


async def test_endless_complaints_are_not_kept(tmp_path: Path) -> None:
    with pytest.raises(EncodingFailed) as failure:
        await run_ffmpeg(["-loglevel", "trace", "-i", str(tmp_path / "nothing.mp4")], timeout_seconds=20)
    assert len(str(failure.value)) <= 1000
    with pytest.raises(EncodingFailed, match="longer"):
        await run_ffmpeg(["-f", "lavfi", "-i", "testsrc", "-f", "null", "-"], timeout_seconds=0.5)
