"""The sizes a film is made in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from videoplanet.shared.media.facts import Facts

SIZES = (360, 720, 1080, 2160)
OWN_SIZE_FROM = 1.15
"""A film between two sizes gets its own size when it is so much larger than the size below it."""
LONGEST_SIDE = {360: 2048, 720: 4096, 1080: 4096, 2160: 8192}
SMALLEST_EXTRA = 64
"""Below so many pixels a second codec gains nothing, and its encoders refuse."""
EXTRA_SHARE = 0.65
"""Of H.264's bit rate, which HEVC and AV1 need for the same picture."""
EXTRA_QUALITY = {"hevc": 3, "av1": 10}
"""What is added to H.264's quality number on the scale of the other encoder."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One size of the ladder. `name` is its folder, `peak` its highest bit rate in kbit/s, `codec` h264, hevc or av1."""

    name: str
    width: int
    height: int
    quality: int
    peak: int
    codec: str = "h264"


def rungs(facts: Facts, largest: int = 1080, extra_codec: str = "none") -> list[Rung]:
    """The rungs to make, smallest first: 360, 720, 1080 and 2160 on the short side, never larger than the film.

    A film between two sizes also gets its own size when that is clearly larger than the rung below it.

    Args:
        largest: the short side no rung exceeds.
        extra_codec: `hevc` or `av1` adds the largest rung once more in that codec, at the end; `none` does not.
    """
    short = min(facts.width, facts.height)
    sizes = [size for size in SIZES if size <= min(short, largest)]
    if not sizes or (short < largest and short > OWN_SIZE_FROM * sizes[-1]):
        sizes.append(min(short, largest))
    made = [_rung(facts, size) for size in sizes]
    top = made[-1]
    if extra_codec in EXTRA_QUALITY and min(top.width, top.height) >= SMALLEST_EXTRA:
        made.append(
            replace(
                top,
                name=f"{top.name}-{extra_codec}",
                quality=top.quality + EXTRA_QUALITY[extra_codec],
                peak=round(top.peak * EXTRA_SHARE),
                codec=extra_codec,
            )
        )
    return made


def _rung(facts: Facts, size: int) -> Rung:
    step = next((step for step in SIZES if size <= step), SIZES[-1])
    scale = min(
        Fraction(size, min(facts.width, facts.height)),
        Fraction(LONGEST_SIDE[step], max(facts.width, facts.height)),
    )
    width, height = (max(2, round(side * scale / 2) * 2) for side in (facts.width, facts.height))
    quality, peak = {360: (24, 1000), 720: (23, 3500), 1080: (22, 7000), 2160: (22, 18000)}[step]
    return Rung(f"{size}p", width, height, quality, peak)
