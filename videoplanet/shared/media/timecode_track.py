"""The rate a MOV's timecode track counts at, which may be slower than the pictures (QuickTime File Format, `tmcd`).

ffmpeg tells the first label only. Only headers are read: `moov`, its tracks, and the sample description of each.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from videoplanet.shared.timecode import FrameRate

_INSIDE = (b"moov", b"trak", b"mdia", b"minf", b"stbl")
_DESCRIPTION = struct.Struct(">IIIB")
MOST_BOXES = 4096
LARGEST_DESCRIPTION = 1 << 16


def timecode_rate(file: IO[bytes], size: int) -> FrameRate | None:
    """The rate of the first timecode track; None where there is none or it makes no sense.

    Args:
        file: a MOV or MP4, seekable.
        size: its bytes.
    """
    for kind, at, length in _boxes(file, 0, size, [0]):
        if kind == b"stsd" and length <= LARGEST_DESCRIPTION:
            file.seek(at)
            body = file.read(length)
            if body[12:16] == b"tmcd" and len(body) >= 16 + 16 + 9:
                _, scale, lasts, count = _DESCRIPTION.unpack_from(body, 16 + 12)
                return _rate(scale, lasts, count)
    return None


def _rate(scale: int, lasts: int, count: int) -> FrameRate | None:
    """The exact rate where it agrees with the whole number of labels a second, else that number."""
    if not count:
        return None
    if scale and lasts:
        exact = FrameRate(scale, lasts)
        if exact.nominal == count:
            return exact
    return FrameRate(count)


def _boxes(file: IO[bytes], at: int, end: int, seen: list[int]) -> Iterator[tuple[bytes, int, int]]:
    """Every box below `at` to `end`, those that hold boxes opened: name, where its body begins, and its length."""
    while at + 8 <= end and seen[0] < MOST_BOXES:
        seen[0] += 1
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return
        length, kind = struct.unpack(">I4s", head[:8])
        body = at + 8
        if length == 1 and len(head) == 16:
            length, body = struct.unpack(">Q", head[8:])[0], at + 16
        elif length == 0:
            length = end - at
        if length < body - at:
            return
        if kind in _INSIDE:
            yield from _boxes(file, body, min(end, at + length), seen)
        else:
            yield kind, body, min(end, at + length) - body
        at += length
