"""Makes a film's poster: one picture that stands for it in lists and before it plays."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import structlog

from videoplanet.shared.media.colour import to_bt709, to_jpeg
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed, pictures_of, run_ffmpeg
from videoplanet.shared.media.probe import ROOT
from videoplanet.shared.media.process import running

log = structlog.get_logger(__name__)
WIDEST = 1280
TIMEOUT_SECONDS = 60


async def make_poster(original: Path, facts: Facts, path: Path) -> None:
    """Write a JPEG of a picture with something to see in it (`choosing`), upright, in square pixels and ordinary colours.

    At most 1280 on its longer side.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        path: where the JPEG goes.

    Raises:
        EncodingFailed: no picture could be made.
    """
    shrink = min(1.0, WIDEST / max(facts.width, facts.height))
    width, height = (max(2, round(side * shrink / 2) * 2) for side in (facts.width, facts.height))
    chosen = await _choose(original, facts)
    for time in dict.fromkeys([chosen, facts.picture_start]):
        seek = time - facts.file_start - 1 / (4 * facts.rate.fraction)
        command = ["-threads", "1", *(["-ss", f"{float(seek):.6f}"] if seek > 0 else []), *pictures_of(original, facts)]
        steps = ["bwdif=mode=send_frame:deint=interlaced"] if facts.is_interlaced else []
        steps += [*to_bt709(_shaped(facts, time), width, height), *to_jpeg()]
        command += ["-map", f"0:{facts.stream_index}", "-vf", ",".join(steps)]
        command += ["-frames:v", "1", "-q:v", "4", "-update", "1", "-f", "image2", str(path)]
        await run_ffmpeg(command, timeout_seconds=TIMEOUT_SECONDS, niceness=5)
        if await asyncio.to_thread(path.exists):
            return
    raise EncodingFailed("no picture for a poster", "video.undecodable")


def _shaped(facts: Facts, time: Fraction) -> Facts:
    """The facts for one picture alone: the shape it has at its time."""
    since = [shape for begins, shape in facts.shapes if begins <= time - facts.picture_start]
    return replace(facts, shapes=((Fraction(0), since[-1]),) * 2) if since else facts


async def _choose(original: Path, facts: Facts) -> Fraction:
    """The chosen picture's time on the file's clock; the first one's where looking fails."""
    command = [sys.executable, "-m", "videoplanet.shared.media.choosing", str(original)]
    command += [str(facts.stream_index), str(facts.frame_count), str(facts.rate)]
    try:
        async with running(command, environment={"PYTHONPATH": str(ROOT)}, niceness=5) as process:
            out, errors = await asyncio.wait_for(process.communicate(), TIMEOUT_SECONDS)
        return Fraction(out.decode().strip())
    except TimeoutError:
        log.warning("poster_choice_took_too_long")
    except ValueError:
        log.warning("poster_choice_failed", errors=errors[-500:].decode(errors="replace"))
    return facts.picture_start
