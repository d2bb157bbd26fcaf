"""Walks through the boxes of a MOV or MP4 (ISO/IEC 14496-12, 4.2); only headers are read."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

_INSIDE = (b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl")
MOST_BOXES = 4096


def boxes(file: IO[bytes], size: int) -> Iterator[tuple[bytes, int, int]]:
    """Every box of the header, those that hold boxes opened: name, where its body begins, and its length.

    Args:
        file: seekable.
        size: its bytes.
    """
    yield from _below(file, 0, size, [0])


def _below(file: IO[bytes], at: int, end: int, seen: list[int]) -> Iterator[tuple[bytes, int, int]]:
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
            yield from _below(file, body, min(end, at + length), seen)
        else:
            yield kind, body, min(end, at + length) - body
        at += length
