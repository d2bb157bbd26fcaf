"""Every kind of film people bring: what is read from it, and that each of its frames is on the rungs, in its place."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.clips import Clip, frame_numbers, make_clip, run_ffmpeg
from tests.fragments import has_edit_list, presentation_times, whole_film
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.probe import probe
from videoplanet.shared.media.words import search_words

NTSC = Fraction(30000, 1001)
FILM = Fraction(24000, 1001)
DOUBLE = Fraction(60000, 1001)
SMALL = Clip(Fraction(25), 60, 160, 90)
PCM = ("-c:a", "pcm_s16le")
OPUS = ("-c:a", "libopus")
QUIET_HEVC = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none")
PRORES = ("-c:v", "prores_ks", "-profile:v", "2", "-pix_fmt", "yuv422p10le")
DNXHR = ("-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-pix_fmt", "yuv422p")
INTERLACED = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-x264-params", "tff=1")


@dataclass(frozen=True)
class Film:
    """A clip and what the probe has to say of it besides rate and frame count."""

    clip: Clip
    says: dict[str, Any] = field(default_factory=dict)
    words: str = ""


def at(rate: Fraction, **changes: Any) -> Clip:
    """A small clip a bit longer than one group of pictures."""
    return replace(SMALL, rate=rate, frames=int(rate * 2) + 7, **changes)


FILMS = {
    "23976.mp4": Film(at(FILM), words="23.976 23.98fps h264 avc mp4 cfr"),
    "24.mp4": Film(at(Fraction(24)), words="24fps"),
    "25.mp4": Film(at(Fraction(25)), {"width": 160, "height": 90}, "landscape sd mono 8bit sdr"),
    "2997.mp4": Film(
        at(NTSC, start_timecode="01:00:00;02"),
        {"start_timecode": "01:00:00;02", "timecode_source": "tmcd"},
        "29.97 timecode 타임코드",
    ),
    "30.mp4": Film(at(Fraction(30))),
    "50.mp4": Film(at(Fraction(50))),
    "5994.mp4": Film(at(DOUBLE, sound=False), {"audio_index": None}, "59.94p silent"),
    "60.mp4": Film(at(Fraction(60))),
    "24.mkv": Film(at(Fraction(24))),
    "23976.mkv": Film(at(FILM), words="mkv"),
    "every_rung.mp4": Film(Clip(Fraction(24), 55, 1920, 1080), words="1080p hd fhd 24"),
    "upright.mp4": Film(
        replace(SMALL, width=90, height=160, rotation=90),
        {"rotation": 90, "width": 90, "height": 160, "stored_width": 160},
        "portrait vertical 세로 rotated",
    ),
    "other_way_up.mp4": Film(replace(SMALL, width=90, height=160, rotation=270), {"rotation": 270}),
    "head_down.mov": Film(replace(SMALL, rotation=180), {"rotation": 180, "width": 160}),
    "wide_pixels.mp4": Film(
        replace(SMALL, width=120, pixel_aspect=Fraction(4, 3)),
        {"pixel_aspect": Fraction(4, 3), "width": 160, "stored_width": 120},
        "anamorphic",
    ),
    "ten_bit.mp4": Film(
        replace(SMALL, video=("-c:v", "libx264", "-pix_fmt", "yuv420p10le")),
        {"bit_depth": 10, "video_profile": "High 10"},
        "10bit 10-bit 420",
    ),
    "hevc.mp4": Film(replace(SMALL, video=(*QUIET_HEVC, "-tag:v", "hvc1")), {"video_codec": "hevc"}, "h265 hevc"),
    "hevc_ten_bit.mkv": Film(replace(SMALL, video=(*QUIET_HEVC, "-pix_fmt", "yuv420p10le")), {"bit_depth": 10}),
    "prores.mov": Film(
        replace(SMALL, frames=30, start_timecode="10:00:00:00", video=PRORES, audio=PCM),
        {
            "video_codec": "prores",
            "video_profile": "Standard",
            "start_timecode": "10:00:00:00",
            "timecode_source": "tmcd",
            "bit_depth": 10,
            "audio_codec": "pcm_s16le",
        },
        "prores 10bit 422 pcm timecode 10:00:00:00 mov",
    ),
    "dnxhr.mxf": Film(
        Clip(Fraction(25), 30, 256, 144, start_timecode="10:00:00:00", video=DNXHR, audio=PCM),
        {"container": "mxf", "start_timecode": "10:00:00:00", "timecode_source": "mxf", "video_codec": "dnxhd"},
        "dnxhr dnxhd mxf 422",
    ),
    "drop_frame.mxf": Film(
        Clip(NTSC, 30, 256, 144, start_timecode="00:59:59;28", video=("-c:v", "mpeg2video", "-b:v", "2M"), audio=PCM),
        {"start_timecode": "00:59:59;28", "video_codec": "mpeg2video"},
        "mpeg2 29.97",
    ),
    "vp9.webm": Film(
        replace(SMALL, rate=NTSC, video=("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8"), audio=OPUS),
        {"video_codec": "vp9", "audio_codec": "opus"},
        "vp9 webm opus",
    ),
    "av1.webm": Film(
        replace(SMALL, video=("-c:v", "libsvtav1", "-preset", "8", "-svtav1-params", "lp=1"), audio=OPUS),
        {"video_codec": "av1"},
        "av1 webm",
    ),
    "interlaced.mp4": Film(replace(SMALL, height=96, video=INTERLACED), {"is_interlaced": True}, "interlaced"),
    "interlaced.mxf": Film(
        Clip(
            Fraction(25),
            30,
            160,
            96,
            video=("-c:v", "mpeg2video", "-b:v", "4M", "-flags", "+ildct+ilme"),
            audio=PCM,
        ),
        {"is_interlaced": True},
    ),
    "one_frame.mkv": Film(Clip(Fraction(24), 1, 64, 48, sound=False, video=("-c:v", "ffv1")), {"frame_count": 1}),
    "one_frame.mp4": Film(Clip(Fraction(25), 1, 64, 48), {"frame_count": 1}),
    "a_sixtieth_of_a_second.mp4": Film(Clip(Fraction(60), 1, 64, 48)),
    "one_interlaced_frame.mp4": Film(Clip(Fraction(25), 1, 64, 48, sound=False, video=INTERLACED)),
    "odd.mp4": Film(
        replace(SMALL, width=161, height=91, video=("-c:v", "libx264", "-pix_fmt", "yuv444p")),
        {"width": 161, "height": 91, "pixel_format": "yuv444p"},
        "444",
    ),
    "odd_ten_bit.mkv": Film(
        replace(SMALL, width=97, height=73, video=("-c:v", "ffv1", "-pix_fmt", "yuv420p10le")), {"width": 97}
    ),
    "rgb.mov": Film(replace(SMALL, video=("-c:v", "qtrle", "-pix_fmt", "rgb24"), audio=PCM), {"pixel_format": "rgb24"}),
    "slow.mkv": Film(Clip(Fraction(1), 5, 64, 48, sound=False)),
    "surround.mp4": Film(
        replace(SMALL, audio=("-c:a", "aac", "-ac", "6")), {"audio_channels": 6, "audio_layout": "5.1"}, "5.1"
    ),
    "late.ts": Film(replace(SMALL, frames=75), {"container": "mpegts"}, "mts"),
    "fragmented.mp4": Film(replace(SMALL, video=(*SMALL.video, "-movflags", "frag_keyframe+empty_moov"))),
    "mpeg4.avi": Film(replace(SMALL, video=("-c:v", "mpeg4"), audio=PCM), {"container": "avi"}),
    '이름 "따옴표" 🎬\n../줄.mp4'.replace("/", "∕"): Film(replace(SMALL, frames=10)),
}


async def check(path: Path, film: Film, folder: Path) -> Facts:
    """Probe it, make all of its rungs, and compare every frame's number and time with what was put in."""
    facts = await probe(path)
    assert (facts.rate.fraction, facts.is_constant_rate) == (film.clip.rate, True)
    assert {name: getattr(facts, name) for name in film.says} == film.says
    assert set(film.words.split()) <= set(search_words(facts).split())
    assert Facts.from_json(facts.to_json()) == facts
    made = rungs(facts)
    folder.mkdir()
    true = await make_rungs(path, facts, folder, rungs=made, with_sound=True, threads=2, timeout_seconds=120)
    assert (true.rate, true.is_constant_rate) == (facts.rate, True)
    assert facts.frame_count == true.frame_count == film.clip.frames
    assert Facts.from_json(true.to_json()) == true
    for rung in made:
        assert presentation_times(folder / rung.name) == [n / film.clip.rate for n in range(film.clip.frames)]
        assert not has_edit_list(folder / rung.name)
        shown = frame_numbers(whole_film(folder / rung.name, folder / f"{rung.name}.mp4"))
        assert shown == list(range(film.clip.frames))
    return facts


