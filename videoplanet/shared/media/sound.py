"""A film's sound as one stereo rendition: starts with the picture, lasts as long, is as loud as the film's own."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import structlog

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed, film, run_ffmpeg
from videoplanet.shared.media.hls import output
from videoplanet.shared.media.segments import frames_in

log = structlog.get_logger(__name__)
RATE = 48000
PRIMING_SAMPLES = 1024
"""Samples an AAC encoder puts in front; they take the place of the sound's own first ones (21 ms)."""
PACKETS_OFF = 4
"""Packets by which the made sound may differ from the film's length: the encoder's ends."""
MOST_GAIN = 12.0
"""Decibels by which a downmix is made louder or softer at most."""
LIMIT = 0.97
SHORTEST_SECONDS = 0.1
"""A film of one frame has sound too, if less than the priming would leave of it."""
_LOUDNESS = re.compile(r"ebur128@(\w+) [^\n]*Summary:\s+Integrated loudness:\s+I:\s+(-?[\d.]+|-?inf|nan) LUFS")


def arguments() -> list[str]:
    """The encoder's arguments."""
    return f"-c:a aac -b:a 128k -ac 2 -ar {RATE}".split()


async def loudness_gain(original: Path, facts: Facts, timeout_seconds: float) -> float:
    """Decibels that give the stereo downmix the loudness of the film's own sound (ITU-R BS.1770); 0 for mono and stereo.

    A downmix changes the loudness by up to several decibels, depending on what is in which channel: so it is measured, on the
    film's sound and on its downmix at the same time.
    """
    if facts.audio_index is None or facts.audio_channels <= 2:
        return 0.0
    both = (
        f"[0:{facts.audio_index}]asplit[own][mixed];[own]ebur128@own=framelog=quiet[a];"
        f"[mixed]{_downmix()},ebur128@mixed=framelog=quiet[b]"
    )
    command = ["-loglevel", "info", "-nostats", "-vn", *film(original), "-filter_complex", both]
    command += ["-map", "[a]", "-f", "null", "-", "-map", "[b]", "-f", "null", "-"]
    try:
        _, words = await run_ffmpeg(command, timeout_seconds=timeout_seconds)
    except EncodingFailed as error:
        log.warning("loudness_not_measured", words=str(error)[-300:])
        return 0.0
    found = {name: float(level) for name, level in _LOUDNESS.findall(words)}
    gain = found.get("own", math.nan) - found.get("mixed", math.nan)
    return max(-MOST_GAIN, min(MOST_GAIN, gain)) if math.isfinite(gain) else 0.0


def filters(facts: Facts, gain: float) -> list[str]:
    """The graph from the film's sound to `[sound]`.

    Args:
        gain: what `loudness_gain` said; peaks it would push over full scale are limited, not clipped.
    """
    assert facts.audio_index is not None
    end = max(SHORTEST_SECONDS, float(facts.duration))
    shift = f"asetpts=PTS-{float(facts.picture_start - facts.file_start):.6f}/TB"
    in_step = f"aresample={RATE}:async=1:first_pts=0"
    if facts.second_audio_index is not None:
        graph = [
            f"[0:{facts.audio_index}]{shift},{in_step}[left]",
            f"[0:{facts.second_audio_index}]{shift},{in_step}[right]",
            "[left][right]join=inputs=2:channel_layout=stereo[both]",
        ]
        source, steps = "[both]", []
    else:
        graph, source, steps = [], f"[0:{facts.audio_index}]", [shift, in_step]
    if facts.audio_channels > 2:
        limiter = f"alimiter=limit={LIMIT}:attack=2:release=60:level=disabled:latency=1"
        steps += [_downmix(), f"volume={gain:.2f}dB", limiter]
    steps += [f"apad=whole_dur={end:.6f}", f"atrim=end={end:.6f}"]
    steps += [f"atrim=start_sample={PRIMING_SAMPLES}", "asetpts=PTS-STARTPTS"]
    return [*graph, f"{source}{','.join(steps)}[sound]"]


def is_uneven(made: Path, facts: Facts) -> bool:
    """Whether the made sound in the folder `made` is not as long as the film.

    That is so when the film's sound changes its channels or rate in the middle: ffmpeg then fills up what it has, and begins
    again.
    """
    packets = sum(frames_in(segment) for segment in made.glob("*.m4s"))
    return abs(packets - RATE * max(SHORTEST_SECONDS, float(facts.duration)) / PRIMING_SAMPLES) > PACKETS_OFF


async def make_evenly(original: Path, facts: Facts, folder: Path, timeout_seconds: float) -> None:
    """Make such a film's sound in two steps: to stereo at one rate, on the film's own clock; then as usual.

    Raises:
        EncodingFailed: the sound cannot be decoded, or there is no room.
    """
    even = folder / "even.mkv"
    command = ["-vn", "-copyts", *film(original), "-map", f"0:{facts.audio_index}", "-af", f"aresample={RATE}"]
    await run_ffmpeg([*command, "-ac", "2", "-c:a", "flac", str(even)], timeout_seconds=timeout_seconds)
    plain = replace(facts, audio_index=0, audio_channels=2, second_audio_index=None, file_start=Fraction(0))
    graph = ";".join(filters(plain, 0.0))
    command = ["-copyts", *film(even), "-filter_complex", graph, "-map", "[sound]", *arguments()]
    await run_ffmpeg([*command, *output(folder, facts)], timeout_seconds=timeout_seconds)
    even.unlink()


def _downmix() -> str:
    return (
        f"aresample={RATE}:out_chlayout=stereo:out_sample_fmt=fltp:internal_sample_fmt=fltp,aformat=fltp:{RATE}:stereo"
    )
