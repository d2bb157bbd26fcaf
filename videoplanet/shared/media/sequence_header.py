"""The shape of MPEG-2 pictures (ITU-T H.262, 6.2.2.1), which may change at every group: broadcasts do it, players follow."""

from __future__ import annotations

from fractions import Fraction

_SEQUENCE_HEADER = b"\x00\x00\x01\xb3"
_SHAPES = {2: Fraction(4, 3), 3: Fraction(16, 9), 4: Fraction(221, 100)}


def display_shape(packet: bytes) -> Fraction | None:
    """Width ÷ height as displayed, by the packet's sequence header; None where it has none or it makes no sense."""
    at = packet.find(_SEQUENCE_HEADER)
    if at < 0 or len(packet) < at + 8:
        return None
    width, height = packet[at + 4] << 4 | packet[at + 5] >> 4, (packet[at + 5] & 15) << 8 | packet[at + 6]
    code = packet[at + 7] >> 4
    if code == 1 and width and height:
        return Fraction(width, height)
    return _SHAPES.get(code)
