"""How ffmpeg writes one rendition: HLS with fragmented MP4, one group of pictures a segment, no edit list."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from videoplanet.shared.media.facts import Facts

SEGMENT_SECONDS = 2


def group_frames(facts: Facts) -> int:
    """Frames from one key frame to the next, and in every segment but the last."""
    return max(1, round(SEGMENT_SECONDS * facts.rate.fraction))


def output(folder: Path, facts: Facts) -> list[str]:
    """Arguments behind the encoder's: the playlist, the initialisation and the segments in `folder`."""
    seconds = float((group_frames(facts) - Fraction(1, 2)) / facts.rate.fraction)
    command = f"-f hls -hls_time {seconds:.6f} -hls_playlist_type vod -hls_flags independent_segments".split()
    command += ["-hls_segment_type", "fmp4", "-hls_segment_options", "movflags=+cmaf:use_editlist=0"]
    command += ["-hls_fmp4_init_filename", "init.mp4", "-hls_segment_filename", f"{folder}/%05d.m4s"]
    return [*command, f"{folder}/index.m3u8"]
