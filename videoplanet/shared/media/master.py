"""Writes the playlist that names a film's renditions, with bit rates measured from the segments."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from videoplanet.shared.media.facts import Facts, Sound
from videoplanet.shared.media.ffmpeg import EncodingFailed
from videoplanet.shared.media.rungs import Rung
from videoplanet.shared.media.segments import BrokenSegment, codec_name
from videoplanet.shared.media.sound import folder_of

_UNQUOTABLE = re.compile(r'["\r\n]')
_ENTRY = re.compile(r"#EXTINF:([\d.]+),[^\n]*\n([^\n#]+)")
SHORTEST_MEASURE = 0.5
"""Seconds; the peak rate of a shorter last segment says nothing (RFC 8216, 4.3.4.2)."""


@dataclass(frozen=True, slots=True)
class _Measured:
    peak: int
    mean: int
    codec: str


async def write_master(path: Path, facts: Facts, rungs: Sequence[Rung]) -> None:
    """Write a playlist beside the folders of the renditions: a variant for each of `rungs`, and each sound of the film.

    Raises:
        EncodingFailed: a rendition it should name is not there.
    """
    try:
        text = await asyncio.to_thread(_text, path.parent, facts, rungs)
    except (OSError, BrokenSegment) as error:
        raise EncodingFailed(f"no rendition to name: {error!r}") from error
    await asyncio.to_thread(path.write_text, text)


def _text(folder: Path, facts: Facts, rungs: Sequence[Rung]) -> str:
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    sounds = [_measure(folder / folder_of(place)) for place in range(len(facts.sounds))]
    lines += [_sound_line(sound, place) for place, sound in enumerate(facts.sounds)]
    sound = max(sounds, key=lambda measured: measured.peak) if sounds else None
    for rung in rungs:
        picture = _measure(folder / rung.name)
        codecs = [picture.codec, *([sound.codec] if sound else [])]
        says = {
            "BANDWIDTH": str(picture.peak + (sound.peak if sound else 0)),
            "AVERAGE-BANDWIDTH": str(picture.mean + (sound.mean if sound else 0)),
            "CODECS": f'"{",".join(codecs)}"',
            "RESOLUTION": f"{rung.width}x{rung.height}",
            "FRAME-RATE": f"{float(facts.rate.fraction):.3f}",
            "VIDEO-RANGE": "SDR",
            **({"AUDIO": '"sound"'} if sound else {}),
            "CLOSED-CAPTIONS": "NONE",
        }
        lines.append("#EXT-X-STREAM-INF:" + ",".join(f"{key}={value}" for key, value in says.items()))
        lines.append(f"{rung.name}/index.m3u8")
    return "\n".join([*lines, ""])


def _sound_line(sound: Sound, place: int) -> str:
    """One rendition of a group of sounds (RFC 8216, 4.3.4.1). Names are distinct; the mix of several streams is `mix`."""
    name = _UNQUOTABLE.sub("", sound.title or "")
    name = f"{place + 1} {name}".strip() if place or not sound.is_mix else "mix"
    first = "YES" if place == 0 else "NO"
    says = [
        "TYPE=AUDIO",
        'GROUP-ID="sound"',
        f'NAME="{name}"',
        f"DEFAULT={first}",
        f"AUTOSELECT={first}",
        'CHANNELS="2"',
    ]
    if sound.language and sound.language.isalnum() and sound.language.isascii():
        says.append(f'LANGUAGE="{sound.language}"')
    return f'#EXT-X-MEDIA:{",".join(says)},URI="{folder_of(place)}/index.m3u8"'


def _measure(rendition: Path) -> _Measured:
    entries = [
        (float(seconds), (rendition / name.strip()).stat().st_size)
        for seconds, name in _ENTRY.findall((rendition / "index.m3u8").read_text())
    ]
    if not entries:
        raise BrokenSegment(rendition.name)
    seconds, size = (sum(column) for column in zip(*entries, strict=True))
    mean = round(8 * size / max(seconds, 0.001))
    peaks = [round(8 * size / seconds) for seconds, size in entries if seconds >= SHORTEST_MEASURE]
    return _Measured(max([mean, *peaks]), mean, codec_name(rendition / "init.mp4"))
