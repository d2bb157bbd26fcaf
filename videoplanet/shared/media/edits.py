"""Where a MOV's picture track shows nothing for a while: empty edits between others (ISO/IEC 14496-12, 8.6.6).

ffmpeg shows pictures there that are left out elsewhere. An empty edit in front only moves the beginning, which ffmpeg knows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from typing import IO

from videoplanet.shared.media.boxes import boxes

LARGEST_LIST = 1 << 20
_EMPTY = -1


def blanks(file: IO[bytes], size: int, track: int) -> tuple[tuple[Fraction, Fraction], ...]:
    """First and last moment of each empty edit that others precede, in seconds of the film.

    Args:
        file: a MOV or MP4, seekable.
        size: its bytes.
        track: the track's ID, as in its header.
    """
    scale, current = 0, 0
    for kind, at, length in boxes(file, size):
        if kind not in (b"mvhd", b"tkhd", b"elst") or length > LARGEST_LIST:
            continue
        file.seek(at)
        body = file.read(length)
        if len(body) < 24:
            continue
        if kind == b"mvhd":
            scale = struct.unpack_from(">I", body, 20 if body[0] else 12)[0]
        elif kind == b"tkhd":
            current = struct.unpack_from(">I", body, 20 if body[0] else 12)[0]
        elif current == track and scale:
            return tuple(_empty(_edits(body), scale))
    return ()


def _edits(body: bytes) -> Iterator[tuple[int, int]]:
    """How long each edit lasts, and where it begins in the track."""
    entry = struct.Struct(">Qqi" if body[0] else ">Iii")
    count = struct.unpack_from(">I", body, 4)[0]
    for at in range(8, min(len(body), 8 + count * entry.size) - entry.size + 1, entry.size):
        lasts, begins, _ = entry.unpack_from(body, at)
        yield lasts, begins


def _empty(edits: Iterator[tuple[int, int]], scale: int) -> Iterator[tuple[Fraction, Fraction]]:
    at, shown = 0, False
    for lasts, begins in edits:
        if begins == _EMPTY and shown and lasts:
            yield Fraction(at, scale), Fraction(at + lasts, scale)
        shown = shown or begins != _EMPTY
        at += lasts
