"""Finds the picture that stands best for a film. Runs in a process of its own (`python -m …choosing PATH STREAM FRAMES NUM/DEN`).

The caller is `make_poster`; it reads the one line this prints: the chosen picture's time on the file's clock in seconds.
A dozen key frames spread over the film, or in a film with few of them also pictures in between, are looked at small, for
what a person would see in them: light, contrast, detail, colour. Black, white, faded and blurred pictures lose.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import islice, pairwise
from typing import Any

import av

from videoplanet.shared.media.reading import limit_memory, open_film
from videoplanet.shared.media.source import MOST_PIXELS

SAMPLES = 12
FEW_KEY_FRAMES = 4
MOST_DECODED = 144
"""Pictures decoded in a film with few key frames, for one in twelve of them to be looked at."""
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
        stream.thread_type = "AUTO"
        for time, picture in _samples(film, stream, frames, rate):
            score = _score(picture)
            if score * SAME > best_score:
                best, best_score = time, score
    if best is None:
        raise ValueError("no picture")
    return best


def _samples(film: Any, stream: Any, frames: int, rate: Fraction) -> Iterator[tuple[Fraction, Any]]:
    """Pictures at evenly spread times, the one near a tenth of the film first; each once."""
    first = stream.start_time or 0
    wanted = [frames // 10, *(frames * (2 * place + 1) // (2 * SAMPLES) for place in range(SAMPLES))]
    keys: dict[int, Any] = {}
    for frame in dict.fromkeys(wanted):
        for picture in _from(film, stream, first + round(frame / rate / stream.time_base), 1):
            keys.setdefault(picture.pts, picture)
    if len(keys) >= FEW_KEY_FRAMES:
        yield from ((pts * stream.time_base, picture) for pts, picture in keys.items())
        return
    each = MOST_DECODED // max(1, len(keys))
    step = max(1, min(each, frames // max(1, len(keys))) * len(keys) // SAMPLES)
    for key in keys or [first]:
        for place, picture in enumerate(_from(film, stream, key, each)):
            if place % step == 0:
                yield picture.pts * stream.time_base, picture


def _from(film: Any, stream: Any, target: int, most: int) -> Iterator[Any]:
    """Up to `most` pictures from the key frame at or before `target` on; none where the file is damaged."""
    with suppress(av.FFmpegError):
        film.seek(target, stream=stream)
        for picture in islice(film.decode(stream), most):
            if picture.pts is not None:
                yield picture


def _score(picture: Any) -> float:
    """0 for a picture of one colour, more for light, contrast, detail and colour."""
    small = picture.reformat(width=COLUMNS, height=ROWS, format="yuv444p", dst_color_range="JPEG")
    luma, blue, red = (_rows(plane) for plane in small.planes[:3])
    values = [value for row in luma for value in row]
    count = len(values)
    mean = sum(values) / count
    contrast = math.sqrt(sum((value - mean) ** 2 for value in values) / count)
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
