"""The made sound is as loud as the film's, in step with the picture, and as long."""

from __future__ import annotations

import re
import subprocess
from array import array
from fractions import Fraction
from pathlib import Path

import av
import pytest
from imageio_ffmpeg import get_ffmpeg_exe

from tests.clips import Clip, make_clip, run_ffmpeg
from tests.fragments import has_edit_list, presentation_times, whole_film
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import make_rungs, rungs
from videoplanet.shared.media.probe import probe

MUTE = Clip(Fraction(25), 100, 64, 48, sound=False)
NOISE = "anoisesrc=color=pink:seed={seed}:amplitude=0.25:sample_rate=48000:duration=4"
CENTRE = "pan=5.1|FC=c0"
BEHIND = "pan=5.1|BL=c0|BR=c1"
EVERYWHERE = "pan=5.1|FL=c0|FR=c1|FC=c2|LFE=c0|BL=c1|BR=c2"
THE_SAME = "pan=5.1|FL=.5*c0|FR=.5*c0|FC=.5*c0|BL=.5*c0|BR=.5*c0"
SEVEN = "pan=7.1|FL=c0|FR=c1|FC=c2|BL=c0|BR=c1|SL=c2|SR=c0"
SOUNDS = {
    "mono": ("anull", "aac"),
    "stereo": ("pan=stereo|c0=c0|c1=c1", "pcm_s16le"),
    "centre": (CENTRE, "aac"),
    "behind": (BEHIND, "ac3"),
    "everywhere": (EVERYWHERE, "pcm_s24le"),
    "coherent": (THE_SAME, "aac"),
    "seven_one": (SEVEN, "pcm_s16le"),
}


def with_sound(folder: Path, name: str, graph: str, *codec: str) -> Path:
    """A film with no picture to speak of and the sound of the ffmpeg graph `graph`."""
    film = folder / name
    mute = make_clip(folder / "mute.mp4", MUTE)
    both = ["-i", str(mute), "-f", "lavfi", "-i", graph, "-c:v", "copy"]
    run_ffmpeg([*both, *(codec or ("-c:a", "aac", "-b:a", "192k")), str(film)])
    return film


async def sound_of(film: Path, folder: Path) -> tuple[Facts, Path]:
    """The film's facts, and its made sound as one file."""
    facts = await probe(film)
    await make_rungs(film, facts, folder, rungs=rungs(facts), with_sound=True, threads=2, timeout_seconds=60)
    assert not has_edit_list(folder / "sound")
    return facts, whole_film(folder / "sound", folder / "sound.mp4")


def loudness(sound: Path) -> float:
    """Integrated loudness in LUFS (ITU-R BS.1770)."""
    command = [
        get_ffmpeg_exe(),
        "-hide_banner",
        "-nostats",
        "-i",
        str(sound),
        "-vn",
        "-af",
        "ebur128",
        "-f",
        "null",
        "-",
    ]
    words = subprocess.run(command, capture_output=True, check=True).stderr.decode()
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", words)[-1])


def samples(film: Path) -> array[float]:
    """Every sample of the sound as one channel at 48 kHz, full scale 1."""
    heard = array("f")
    with av.open(str(film)) as sound:
        resample = av.AudioResampler(format="flt", layout="mono", rate=48000)
        for frame in sound.decode(sound.streams.audio[0]):
            for piece in resample.resample(frame):
                heard.frombytes(bytes(piece.planes[0])[: piece.samples * 4])
    return heard


def first_loud_moment(film: Path) -> float:
    """When the sound first exceeds a quarter of full scale, in seconds from the first decoded sample."""
    return next(place for place, sample in enumerate(samples(film)) if abs(sample) > 0.25) / 48000


@pytest.mark.parametrize("name", SOUNDS)
async def test_the_loudness_is_kept(name: str, tmp_path: Path) -> None:
    channels, codec = SOUNDS[name]
    three = ";".join(f"{NOISE.format(seed=seed)}[n{seed}]" for seed in range(3))
    graph = f"{three};[n0][n1][n2]amerge=inputs=3,{channels}" if name != "mono" else NOISE.format(seed=0)
    film = with_sound(tmp_path, "film.mkv", graph, "-c:a", codec)
    _, sound = await sound_of(film, tmp_path)
    assert loudness(sound) == pytest.approx(loudness(film), abs=1)


