"""The demo's two cuts: the clip as it is, and a calmer grade of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from imageio_ffmpeg import get_ffmpeg_exe

CLIP = Path(__file__).with_name("big_buck_bunny_720p25.mp4")
_PIECE_BYTES = 1024 * 1024
_CALMER = "eq=saturation=0.82:gamma=1.04"


async def make_second_cut(folder: Path) -> Path:
    """Return a graded copy of the clip in `folder`, frame for frame as long."""
    cut = folder / "second_cut.mp4"
    ffmpeg = await asyncio.create_subprocess_exec(
        *(get_ffmpeg_exe(), "-v", "error", "-y", "-nostdin", "-protocol_whitelist", "file,pipe", "-i", str(CLIP)),
        *("-vf", _CALMER, "-c:v", "libx264", "-preset", "veryfast", "-crf", "18", "-pix_fmt", "yuv420p"),
        *("-c:a", "copy", "-movflags", "+faststart", str(cut)),
    )
    if await ffmpeg.wait() != 0:
        raise RuntimeError("the demo's second cut could not be made")
    return cut


async def pieces(path: Path) -> AsyncIterator[bytes]:
    """Yield a file's bytes, a piece at a time."""
    with path.open("rb") as film:
        while piece := await asyncio.to_thread(film.read, _PIECE_BYTES):
            yield piece
