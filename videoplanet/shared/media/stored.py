"""The pictures a file stores, as far as its index or its packets tell, before one of them is decoded. Belongs to `reading`.

Clocks that jump, as in joined recordings, are put right by the same rule as ffmpeg's: where it jumps by more than
ten seconds, or back, in a format whose clock may jump, the film goes on where it was.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Any

from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.media.sequence_header import display_shape
from videoplanet.shared.media.watching import Seen

JUMPING_CLOCKS = ("mpegts", "mpeg", "flv", "gxf", "dv", "ogg", "asf", "avi")
JUMP_SECONDS = 10
BACK_SECONDS = Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file stores; `trims_frames`: an edit list leaves some out; `shapes` as in `Facts`."""

    seen: Seen
    trims_frames: bool
    shapes: tuple[tuple[Fraction, Fraction], ...] = ()


def indexed(film: Any, stream: Any, size: int) -> Stored | None:
    """From the file's own index, which only a MOV has complete and exact; None for any other file. Nothing else is read.

    Raises:
        NotAVideo: `video.truncated`: the index promises bytes that the file has not.
    """
    entries = stream.index_entries
    if not film.format.name.startswith("mov") or not 0 < len(entries) <= stream.frames:
        return None
    kept = []
    for entry in entries:
        if entry.pos + entry.size > size:
            raise NotAVideo("video.truncated")
        if not entry.is_discard:
            kept.append(entry.timestamp)
    trims = len(kept) < stream.frames
    if kept and not trims and stream.duration is not None:
        # The index gives decoding times: pictures are shown in another order, but each on one of these times.
        shift = (stream.start_time or 0) - min(kept)
        kept = [stamp + shift for stamp in kept]
    kept.sort()
    last = (stream.start_time or 0) + (stream.duration or 0) - kept[-1] if kept and not trims else 0
    return Stored(_seen(film, stream, kept, max(0, last), _sound_ends(film)), trims)


def every_packet(film: Any, stream_index: int) -> Stored:
    """The same from reading every packet; begins at the first key picture, since nothing before it can be shown.

    Raises:
        NotAVideo: `video.truncated`: a MOV's header promises more frames than there are.
    """
    stream = film.streams[stream_index]
    jumps = film.format.name.split(",")[0] in JUMPING_CLOCKS
    most, back = round(JUMP_SECONDS / stream.time_base), round(BACK_SECONDS / stream.time_base)
    stamps: list[int] = []
    is_mpeg2 = stream.codec_context.codec.canonical_name == "mpeg2video"
    shapes: list[tuple[int, Fraction]] = []
    trims, offset, before, last, first_key, late, count = False, 0, None, (0, 0), None, 0, 0
    for packet in film.demux(stream):
        stamp = packet.pts if packet.pts is not None else packet.dts
        if not packet.size or stamp is None:
            continue
        count += 1
        clock = packet.dts if packet.dts is not None else stamp
        if jumps and before is not None and not -back <= clock + offset - before <= most:
            offset = before + (packet.duration or 0) - clock
        before = clock + offset
        if packet.is_discard:
            trims = True
            continue
        stamps.append(stamp + offset)
        last = max(last, (stamp + offset, packet.duration or 0))
        if packet.is_keyframe:
            if first_key is None:
                first_key, late = stamp + offset, stamp - clock
            if is_mpeg2 and (shape := display_shape(bytes(packet))) not in (None, shapes[-1][1] if shapes else None):
                shapes.append((stamp + offset, shape))
    if film.format.name.startswith("mov") and stream.frames > count:
        raise NotAVideo("video.truncated")
    stamps.sort()
    if first_key is not None:
        stamps = [stamp for stamp in stamps if stamp >= first_key]
    ends = _sound_ends(film) if not jumps else None
    seen = _seen(film, stream, stamps, last[1] if stamps and last[0] == stamps[-1] else 0, ends, late)
    since = _moments(stamps, shapes, last[1], stream.time_base)
    return Stored(seen, trims, since if len(since) > 1 else ())


def _moments(
    stamps: list[int], shapes: list[tuple[int, Fraction]], lasts: int, time_base: Fraction
) -> tuple[tuple[Fraction, Fraction], ...]:
    """Since when each shape is shown, in seconds after the first picture; who shares a time with another comes after that."""
    if not stamps:
        return ()
    shared = [0, *accumulate(int(stamp == before) for before, stamp in pairwise([stamps[0] - 1, *stamps]))]
    return tuple(
        (max(0, stamp - stamps[0] + lasts * shared[bisect_right(stamps, stamp)]) * time_base, shape)
        for stamp, shape in shapes
    )


def _seen(
    film: Any, stream: Any, stamps: list[int], last_lasts: int, sound_ends: Fraction | None, late: int = 0
) -> Seen:
    zero = round(Fraction(film.start_time or 0, 1_000_000) / stream.time_base)
    times = [stamp - zero for stamp in stamps]
    return Seen(stream.time_base, times, times, last_lasts=last_lasts, late=late, sound_ends=sound_ends)


def _sound_ends(film: Any) -> Fraction | None:
    """When the last sound ends, in seconds after the file's first moment, where headers tell."""
    start = Fraction(film.start_time or 0, 1_000_000)
    ends = [
        ((stream.start_time or 0) + stream.duration) * stream.time_base - start
        for stream in film.streams.audio
        if stream.duration
    ]
    return max(ends) if ends else None
