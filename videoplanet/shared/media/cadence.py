"""The exact rate of a film from its frames' time stamps.

Containers round time stamps to their own ticks and headers are sometimes wrong, so a well-known rate is taken only when
every single time stamp lies where that rate puts it.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

KNOWN_RATES: tuple[Fraction, ...] = (
    Fraction(24000, 1001),
    Fraction(24),
    Fraction(25),
    Fraction(30000, 1001),
    Fraction(30),
    Fraction(48),
    Fraction(50),
    Fraction(60000, 1001),
    Fraction(60),
)
FASTEST = Fraction(240)
SLOWEST = Fraction(1, 10)
JITTER_SECONDS = Fraction(1, 1000)
FALLBACK = Fraction(25)


def measure(stamps: Sequence[int], tick: Fraction, told: Sequence[Fraction]) -> tuple[Fraction, bool]:
    """The rate in frames a second, and whether it is constant.

    Args:
        stamps: every frame's time in ticks, ascending.
        tick: seconds a tick.
        told: rates the header names, the most trusted first.

    Returns:
        For a variable rate: the well-known rate nearest to the usual distance of two frames.
    """
    told = [rate for rate in told if SLOWEST <= rate <= FASTEST]
    if len(stamps) < 2:
        return (told[0] if told else FALLBACK), True
    distances = sorted(later - earlier for earlier, later in pairwise(stamps))
    exact = 1 / (distances[0] * tick) if 0 < distances[0] == distances[-1] else None
    if exact in KNOWN_RATES:
        return exact, True
    average = Fraction(len(stamps) - 1) / ((stamps[-1] - stamps[0]) * tick) if stamps[-1] > stamps[0] else FALLBACK
    known = sorted(KNOWN_RATES, key=lambda rate: abs(rate - average))
    for rate in [*(rate for rate in told if rate in KNOWN_RATES), *known]:
        if _all_fit(stamps, tick, rate, tick):
            return rate, True
    if exact is not None and SLOWEST <= exact <= FASTEST:
        return exact, True
    for rate in told:
        if _all_fit(stamps, tick, rate, tick):
            return rate, True
    for rate in [*told, *known]:
        if _all_fit(stamps, tick, rate, max(tick, JITTER_SECONDS)):
            return rate, True
    usual = distances[len(distances) // 2] * tick
    pace = 1 / usual if usual > 0 else average
    return min(KNOWN_RATES, key=lambda rate: abs(rate - pace)), False


def _all_fit(stamps: Sequence[int], tick: Fraction, rate: Fraction, tolerance: Fraction) -> bool:
    """Whether frame n lies within `tolerance` seconds of n / rate, for every n; in whole numbers, for speed."""
    step = rate * tick
    allowed = tolerance * rate * step.denominator
    first, num, den = stamps[0], step.numerator, step.denominator
    return all(abs((stamp - first) * num - place * den) <= allowed for place, stamp in enumerate(stamps))
