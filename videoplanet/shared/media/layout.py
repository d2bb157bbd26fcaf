"""From what was seen of a film to the numbers people write down: rate, length, and which frames show a held neighbour."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from videoplanet.shared.media.facts import Facts, Remark
from videoplanet.shared.media.grid import Grid, measure
from videoplanet.shared.media.watching import Seen
from videoplanet.shared.timecode import FrameRate

TOLD_BY_PICTURES = ("unreadable_pictures", "incomplete_pictures", "blank_pictures", "begins_at_key_frame")
OWN_TIME = Fraction(3, 4)
"""Of the usual distance of two pictures; a packet nearer than that to a picture belongs to it (two fields are one picture)."""
STANDS = Fraction(3, 2)
LONGEST_STAND_SECONDS = 600
"""Longer times of a last picture are slips of the file."""
SOUND_GOES_ON_SECONDS = Fraction(1, 4)
"""Sound that lasts so much longer than the pictures is a part of the film: its last picture stands as long."""
STORE_TURNS = ("avi",)
"""Formats that store only the order of decoding: their first picture begins with its packet, however late it is decoded."""
MOST_OF_ONE_TIME = 2
"""Packets of one time: the fields of a picture. More of them have no time of their own, as behind an edit between key frames."""
MOST_RANGES = 100
USUAL_LEAD = 8
"""Pictures that refer to a group before the first one are left out by every player; more of them are worth a word."""
MOST_UNREADABLE = Fraction(1, 2)
MOST_HELD_RUNS = 500
"""Each run of held pictures is a condition of the filter that leaves them out, and a command can only be so long."""


class Undecodable(ValueError):
    """So little of the film can be decoded that it is none any more."""


def lay_out(facts: Facts, seen: Seen) -> Facts:
    """The film's facts with rate, length and remarks as `seen` says, whatever was believed before.

    Raises:
        Undecodable: more than half of its pictures cannot be decoded.
    """
    first = seen.pictures[0]
    unreadable = _unreadable(seen)
    incomplete = _incomplete(seen, unreadable)
    blank = _blank(facts, seen)
    lost = len(unreadable) + len(incomplete)
    if lost > MOST_UNREADABLE * (len(unreadable) + len(seen.pictures)):
        raise Undecodable(f"{lost} pictures cannot be decoded, {len(seen.pictures) - len(incomplete)} can")
    stamps = sorted([*seen.pictures, *unreadable]) if unreadable else seen.pictures
    grid = measure(stamps, seen.tick, facts.told_rates)
    rate = grid.rate
    count = grid.places[-1] + _stand(seen, grid)
    late = seen.late * seen.tick if facts.container in STORE_TURNS else Fraction(0)
    sound_seconds = None if seen.sound_ends is None else seen.sound_ends - first * seen.tick + late
    if sound_seconds is not None and sound_seconds > count / rate + SOUND_GOES_ON_SECONDS:
        count = max(count, round(sound_seconds * rate))
    lowest, highest = (None, None) if grid.is_constant else _extremes(seen.pictures, seen.tick)
    remarks = [remark for remark in facts.remarks if remark.code not in TOLD_BY_PICTURES]
    for code, times in (("unreadable_pictures", set(unreadable)), ("incomplete_pictures", set(incomplete))):
        if places := _places(grid, stamps, times):
            remarks.append(Remark(code, len(places), _ranges(places)[:MOST_RANGES]))
    if empty := _blank_places(facts, facts.file_start + first * seen.tick, rate, count):
        remarks.append(Remark("blank_pictures", len(empty), _ranges(empty)[:MOST_RANGES]))
    if (skipped := _before_the_first(seen)) > USUAL_LEAD and not facts.trims_frames:
        remarks.append(Remark("begins_at_key_frame", skipped))
    held = _ranges(_places(grid, stamps, {*unreadable, *incomplete, *blank}))
    if len(held) > MOST_HELD_RUNS:
        raise Undecodable(f"pictures cannot be decoded in {len(held)} places")
    return replace(
        facts,
        rate=FrameRate(rate.numerator, rate.denominator),
        is_constant_rate=grid.is_constant,
        held=held,
        is_exact=grid.is_exact
        and not unreadable
        and not blank
        and count == len(seen.pictures)
        and first * seen.tick + facts.file_start == 0,
        frame_count=count,
        phase=grid.phase,
        picture_late=late,
        keeps_every_picture=grid.keeps_all,
        picture_start=facts.file_start + first * seen.tick,
        lowest_rate=lowest,
        highest_rate=highest,
        remarks=tuple(remarks),
    )


def _unreadable(seen: Seen) -> list[int]:
    """Times of stored pictures, from the first decoded one on, that nothing was decoded of."""
    pictures = sorted(seen.pictures)
    distances = sorted(later - earlier for earlier, later in pairwise(seen.packets) if later > earlier)
    if not distances:
        return []
    near = OWN_TIME * _usual(pictures, distances)
    sharing = Counter(seen.packets)
    found = []
    for packet in seen.packets:
        if packet <= pictures[0] or sharing[packet] > MOST_OF_ONE_TIME:
            continue
        place = bisect_left(pictures, packet)
        neighbours = pictures[max(0, place - 1) : place + 1]
        if min(abs(packet - neighbour) for neighbour in neighbours) >= near:
            found.append(packet)
    return found


def _incomplete(seen: Seen, unreadable: Sequence[int]) -> list[int]:
    """Times of decoded pictures that may need an unreadable one: all up to the next key picture. A decoder makes something of
    them, which is not what the film shows."""
    found: set[int] = set()
    for lost in unreadable:
        place = bisect_right(seen.keys, lost)
        until = seen.keys[place] if place < len(seen.keys) else seen.pictures[-1] + 1
        found.update(stamp for stamp in seen.pictures[bisect_left(seen.pictures, lost) :] if stamp < until)
    return sorted(found)


def _blank(facts: Facts, seen: Seen) -> list[int]:
    """Times of decoded pictures that are not shown, because the film shows nothing there."""
    if not facts.blanks or len(seen.pictures) < 2:
        return []
    near = Fraction(_usual(seen.pictures, [1]), 2)
    spans = [[(moment - facts.file_start) / seen.tick - near for moment in span] for span in facts.blanks]
    return [stamp for stamp in seen.pictures if any(since <= stamp < until for since, until in spans)]


def _blank_places(facts: Facts, start: Fraction, rate: Fraction, count: int) -> list[int]:
    """The places at which the film shows nothing."""
    spans = [[min(count, round((moment - start) * rate)) for moment in span] for span in facts.blanks]
    return [place for since, until in spans for place in range(since, until)]


def _places(grid: Grid, stamps: Sequence[int], times: Set[int]) -> list[int]:
    return [place for place, stamp in zip(grid.places, stamps, strict=True) if stamp in times] if times else []


def _usual(pictures: Sequence[int], distances: Sequence[int]) -> int:
    """The usual distance of two pictures in ticks."""
    between = sorted(later - earlier for earlier, later in pairwise(pictures) if later > earlier)
    return between[len(between) // 2] if between else distances[len(distances) // 2]


def _before_the_first(seen: Seen) -> int:
    """Stored pictures before the first that could be decoded."""
    return bisect_left(seen.packets, seen.pictures[0])


def _stand(seen: Seen, grid: Grid) -> int:
    """For how many places the last picture stands."""
    seconds = seen.last_lasts * seen.tick
    places = seconds * grid.rate
    return round(places) if places >= STANDS and seconds <= LONGEST_STAND_SECONDS else 1


def _extremes(stamps: Sequence[int], tick: Fraction) -> tuple[float | None, float | None]:
    """The lowest and the highest rate two neighbouring pictures have; neither where it is the same."""
    distances = {later - earlier for earlier, later in pairwise(stamps) if later > earlier}
    if len(distances) < 2:
        return None, None
    slow, fast = (1 / (distance * tick) for distance in (max(distances), min(distances)))
    return round(float(slow), 3), round(float(fast), 3)


def _ranges(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """First and last place of each run of neighbours."""
    ranges: list[tuple[int, int]] = []
    for place in places:
        if ranges and place == ranges[-1][1] + 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return tuple(ranges)
