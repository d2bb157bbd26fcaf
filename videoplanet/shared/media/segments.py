"""Reads our own fragmented MP4 (ISO/IEC 14496-12): how many frames a segment holds, whether it is whole, its codec's name."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

_INSIDE = {b"moof", b"traf", b"moov", b"trak", b"mdia", b"minf", b"stbl"}


class BrokenSegment(Exception):
    """A segment is not whole: a disk that was full, a process that died."""


def frames_in(segment: Path) -> int:
    """Samples in the segment's track runs; the media data itself is skipped.

    Raises:
        BrokenSegment: it ends before its last box does, or has none.
    """
    size = segment.stat().st_size
    count = 0
    with segment.open("rb") as file:
        at = 0
        while at < size:
            length, kind = _head(file, at)
            if length < 8 or at + length > size:
                raise BrokenSegment(segment.name)
            if kind == b"moof":
                count += sum(
                    struct.unpack_from(">I", body, 4)[0]
                    for name, body in _boxes(file.read(length - 8))
                    if name == b"trun"
                )
            at += length
    if not count:
        raise BrokenSegment(segment.name)
    return count


def presentation_times(initialisation: Path, segments: Sequence[Path]) -> Iterator[tuple[int, int]]:
    """When each picture of a rendition is shown, ascending: ticks, and ticks a second.

    Raises:
        BrokenSegment: a segment is not whole.
    """
    scale = _timescale(initialisation.read_bytes())
    for segment in segments:
        frames_in(segment)
        times: list[int] = []
        at = lasts = 0
        for kind, body in _boxes(segment.read_bytes()):
            if kind == b"tfhd":
                lasts = _default_duration(body)
            elif kind == b"tfdt":
                at = struct.unpack_from(">Q" if body[0] else ">I", body, 4)[0]
            elif kind == b"trun":
                for duration, offset in _samples(body, lasts):
                    times.append(at + offset)
                    at += duration
        yield from ((time, scale) for time in sorted(times))


def codec_name(initialisation: Path) -> str:
    """The codec as playlists name it (RFC 6381), from an initialisation segment: `avc1.64001f`, `hvc1…`, `av01…`, `mp4a.40.2`.

    Raises:
        BrokenSegment: it names none of the codecs made here.
    """
    blob = initialisation.read_bytes()
    for kind, name in ((b"avcC", _avc), (b"hvcC", _hevc), (b"av1C", _av1)):
        at = blob.find(kind)
        if at >= 0:
            return name(blob[at + 4 :])
    if b"mp4a" in blob:
        return "mp4a.40.2"
    raise BrokenSegment(initialisation.name)


def _timescale(initialisation: bytes) -> int:
    for kind, body in _boxes(initialisation):
        if kind == b"mdhd":
            return int(struct.unpack_from(">I", body, 20 if body[0] else 12)[0])
    raise BrokenSegment("init.mp4")


def _default_duration(header: bytes) -> int:
    """Of a sample whose run names none (ISO/IEC 14496-12, 8.8.7)."""
    flags = int.from_bytes(header[1:4], "big")
    if not flags & 8:
        return 0
    return int(struct.unpack_from(">I", header, 8 + 8 * bool(flags & 1) + 4 * bool(flags & 2))[0])


def _samples(run: bytes, lasts: int) -> Iterator[tuple[int, int]]:
    """Duration and composition offset of each sample of a track run, in ticks (ISO/IEC 14496-12, 8.8.8)."""
    flags, count = int.from_bytes(run[1:4], "big"), struct.unpack_from(">I", run, 4)[0]
    at = 8 + 4 * bool(flags & 1) + 4 * bool(flags & 4)
    fields = [bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800)]
    for _ in range(count):
        duration, offset = lasts, 0
        for place, is_there in enumerate(fields):
            if not is_there:
                continue
            if place == 0:
                duration = struct.unpack_from(">I", run, at)[0]
            elif place == 3:
                offset = struct.unpack_from(">i", run, at)[0]
            at += 4
        yield duration, offset


def _head(file: BinaryIO, at: int) -> tuple[int, bytes]:
    file.seek(at)
    head = file.read(8)
    if len(head) < 8:
        return 0, b""
    length, kind = struct.unpack(">I4s", head)
    return int(length), bytes(kind)


def _boxes(blob: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(blob):
        length, kind = struct.unpack_from(">I4s", blob, at)
        if length < 8:
            return
        body = blob[at + 8 : at + length]
        yield kind, body
        if kind in _INSIDE:
            yield from _boxes(body)
        at += length


def _avc(record: bytes) -> str:
    return f"avc1.{record[1:4].hex()}"


def _hevc(record: bytes) -> str:
    """ISO/IEC 14496-15, annex E.3: profile, compatibility in reverse bit order, tier and level, constraints."""
    space, tier, profile = "ABC"[(record[1] >> 6) - 1] if record[1] >> 6 else "", record[1] >> 5 & 1, record[1] & 31
    compatible = int(f"{int.from_bytes(record[2:6], 'big'):032b}"[::-1], 2)
    constraints = list(record[6:12])
    while constraints and not constraints[-1]:
        constraints.pop()
    parts = [f"hvc1.{space}{profile}", f"{compatible:X}", f"{'H' if tier else 'L'}{record[12]}"]
    return ".".join([*parts, *(f"{constraint:X}" for constraint in constraints)])


def _av1(record: bytes) -> str:
    """AV1 in ISOBMFF 1.2, section 5: profile, level and tier, bit depth."""
    profile, level = record[1] >> 5, record[1] & 31
    tier = "H" if record[2] >> 7 else "M"
    depth = (12 if record[2] >> 5 & 1 else 10) if record[2] >> 6 & 1 else 8
    return f"av01.{profile}.{level:02}{tier}.{depth:02}"
