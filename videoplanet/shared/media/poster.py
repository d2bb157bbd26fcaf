"""Makes a film's poster: one picture that stands for it in lists and before it plays."""

from __future__ import annotations

import asyncio
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import MOST_PIXELS, EncodingFailed
from videoplanet.shared.media.process import running

WIDEST = 1280
TIMEOUT_SECONDS = 60


async def make_poster(original: Path, facts: Facts, path: Path) -> None:
    """Write a JPEG of the frame at a tenth of the film, upright, in square pixels, at most 1280 on its longer side.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        path: where the JPEG goes.

    Raises:
        EncodingFailed: no picture could be made.
    """
    shrink = min(1.0, WIDEST / max(facts.width, facts.height))
    width, height = (max(2, round(side * shrink / 2) * 2) for side in (facts.width, facts.height))
    before = float(facts.rate.seek_seconds(facts.frame_count // 10 - 1))
    command = [get_ffmpeg_exe(), *["-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-threads", "1"]]
    command += ["-protocol_whitelist", "file,pipe", "-max_pixels", str(MOST_PIXELS)]
    command += ["-ss", f"{max(0.0, before):.6f}", "-i", f"file:{original}"]
    command += ["-map", f"0:{facts.stream_index}", "-vf", f"scale={width}:{height},setsar=1,format=yuvj420p"]
    command += ["-frames:v", "1", "-q:v", "4", "-update", "1", "-f", "image2", str(path)]
    async with running(command, niceness=5) as process:
        try:
            _, words = await asyncio.wait_for(process.communicate(), TIMEOUT_SECONDS)
        except TimeoutError as error:
            raise EncodingFailed(f"took longer than {TIMEOUT_SECONDS} seconds") from error
    if process.returncode or not await asyncio.to_thread(path.exists):
        raise EncodingFailed(words[-1000:].decode(errors="replace"))
