"""One MP4 of a rendition, for people who want a small file of the film."""

from __future__ import annotations

from pathlib import Path

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import rendition, run_ffmpeg
from videoplanet.shared.media.rungs import Rung

TIMEOUT_SECONDS = 1800


async def make_download(folder: Path, rung: Rung, facts: Facts, path: Path) -> None:
    """Join a rung and the sound below `folder` into an MP4 with its index in front; nothing is encoded again.

    Frames keep their numbers and times; the film's start timecode is written into it.

    Raises:
        EncodingFailed: the rendition is not there, or there is no room.
    """
    command = rendition(folder / rung.name)
    maps = ["-map", "0:v:0"]
    if (folder / "sound" / "index.m3u8").is_file():
        command += rendition(folder / "sound")
        maps += ["-map", "1:a:0"]
    command += [*maps, "-c", "copy", "-map_metadata", "-1"]
    if rung.codec == "hevc":
        command += ["-tag:v", "hvc1"]
    if facts.start_timecode is not None and facts.rate.fraction >= 1:
        command += ["-timecode", facts.timebase.start_timecode]
    command += ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0", "-avoid_negative_ts", "disabled"]
    command += ["-video_track_timescale", str(_timescale(facts)), "-f", "mp4", str(path)]
    await run_ffmpeg(command, timeout_seconds=TIMEOUT_SECONDS)


def _timescale(facts: Facts) -> int:
    """Ticks a second that hold every frame's time exactly."""
    ticks = facts.rate.num
    while ticks < 10_000:
        ticks *= 2
    return ticks