@pytest.mark.parametrize("name", FILMS)
async def test_every_frame_is_on_every_rung(name: str, tmp_path: Path) -> None:
    await check(make_clip(tmp_path / name, FILMS[name].clip), FILMS[name], tmp_path / "hls")


async def test_a_film_with_subtitles_chapters_and_two_languages(tmp_path: Path) -> None:
    words = tmp_path / "words.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:01,000\n안녕\n")
    plain, film = make_clip(tmp_path / "plain.mkv", SMALL), tmp_path / "film.mkv"
    parts = ["-i", str(plain), "-i", str(words), "-i", str(plain)]
    maps = ["-map", "0", "-map", "1", "-map", "2:a", "-c", "copy", "-c:s", "srt"]
    told = ["-metadata:s:s:0", "language=kor", "-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "title=해설"]
    run_ffmpeg([*parts, *maps, *told, str(film)])

    facts = await check(film, Film(SMALL, words="subtitles kor"), tmp_path / "hls")
    assert [(stream.kind, stream.codec, stream.language, stream.title) for stream in facts.streams] == [
        ("video", "h264", None, None),
        ("audio", "aac", "eng", None),
        ("subtitle", "subrip", "kor", None),
        ("audio", "aac", None, "해설"),
    ]


async def test_a_picture_of_one_pixel(tmp_path: Path) -> None:
    film = tmp_path / "pixel.mkv"
    run_ffmpeg(["-f", "lavfi", "-i", "color=white:size=1x1:rate=25", "-frames:v", "3", "-c:v", "ffv1", str(film)])
    facts = await probe(film)
    assert (facts.width, facts.height) == (1, 1)
    true = await make_rungs(film, facts, tmp_path, rungs=rungs(facts), with_sound=True, threads=1, timeout_seconds=60)
    assert true.frame_count == 3


async def test_the_sound_of_one_mono_stream_a_channel_is_stereo(tmp_path: Path) -> None:
    film = tmp_path / "camera.mxf"
    picture = make_clip(tmp_path / "picture.mxf", Clip(Fraction(25), 50, 256, 144, sound=False, video=DNXHR))
    tones = ["-f", "lavfi", "-i", "sine=300:d=2", "-f", "lavfi", "-i", "sine=3000:d=2"]
    maps = ["-map", "0:v", "-map", "1", "-map", "2", "-c:v", "copy", "-c:a", "pcm_s16le", "-ar", "48000"]
    run_ffmpeg(["-i", str(picture), *tones, *maps, str(film)])

    facts = await probe(film)
    assert [sound.streams for sound in facts.sounds] == [(1, 2)]
    assert "stereo" in search_words(facts).split()
    await make_rungs(film, facts, tmp_path, rungs=rungs(facts), with_sound=True, threads=2, timeout_seconds=60)
    for side, tone in (("FL", 300), ("FR", 3000)):
        assert abs(await pitch(tmp_path, side) - tone) < 20


async def pitch(folder: Path, side: str) -> float:
    """Half of how often the made sound's channel crosses zero in its second second: the frequency of a plain tone."""
    sound, heard = whole_film(folder / "sound", folder / "sound.mp4"), folder / "heard.s16"
    run_ffmpeg(["-i", str(sound), "-af", f"pan=mono|c0={side}", "-ar", "48000", "-f", "s16le", str(heard)])
    samples = array("h", heard.read_bytes())[40_000:88_000]
    return sum((earlier < 0) != (later < 0) for earlier, later in pairwise(samples)) / 2


async def test_two_hours(tmp_path: Path) -> None:
    """At one frame a second and a few pixels, so that two hours are made and read in seconds."""
    clip = Clip(Fraction(1), 7200, 64, 48, sound=False)
    facts = await check(make_clip(tmp_path / "long.mp4", clip), Film(clip), tmp_path / "hls")
    assert facts.duration == 7200
    assert len(list((tmp_path / "hls" / "48p").glob("*.m4s"))) == 3600
