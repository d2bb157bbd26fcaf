"""Reads the presentation times that fragmented MP4 segments really state (ISO/IEC 14496-12), without a player's guesses."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

CONTAINERS = frozenset({"moov", "trak", "mdia", "minf", "stbl", "mvex", "moof", "traf"})
SAMPLE_FIELDS = ((0x100, 4), (0x200, 4), (0x400, 4), (0x800, 4))


def segment_start_times(rendition: Path) -> list[Fraction]:
    """The decode time of each segment's first sample, in seconds: where segments begin."""
    timescale = _timescale(rendition)
    return [
        Fraction(_decode_time(body), timescale)
        for segment in sorted(rendition.glob("*.m4s"))
        for kind, body in _boxes(segment.read_bytes())
        if kind == "tfdt"
    ]


def presentation_times(rendition: Path) -> list[Fraction]:
    """Every sample's presentation time in seconds, ascending."""
    timescale = _timescale(rendition)
    times: list[Fraction] = []
    for segment in sorted(rendition.glob("*.m4s")):
        clock = duration = 0
        for kind, body in _boxes(segment.read_bytes()):
            if kind == "tfhd":
                duration = _default_duration(body)
            elif kind == "tfdt":
                clock = _decode_time(body)
            elif kind == "trun":
                for length, offset in _samples(body, duration):
                    times.append(Fraction(clock + offset, timescale))
                    clock += length
    return sorted(times)


def has_edit_list(rendition: Path) -> bool:
    """Whether the initialisation segment shifts the presentation."""
    return b"elst" in _initialisation(rendition)


def whole_film(rendition: Path, path: Path) -> Path:
    """Write initialisation and segments as one file, which any demuxer reads."""
    segments = [segment.read_bytes() for segment in sorted(rendition.glob("*.m4s"))]
    path.write_bytes(b"".join([_initialisation(rendition), *segments]))
    return path


def _initialisation(rendition: Path) -> bytes:
    (path,) = rendition.glob("init*.mp4")
    return path.read_bytes()


def _timescale(rendition: Path) -> int:
    (header,) = (body for kind, body in _boxes(_initialisation(rendition)) if kind == "mdhd")
    return int(struct.unpack_from(">I", header, 20 if header[0] else 12)[0])


def _boxes(blob: bytes) -> Iterator[tuple[str, bytes]]:
    at = 0
    while at + 8 <= len(blob):
        size, kind = struct.unpack_from(">I4s", blob, at)
        name, body = kind.decode("latin-1"), blob[at + 8 : at + size]
        yield name, body
        if name in CONTAINERS:
            yield from _boxes(body)
        at += size


def _decode_time(body: bytes) -> int:
    return int(struct.unpack_from(">Q" if body[0] else ">I", body, 4)[0])


def _default_duration(body: bytes) -> int:
    flags = int.from_bytes(body[1:4], "big")
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return int(struct.unpack_from(">I", body, at)[0]) if flags & 0x8 else 0


def _samples(body: bytes, default_duration: int) -> Iterator[tuple[int, int]]:
    """Duration and composition offset of each sample of a track run."""
    version, flags = body[0], int.from_bytes(body[1:4], "big")
    (count,) = struct.unpack_from(">I", body, 4)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    for _ in range(count):
        duration, offset = default_duration, 0
        for bit, size in SAMPLE_FIELDS:
            if flags & bit:
                if bit == 0x100:
                    (duration,) = struct.unpack_from(">I", body, at)
                elif bit == 0x800:
                    (offset,) = struct.unpack_from(">i" if version else ">I", body, at)
                at += size
        yield duration, offset
