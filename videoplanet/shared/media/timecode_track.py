"""The rate a MOV's timecode track counts at, which may be slower than the pictures (QuickTime File Format, `tmcd`).

ffmpeg tells the first label only. Only headers are read: `moov`, its tracks, and the sample description of each.
"""

from __future__ import annotations

import struct
from typing import IO

from videoplanet.shared.media.boxes import boxes
from videoplanet.shared.timecode import FrameRate

_DESCRIPTION = struct.Struct(">IIIB")
LARGEST_DESCRIPTION = 1 << 16


def timecode_rate(file: IO[bytes], size: int) -> FrameRate | None:
    """The rate of the first timecode track; None where there is none or it makes no sense.

    Args:
        file: a MOV or MP4, seekable.
        size: its bytes.
    """
    for kind, at, length in boxes(file, size):
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
