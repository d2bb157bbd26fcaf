"""The grid of a film: its exact rate, and which place on it each picture takes.

Places are the frame numbers people see: place n begins n / rate seconds after the first picture. Containers round time stamps
to their own ticks, recorders miss pictures, headers are sometimes wrong: so a rate counts only where the pictures agree with
it, the header's before any other, and a missing picture is a place at which its neighbour is held.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

KNOWN_RATES: tuple[Fraction, ...] = tuple(
    Fraction(rate)
    for rate in (
        *("1", "2", "3", "4", "5", "6", "8", "10", "12", "25/2", "15", "16", "18", "20"),
        *("24000/1001", "24", "25", "30000/1001", "30", "48000/1001", "48", "50", "60000/1001", "60"),
        *("72", "75", "90", "96", "100", "120000/1001", "120", "144", "200", "240000/1001", "240"),
    )
)
FIELD_RATES = (Fraction(60000, 1001), Fraction(60))
"""Of video that shows film by two fields and three in turn."""
FASTEST = Fraction(240)
SLOWEST = Fraction(1, 10)
JITTER_SECONDS = Fraction(1, 1000)
FALLBACK = Fraction(25)
FEW_MISSING = Fraction(1, 20)
"""Of all places, which may be without a picture in a film of constant rate."""
ALWAYS_FEW = 3
FURTHEST = 1
"""Places by which a picture may stand away from its time before a finer grid is taken."""
FINEST_OF_UNEVEN = Fraction(60)
"""Pictures of an uneven film that lie closer than this are not all shown."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a film's pictures stand.

    `rate` is exact frames a second, `places` each picture's frame number, the first one's 0. `is_constant`: every picture lies
    where the rate puts it, and almost no place is empty. `phase` is by how many places the first picture is early, so that all
    others are rounded alike. `keeps_all`: no two pictures share a place; else the later one of two is shown.
    """

    rate: Fraction
    is_constant: bool
    places: list[int] = field(repr=False)
    phase: Fraction = Fraction(0)
    keeps_all: bool = True

    @property
    def is_exact(self) -> bool:
        """Whether the nth picture stands at place n, each of them."""
        return self.is_constant and self.keeps_all and self.places[-1] == len(self.places) - 1


def measure(stamps: Sequence[int], tick: Fraction, told: Sequence[Fraction]) -> Grid:
    """The grid on which the pictures lie.

    Args:
        stamps: every picture's time in ticks, in the order of presentation; at least one.
        tick: seconds a tick.
        told: rates the header names, the most trusted first.
    """
    told = [rate for rate in told if SLOWEST <= rate <= FASTEST]
    if len(stamps) < 2:
        return Grid(told[0] if told else FALLBACK, True, [0])
    distances = sorted(later - earlier for earlier, later in pairwise(stamps))
    usual = distances[len(distances) // 2]
    pace = min(FASTEST, max(SLOWEST, 1 / (usual * tick))) if usual > 0 else FALLBACK
    nearest = sorted(KNOWN_RATES, key=lambda rate: abs(rate - pace))
    believed = list(dict.fromkeys(told))
    exact = 1 / (usual * tick) if 0 < distances[0] == distances[-1] else None
    if exact in KNOWN_RATES:
        return _on(stamps, tick, exact, is_even=True)
    even: list[tuple[Iterable[Fraction], Fraction]] = [
        ([*(rate for rate in believed if rate in KNOWN_RATES), *nearest], tick),
        ([exact] if exact is not None and SLOWEST <= exact <= FASTEST else [], tick),
        (believed, tick),
        ([*believed, *nearest], max(tick, JITTER_SECONDS)),
    ]
    for rates, tolerance in even:
        for rate in rates:
            if _all_fit(stamps, tick, rate, tolerance, usual):
                return _on(stamps, tick, rate, is_even=True)
    for fields in FIELD_RATES:
        if _are_two_or_three(stamps, tick, fields):
            grid = _on(stamps, tick, fields * 2 / 5, is_even=False)
            if grid.keeps_all and not _missing(grid):
                return grid
    span = (stamps[-1] - stamps[0]) * tick
    mean = (len(stamps) - 1) / span if span > 0 else pace
    likely = sorted(KNOWN_RATES, key=lambda rate: abs(rate - mean))
    return _uneven(stamps, tick, [*(rate for rate in believed if rate in KNOWN_RATES), *likely], nearest[0])


def _uneven(stamps: Sequence[int], tick: Fraction, rates: Sequence[Fraction], usual: Fraction) -> Grid:
    """The grid of a film without an even pace: a rate at which almost every place has its picture, else the usual pace, finer
    where pictures would share a place."""
    for rate in rates:
        grid = _on(stamps, tick, rate, is_even=False)
        if grid.keeps_all and _are_few(_missing(grid), grid) and grid.places[-1] >= len(stamps) - 1:
            return grid
    finer = sorted(rate for rate in KNOWN_RATES if usual <= rate <= max(usual, FINEST_OF_UNEVEN))
    grids = [_on(stamps, tick, rate, is_even=False) for rate in finer]
    return next((grid for grid in grids if grid.keeps_all), grids[0])


def _on(stamps: Sequence[int], tick: Fraction, rate: Fraction, *, is_even: bool) -> Grid:
    """The pictures' places at this rate."""
    step = rate * tick
    num, den = step.numerator, step.denominator
    offsets = [(stamp - stamps[0]) * num for stamp in stamps]
    away = [offset - _nearest(offset, den) * den for offset in offsets]
    phase = Fraction(max(away) + min(away), 2 * den)
    places, worst = _one_each(offsets, den, phase)
    keeps_all = worst <= FURTHEST
    if not keeps_all:
        shift = phase.numerator * den // phase.denominator
        places = [max(0, _nearest(offset - shift, den)) for offset in offsets]
        places = _not_falling(places)
    grid = Grid(rate, False, places, phase, keeps_all)
    is_constant = is_even and keeps_all and _are_few(_missing(grid), grid)
    return Grid(rate, is_constant, places, phase, keeps_all)