async def test_a_loud_downmix_is_limited_not_clipped(tmp_path: Path) -> None:
    """Full scale on five channels at once would be more than twice full scale in stereo."""
    tone = "sine=frequency=500:sample_rate=48000:duration=4,volume=16dB,pan=5.1|FL=c0|FR=c0|FC=c0|BL=c0|BR=c0"
    film = with_sound(tmp_path, "film.mkv", tone, "-c:a", "pcm_s16le")
    _, sound = await sound_of(film, tmp_path)
    both_sides = max(samples(sound)[24_000:168_000])
    assert 0.85 < both_sides / 2**0.5 < 1.0


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.ts", "surround.mkv"])
async def test_sound_stays_in_step_with_the_picture(name: str, tmp_path: Path) -> None:
    """A click at 1.5 s of the source is at 1.5 s of the rendition, as a player without edit lists hears it."""
    click = "aevalsrc=if(between(t\\,1.5\\,1.52)\\,0.9*sin(6283*t)\\,0):s=48000:d=3"
    layout = ",pan=5.1|FL=c0|FR=c0" if name.startswith("surround") else ""
    _, sound = await sound_of(with_sound(tmp_path, name, click + layout), tmp_path)
    assert first_loud_moment(sound) == pytest.approx(1.5, abs=0.012)


async def test_sound_that_starts_late_starts_as_late(tmp_path: Path) -> None:
    mute = make_clip(tmp_path / "mute.mp4", MUTE)
    tone = ["-f", "lavfi", "-itsoffset", "1.2", "-i", "sine=1000:sample_rate=48000:duration=2,volume=12dB"]
    late = ["-i", str(mute), *tone, "-c:v", "copy", "-c:a", "aac", str(tmp_path / "late.mkv")]
    run_ffmpeg(late)
    facts, sound = await sound_of(tmp_path / "late.mkv", tmp_path)
    assert presentation_times(tmp_path / "sound")[0] == 0
    assert first_loud_moment(sound) == pytest.approx(1.2, abs=0.03)
    assert abs(presentation_times(tmp_path / "sound")[-1] - facts.duration) < Fraction(1, 20)


@pytest.mark.parametrize("seconds", [1, 9])
async def test_the_sound_is_as_long_as_the_film_and_the_film_as_long_as_its_sound(seconds: int, tmp_path: Path) -> None:
    film = with_sound(tmp_path, "film.mp4", f"sine=440:sample_rate=48000:duration={seconds}")
    facts, _ = await sound_of(film, tmp_path)
    assert facts.duration == max(4, seconds)
    times = presentation_times(tmp_path / "sound")
    assert times[0] == 0
    assert abs(times[-1] - facts.duration) < Fraction(1, 20)


@pytest.mark.parametrize("clock", ["goes on", "begins again"])
@pytest.mark.parametrize("sounds_stored", [1, 2])
async def test_a_film_that_changes_within_goes_on_counting_and_sounding(
    sounds_stored: int, clock: str, tmp_path: Path
) -> None:
    """Two recordings in one transport stream: the second is smaller, and its sound has one channel more."""
    clip = Clip(Fraction(25), 50, 320, 180)
    make_clip(tmp_path / "plain.ts", clip)
    sounds = ["-map", "0:v", *["-map", "0:a"] * sounds_stored]
    first = ["-i", str(tmp_path / "plain.ts"), *sounds, "-c", "copy", "-muxdelay", "0", str(tmp_path / "first.ts")]
    again = ["-i", str(tmp_path / "plain.ts"), *sounds, "-vf", "scale=160:90", "-c:v", "libx264"]
    again += ["-c:a", "aac", "-ac", "2"]
    run_ffmpeg(first)
    later = "2" if clock == "goes on" else "0"
    run_ffmpeg([*again, "-output_ts_offset", later, "-muxdelay", "0", str(tmp_path / "second.ts")])
    film = tmp_path / "film.ts"
    film.write_bytes((tmp_path / "first.ts").read_bytes() + (tmp_path / "second.ts").read_bytes())
    facts, _ = await sound_of(film, tmp_path)

    assert len(facts.sounds) == sounds_stored
    times = presentation_times(tmp_path / "180p")
    assert times == [facts.rate.start_seconds(n) for n in range(len(times))]
    for folder in ("sound", "sound-2")[:sounds_stored]:
        heard = samples(whole_film(tmp_path / folder, tmp_path / f"{folder}.mp4"))
        assert len(heard) / 48000 == pytest.approx(len(times) / 25, abs=0.1)
        loudest = [max(heard[at : at + 4800]) for at in range(0, len(heard) - 4800, 4800)]
        assert sum(level > 0.05 for level in loudest) >= len(loudest) - 4
        assert {path.suffix for path in (tmp_path / folder).iterdir()} == {".m4s", ".mp4", ".m3u8"}
