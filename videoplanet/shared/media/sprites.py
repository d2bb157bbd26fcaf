"""Makes sheets of small pictures for the player's hover preview, and the WebVTT that says which stands for what time."""

from __future__ import annotations

import asyncio
import math
from fractions import Fraction
from pathlib import Path

from videoplanet.shared.media.colour import smaller, to_bt709, to_jpeg
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ffmpeg import EncodingFailed, pictures_of, rendition, run_ffmpeg
from videoplanet.shared.media.names import CUES, sheet_name

LONGER_SIDE = 160
MOST_TILES = 600
COLUMNS = ROWS = 10
TIMEOUT_SECONDS = 3600
KEY_FRAMES_FROM = 4
"""Seconds between tiles from which on the nearest key frame before a tile's time is close enough."""


async def make_sprites(original: Path, facts: Facts, folder: Path, *, lowest: Path | None = None) -> int:
    """Write `sprite-0.jpg`, `sprite-1.jpg` … with up to 100 tiles each, and `sprite.vtt`, into `folder`.

    A tile shows the frame at the beginning of its time. Tiles are a second apart, further in films over ten minutes.

    Args:
        original: a local file; ffmpeg may open nothing else.
        facts: what `probe` said of it.
        folder: an existing folder.
        lowest: the folder of a made rendition (`hls/360p`), which is much cheaper to read than the original.

    Returns:
        How many sheets, at least 1.

    Raises:
        EncodingFailed: the pictures could not be made.
    """
    apart = max(Fraction(1), Fraction(math.ceil(1000 * facts.duration / MOST_TILES), 1000))
    tiles = max(1, math.ceil(facts.duration / apart))
    columns, rows = min(COLUMNS, tiles), min(ROWS, math.ceil(tiles / COLUMNS))
    sheets = math.ceil(tiles / (columns * rows))
    width, height = _tile_size(facts)
    pick = ["setpts=PTS-STARTPTS", f"fps=fps={1 / apart}:start_time=0:round=up"]
    if lowest is not None:
        source, stream, shrink = rendition(lowest), "0:v:0", [smaller(width, height)]
    else:
        source, stream, shrink = pictures_of(original, facts), f"0:{facts.stream_index}", to_bt709(facts, width, height)
    lay_out = ["tpad=stop=-1:stop_mode=clone", f"trim=end_frame={tiles}", f"tile={columns}x{rows}"]
    command = ["-threads", "2", *(["-skip_frame", "nokey"] if apart >= KEY_FRAMES_FROM else []), *source]
    command += ["-map", stream, "-vf", ",".join([*pick, *shrink, *to_jpeg(), *lay_out])]
    command += [
        "-fps_mode",
        "passthrough",
        "-q:v",
        "5",
        "-start_number",
        "0",
        "-f",
        "image2",
        f"{folder}/{sheet_name('%d')}",
    ]
    await run_ffmpeg(command, timeout_seconds=TIMEOUT_SECONDS)
    if not await asyncio.to_thread((folder / sheet_name(sheets - 1)).exists):
        raise EncodingFailed("no pictures for the preview", "video.undecodable")
    cues = [
        f"{_clock(place * apart)} --> {_clock(min((place + 1) * apart, facts.duration))}\n"
        f"{sheet_name(place // (columns * rows))}#xywh={_place(place % (columns * rows), columns, width, height)}\n"
        for place in range(tiles)
    ]
    await asyncio.to_thread((folder / CUES).write_text, "\n".join(["WEBVTT\n", *cues]))
    return sheets


def _tile_size(facts: Facts) -> tuple[int, int]:
    scale = Fraction(LONGER_SIDE, max(facts.width, facts.height))
    return max(2, round(facts.width * scale / 2) * 2), max(2, round(facts.height * scale / 2) * 2)


def _place(tile: int, columns: int, width: int, height: int) -> str:
    return f"{tile % columns * width},{tile // columns * height},{width},{height}"


def _clock(seconds: Fraction) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