def _one_each(offsets: Sequence[int], den: int, phase: Fraction) -> tuple[list[int], Fraction]:
    """A place of its own for every picture, the nearest that is free; and by how many places the worst is late."""
    shift = phase.numerator * den // phase.denominator
    places: list[int] = []
    place, worst = -1, 0
    for offset in offsets:
        wanted = _nearest(offset - shift, den)
        place = max(place + 1, wanted)
        worst = max(worst, place - wanted)
        places.append(place)
    first = places[0]
    return [place - first for place in places], Fraction(worst)


def _not_falling(places: Sequence[int]) -> list[int]:
    highest, kept = 0, []
    for place in places:
        highest = max(highest, place)
        kept.append(highest)
    return kept


def _are_two_or_three(stamps: Sequence[int], tick: Fraction, fields: Fraction) -> bool:
    """Whether each picture lies on a field of this rate, two or three after the one before, and both are found."""
    step = fields * tick
    num, den = step.numerator, step.denominator
    allowed = max(tick, JITTER_SECONDS) * fields * den
    offsets = [(stamp - stamps[0]) * num for stamp in stamps]
    places = [_nearest(offset, den) for offset in offsets]
    if any(abs(offset - place * den) > allowed for offset, place in zip(offsets, places, strict=True)):
        return False
    return {later - earlier for earlier, later in pairwise(places)} == {2, 3}


def _nearest(offset: int, den: int) -> int:
    return (2 * offset + den) // (2 * den)


def _missing(grid: Grid) -> int:
    """Places without a picture of their own."""
    return grid.places[-1] + 1 - len(set(grid.places))


def _are_few(missing: int, grid: Grid) -> bool:
    return missing <= ALWAYS_FEW or missing <= FEW_MISSING * (grid.places[-1] + 1)


def _all_fit(stamps: Sequence[int], tick: Fraction, rate: Fraction, tolerance: Fraction, usual: int) -> bool:
    """Whether each picture lies within `tolerance` seconds of a place of its own at `rate`, most of them one place apart.

    In whole numbers, for speed; a rate so fast that everything fits is not the film's.
    """
    step = rate * tick
    num, den = step.numerator, step.denominator
    if _nearest(usual * num, den) != 1:
        return False
    allowed = tolerance * rate * den
    before, first = -1, stamps[0]
    for stamp in stamps:
        offset = (stamp - first) * num
        place = _nearest(offset, den)
        if place <= before or abs(offset - place * den) > allowed:
            return False
        before = place
    return True
