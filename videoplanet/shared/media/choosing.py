"""Finds the picture that stands best for a film. Runs in a process of its own (`python -m …choosing PATH STREAM FRAMES NUM/DEN`).

The caller is `make_poster`; it reads the one line this prints: the chosen picture's time on the file's clock in seconds.
A dozen pictures spread over the film are decoded and looked at small, for what a person would see in them: light,
contrast, detail, colour. Black, white, faded and blurred pictures lose.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any

import av

from videoplanet.shared.media.reading import limit_memory, open_film
from videoplanet.shared.media.source import MOST_PIXELS

SAMPLES = 12
MOST_DECODED = 360
"""Pictures decoded in all: long groups of pictures are not run through to their middles."""
COLUMNS, ROWS = 96, 54
SAME = 0.97
"""A later picture has to be clearly better than the one at a tenth of the film, which most people expect."""


def choose(path: str, stream_index: int, frames: int, rate: Fraction) -> Fraction:
    """The time in seconds of the best picture.

    Raises:
        ValueError: not one could be decoded.
    """
    best, best_score = None, -1.0
    with open(path, "rb") as file, open_film(file) as film:
        stream = film.streams[stream_index]
        stream.codec_context.options = {"max_pixels": str(MOST_PIXELS)}
        stream.thread_type = "SLICE"
        for time, picture in _samples(film, stream, frames, rate):
            score = _score(picture)
            if score * SAME > best_score:
                best, best_score = time, score
    if best is None:
        raise ValueError("no picture")
    return best


def _samples(film: Any, stream: Any, frames: int, rate: Fraction) -> Iterator[tuple[Fraction, Any]]:
    """Pictures near evenly spread times, the one at a tenth first; each once."""
    first = stream.start_time or 0
    wanted = [frames // 10, *(frames * (2 * place + 1) // (2 * SAMPLES) for place in range(SAMPLES))]
    seen: set[int] = set()
    budget = MOST_DECODED
    for frame in dict.fromkeys(wanted):
        target = first + round(frame / rate / stream.time_base)
        with suppress(av.FFmpegError):
            film.seek(target, stream=stream)
            latest = None
            for picture in film.decode(stream):
                budget -= 1
                if picture.pts is None:
                    continue
                latest = picture
                if picture.pts >= target or (budget < 0 and latest.pts not in seen):
                    break
            if latest is not None and latest.pts not in seen:
                seen.add(latest.pts)
                yield latest.pts * stream.time_base, latest
        if budget < -SAMPLES:
            return


def _score(picture: Any) -> float:
    """0 for a picture of one colour, more for light, contrast, detail and colour."""
    small = picture.reformat(width=COLUMNS, height=ROWS, format="yuv444p", dst_color_range="JPEG")
    luma, blue, red = (_rows(plane) for plane in small.planes[:3])
    values = [value for row in luma for value in row]
    count = len(values)
    mean = sum(values) / count
    contrast = (sum((value - mean) ** 2 for value in values) / count) ** 0.5
    across = sum(abs(row[at + 1] - row[at]) for row in luma for at in range(len(row) - 1))
    down = sum(abs(below[at] - row[at]) for row, below in pairwise(luma) for at in range(len(row)))
    detail = (across + down) / (2 * count)
    colour = sum(abs(value - 128) for plane in (blue, red) for row in plane for value in row) / (2 * count)
    light = max(0.0, 1 - abs(mean - 118) / 118)
    return math.sqrt(light) * (min(contrast, 64) / 64 + min(detail, 16) / 16 + 0.5 * min(colour, 30) / 30)


def _rows(plane: Any) -> list[bytes]:
    blob = bytes(plane)
    return [blob[at * plane.line_size : at * plane.line_size + COLUMNS] for at in range(ROWS)]


def main(arguments: list[str]) -> None:
    """Print the time of the chosen picture."""
    path, stream_index, frames, rate = arguments
    sys.stdout.write(f"{choose(path, int(stream_index), int(frames), Fraction(rate))}\n")


if __name__ == "__main__":
    limit_memory()
    main(sys.argv[1:])
