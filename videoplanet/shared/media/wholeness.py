"""Is what ffmpeg wrote whole and in time? Its HLS writer ends well even when the disk was full, so every segment is read again."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from pathlib import Path

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed
from videoplanet.shared.media.rungs import Rung
from videoplanet.shared.media.segments import BrokenSegment, frames_in, presentation_times

TRIED_BYTES = 1 << 20


def require_whole(folder: Path, facts: Facts, rungs: Sequence[Rung], names: Sequence[str]) -> None:
    """Read what was made: ffmpeg's HLS writer does not notice a full disk. Whole segments and playlists are the proof, and for
    pictures that the nth frame stands at n / rate.

    Raises:
        EncodingFailed: something is not whole, or a frame is not where it should be.
    """
    pictures = {rung.name for rung in rungs}
    for name in names:
        segments = sorted((folder / name).glob("*.m4s"))
        try:
            if name in pictures:
                _require_in_time(folder / name, segments, facts)
            elif not sum(frames_in(segment) for segment in segments):
                raise EncodingFailed(f"{name} is empty")
        except BrokenSegment as error:
            raise EncodingFailed(f"{name}: {error} is not whole", _why(folder / name / str(error))) from error
        listed = (folder / name / "index.m3u8").read_text()
        if not listed.endswith("#EXT-X-ENDLIST\n") or listed.count(".m4s\n") != len(segments):
            raise EncodingFailed(f"{name}: the playlist is not whole", _why(folder / name / "index.m3u8"))


def _require_in_time(rendition: Path, segments: Sequence[Path], facts: Facts) -> None:
    times = presentation_times(rendition / "init.mp4", segments)
    tick = 1 / facts.rate.fraction
    for place, (at, scale) in enumerate(times):
        if at * tick.denominator != place * tick.numerator * scale:
            raise EncodingFailed(f"{rendition.name}: frame {place} is at {at}/{scale}", "video.encoding_failed")


def _why(broken: Path) -> str:
    """Whether a file is broken because nothing more fits on its disk: tried with a bit more."""
    try:
        with broken.open("ab") as file:
            file.write(b"\0" * TRIED_BYTES)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return "video.disk_full"
    return "video.encoding_failed"
