"""Makes the peaks of a film's sound, for the wave drawn under the player's time line."""

from __future__ import annotations

import asyncio
import json
from array import array
from pathlib import Path

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import film, rendition, run_ffmpeg

MOST_PEAKS = 2000
PEAKS_A_SECOND = 50
SAMPLE_RATE = 8000
TIMEOUT_SECONDS = 3600
FULL_SCALE = 32767


async def make_waveform(original: Path, facts: Facts, path: Path, *, made_sound: Path | None = None) -> None:
    """Write JSON `{"peaks": [0–255, …]}`: the loudest sample of either channel in each of up to 2,000
    equal slices of the film's duration.

    Args:
        original: a local file with sound; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        path: where the JSON goes.
        made_sound: the folder of the made sound (`hls/sound`), which is much cheaper to read than the original.

    Raises:
        EncodingFailed: the sound cannot be decoded.
    """
    end = float(facts.duration)
    if made_sound is not None:
        source, stream, shift = rendition(made_sound), "0:a:0", 0.0
    else:
        source, stream = film(original), f"0:{facts.audio_index}"
        shift = float(facts.sound_shift)
    steps = f"asetpts=PTS-{shift:.6f}/TB,aresample={SAMPLE_RATE}:async=1:first_pts=0,apad=whole_dur={end:.6f},atrim=end={end:.6f}"
    command = ["-vn", *source, "-map", stream, "-af", steps, "-ac", "2", "-f", "s16le", "pipe:1"]
    samples, _ = await run_ffmpeg(command, timeout_seconds=TIMEOUT_SECONDS)
    peaks = await asyncio.to_thread(_peaks, samples, max(1, min(MOST_PEAKS, round(end * PEAKS_A_SECOND))))
    await asyncio.to_thread(path.write_text, json.dumps({"peaks": peaks}, separators=(",", ":")))


def _peaks(samples: bytes, count: int) -> list[int]:
    """The largest distance from silence in each of `count` equal slices of interleaved stereo, 0–255."""
    values = array("h")
    values.frombytes(samples[: len(samples) // 2 * 2])
    peaks = []
    for place in range(count):
        start = place * len(values) // count
        part = values[start : max(start + 1, (place + 1) * len(values) // count)]
        loudest = max(max(part), -min(part)) if part else 0
        peaks.append(min(255, round(255 * loudest / FULL_SCALE)))
    return peaks
