"""A film is laid out from what was seen of it, within what a conversion can do."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.clips import run_ffmpeg
from tests.unit.features.transcode_video.test_estimate import FILM
from videoplanet.shared.media.layout import MOST_HELD_RUNS, Undecodable, lay_out
from videoplanet.shared.media.placing import on_the_grid
from videoplanet.shared.media.watching import Seen


def seen(lost_each: int, count: int) -> Seen:
    """A film of key pictures at 25 frames a second, of which every `lost_each`th cannot be decoded."""
    packets = [40 * n for n in range(count)]
    pictures = [time for n, time in enumerate(packets) if n % lost_each or not n]
    return Seen(Fraction(1, 1000), pictures, packets, packets, 40)


def test_pictures_lost_in_many_places_are_held_there() -> None:
    facts = lay_out(FILM, seen(lost_each=10, count=10 * MOST_HELD_RUNS))
    assert (facts.rate.fraction, facts.frame_count) == (Fraction(25), 10 * MOST_HELD_RUNS)
    assert facts.held == tuple((n, n) for n in range(10, 10 * MOST_HELD_RUNS, 10))


def test_as_many_held_places_as_there_may_be_are_left_out_by_ffmpeg() -> None:
    held = tuple((10 * n, 10 * n) for n in range(1, MOST_HELD_RUNS + 1))
    steps = ",".join(on_the_grid(replace(FILM, held=held, frame_count=25)))
    run_ffmpeg(["-f", "lavfi", "-i", "color=size=16x16:rate=25:duration=1", "-vf", steps, "-f", "null", "-"])


def test_a_film_torn_in_more_places_than_a_command_can_name_is_none() -> None:
    with pytest.raises(Undecodable):
        lay_out(FILM, seen(lost_each=10, count=11 * MOST_HELD_RUNS))


def test_a_stamp_that_is_there_twice_gives_no_range_of_rates() -> None:
    """The film is variable, but from 25 to 25 says nothing."""
    pictures = [40 * n - 40 * (n >= 50) for n in range(100)]
    facts = lay_out(FILM, Seen(Fraction(1, 1000), pictures, pictures, pictures, 40))
    assert (facts.is_constant_rate, facts.lowest_rate, facts.highest_rate) == (False, None, None)
    assert facts.frame_count == 100
