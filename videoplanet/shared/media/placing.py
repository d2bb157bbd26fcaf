"""Puts decoded pictures on the film's grid: filters for ffmpeg, and the proof that they did what the grid says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.watching import Seen

_FINE = 1000
"""Ticks a place, between a picture's own time and its place."""
MOST_IN_ONE = 40
"""Conditions of one filter: ffmpeg reads expressions of a hundred levels at most."""
FURTHEST = 3
"""Places by which a frame's picture of an uneven film is never away from its own time: rounding, and room for neighbours."""


class Misplaced(ValueError):
    """A rendition shows another picture than the original at some frame."""


def on_the_grid(facts: Facts) -> list[str]:
    """Filters that give each picture its place as time stamp n / rate, hold a neighbour where none is, and end with the film."""
    rate, phase = facts.rate, float(facts.phase)
    place = f"floor((PTS-STARTPTS)/{_FINE}-({phase:.9f})+0.5)"
    if facts.keeps_every_picture:
        place = f"if(eq(N,0),0,max(PREV_OUTPTS/{_FINE}+1,{place}))"
    return [
        *_without_held(facts),
        f"settb={rate.den}/{_FINE * rate.num}",
        f"setpts='{_FINE}*max(0,{place})'",
        f"settb={rate.den}/{rate.num}",
        f"fps={rate}:start_time=0:eof_action=pass",
        "tpad=stop=-1:stop_mode=clone",
        f"trim=end_frame={facts.frame_count}",
    ]


def _without_held(facts: Facts) -> list[str]:
    """Filters that leave out pictures whose places are held by a neighbour."""
    if not facts.held:
        return []
    tick, start = 1 / facts.rate.fraction, facts.picture_start - facts.file_start
    half = Fraction(1, 2) - facts.phase
    ranges = [((first - half) * tick + start, (last + 1 - half) * tick + start) for first, last in facts.held]
    moments = [f"gte(t,{float(begin):.6f})*lt(t,{float(end):.6f})" for begin, end in ranges]
    some = (moments[at : at + MOST_IN_ONE] for at in range(0, len(moments), MOST_IN_ONE))
    return [f"select='not({'+'.join(inside)})'" for inside in some]


def prove(facts: Facts, seen: Seen, shown: Sequence[int]) -> None:
    """Compare a rendition with the original, frame by frame.

    Args:
        facts: the film's, laid out from `seen`.
        shown: which decoded picture each frame is.

    Raises:
        Misplaced: a frame is missing or too many, pictures are out of order or lost, or one is not where its time is.
    """
    if len(shown) != facts.frame_count:
        raise Misplaced(f"{len(shown)} frames instead of {facts.frame_count}")
    if (shown[0] != 0 and facts.keeps_every_picture) or any(later < earlier for earlier, later in pairwise(shown)):
        raise Misplaced("pictures are out of order")
    first_place: dict[int, int] = {}
    for place, picture in enumerate(shown):
        first_place.setdefault(picture, place)
    step, start = seen.tick * facts.rate.fraction, seen.pictures[0]
    num, den = step.numerator, step.denominator
    held = [range(first, last + 1) for first, last in facts.held]
    if any(place in places for place in first_place.values() for places in held):
        raise Misplaced("a picture is shown that cannot be trusted")
    lost = len(seen.pictures) - len(first_place)
    if facts.keeps_every_picture and lost > sum(len(places) for places in held):
        raise Misplaced(f"{lost} pictures are not shown")
    furthest = den if facts.is_constant_rate else FURTHEST * den
    for picture, place in first_place.items():
        if abs((seen.pictures[picture] - start) * num - place * den) >= furthest:
            raise Misplaced(f"picture {picture} is frame {place}")
