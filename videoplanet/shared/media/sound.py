"""A film's sounds as stereo renditions: each starts with the picture, lasts as long, is as loud as the film's own."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import structlog

from videoplanet.shared.media.facts import Facts, Sound
from videoplanet.shared.media.ffmpeg import EncodingFailed, film, run_ffmpeg
from videoplanet.shared.media.layout import SOUND_GOES_ON_SECONDS

log = structlog.get_logger(__name__)
FOLDER = "sound"
LAYOUTS = {2: "stereo", 6: "5.1", 8: "7.1"}
"""Of so many mono streams; of other numbers nobody knows the places, so they are added up."""
RATE = 48000
PRIMING_SAMPLES = 1024
"""Samples an AAC encoder puts in front; they take the place of the sound's own first ones (21 ms)."""
MOST_GAIN = 12.0
"""Decibels by which a downmix is made louder or softer at most."""
LIMIT = 0.97
SHORTEST_SECONDS = 0.1
"""A film of one frame has sound too, if less than the priming would leave of it."""
_LOUDNESS = re.compile(r"ebur128@(\w+) [^\n]*Summary:\s+Integrated loudness:\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")


def folder_of(place: int) -> str:
    """The rendition's folder of the film's sound number `place`, counted from 0."""
    return FOLDER if place == 0 else f"{FOLDER}-{place + 1}"


def arguments() -> list[str]:
    """The encoder's arguments."""
    return f"-c:a aac -b:a 128k -ac 2 -ar {RATE}".split()


async def loudness_gain(original: Path, sound: Sound, timeout_seconds: float) -> float:
    """Decibels that give the stereo downmix the loudness of the film's own sound (ITU-R BS.1770); 0 for mono and stereo.

    A downmix changes the loudness by up to several decibels, depending on what is in which channel: so it is measured, on the
    film's sound and on its downmix at the same time.
    """
    if sound.channels <= 2:
        return 0.0
    graph, source = _together(sound, [])
    both = [
        *graph,
        f"{source}asplit[own][mixed]",
        "[own]ebur128@own=framelog=quiet[a]",
        f"[mixed]{_downmix()},ebur128@mixed=framelog=quiet[b]",
    ]
    command = ["-loglevel", "info", "-nostats", "-vn", *film(original), "-filter_complex", ";".join(both)]
    command += ["-map", "[a]", "-f", "null", "-", "-map", "[b]", "-f", "null", "-"]
    try:
        _, words = await run_ffmpeg(command, timeout_seconds=timeout_seconds)
    except EncodingFailed as error:
        log.warning("loudness_not_measured", words=str(error)[-300:])
        return 0.0
    found = {name: float(level) for name, level in _LOUDNESS.findall(words)}
    gain = found.get("own", math.nan) - found.get("mixed", math.nan)
    return max(-MOST_GAIN, min(MOST_GAIN, gain)) if math.isfinite(gain) else 0.0


def filters(facts: Facts, sound: Sound, gain: float, label: str) -> list[str]:
    """The graph from one of the film's sounds to `label`.

    It starts with the picture, lasts at least as long, and a little longer where the film's does.

    Args:
        gain: what `loudness_gain` said; peaks it would push over full scale are limited, not clipped.
        label: such as `[sound0]`.
    """
    end = max(SHORTEST_SECONDS, float(facts.duration))
    shift = f"asetpts=PTS-{float(facts.sound_shift):.6f}/TB"
    graph, source = _together(sound, [shift, f"aresample={RATE}:async=1:first_pts=0"])
    steps = ["anull"]
    if sound.channels > 2:
        limiter = f"alimiter=limit={LIMIT}:attack=2:release=60:level=disabled:latency=1"
        steps = [_downmix(), f"volume={gain:.2f}dB", limiter]
    steps += [f"apad=whole_dur={end:.6f}", f"atrim=end={end + float(SOUND_GOES_ON_SECONDS):.6f}"]
    steps += [f"atrim=start_sample={PRIMING_SAMPLES}", "asetpts=PTS-STARTPTS"]
    return [*graph, f"{source}{','.join(steps)}{label}"]


def _together(sound: Sound, steps: Sequence[str]) -> tuple[list[str], str]:
    """The graph that makes one sound of its streams, each through `steps`; and the label it ends with."""
    if len(sound.streams) == 1:
        own = f"own{sound.streams[0]}"
        return [f"[0:{sound.streams[0]}]{','.join(steps) or 'anull'}[{own}]"], f"[{own}]"
    key = "x".join(str(stream) for stream in sound.streams)
    graph = [f"[0:{stream}]{','.join(steps) or 'anull'}[part{key}_{stream}]" for stream in sound.streams]
    parts = "".join(f"[part{key}_{stream}]" for stream in sound.streams)
    layout = LAYOUTS.get(len(sound.streams))
    count = len(sound.streams)
    joined = f"join=inputs={count}:channel_layout={layout}" if layout else f"amix=inputs={count}:normalize=0"
    return [*graph, f"{parts}{joined}[all{key}]"], f"[all{key}]"


async def audible(original: Path, facts: Facts, timeout_seconds: float) -> tuple[Sound, ...]:
    """Those of the film's sounds of which anything can be decoded."""
    decodes = {
        stream: await _decodes(original, stream, timeout_seconds)
        for stream in sorted({stream for sound in facts.sounds for stream in sound.streams})
    }
    kept = []
    for sound in facts.sounds:
        streams = tuple(stream for stream in sound.streams if decodes[stream])
        if streams:
            channels = sound.channels if len(sound.streams) == 1 else len(streams)
            kept.append(replace(sound, streams=streams, channels=channels))
    return tuple(kept)


async def _decodes(original: Path, stream: int, timeout_seconds: float) -> bool:
    command = ["-vn", *film(original), "-map", f"0:{stream}", "-frames:a", "1", "-f", "s16le", "pipe:1"]
    try:
        samples, _ = await run_ffmpeg(command, timeout_seconds=timeout_seconds)
    except EncodingFailed as error:
        if error.code == "video.took_too_long":
            raise
        return False
    return bool(samples)


def _downmix() -> str:
    return (
        f"aresample={RATE}:out_chlayout=stereo:out_sample_fmt=fltp:internal_sample_fmt=fltp,aformat=fltp:{RATE}:stereo"
    )
