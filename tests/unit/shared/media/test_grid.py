"""The rate is what every time stamp says, never a guess that some of them contradict."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.shared.media.grid import KNOWN_RATES, measure

MILLISECOND = Fraction(1, 1000)


def found(times: Sequence[int], tick: Fraction, told: Sequence[Fraction]) -> tuple[Fraction, bool]:
    """The rate, and whether it is constant."""
    grid = measure(times, tick, told)
    return grid.rate, grid.is_constant


def stamps(rate: Fraction, tick: Fraction, count: int) -> list[int]:
    """Time stamps of a film at a constant rate, rounded to ticks as containers do."""
    return [round(n / rate / tick) for n in range(count)]


@pytest.mark.parametrize("rate", KNOWN_RATES, ids=str)
@pytest.mark.parametrize("tick", [Fraction(1, 90000), MILLISECOND, Fraction(1, 12800)], ids=str)
def test_a_known_rate_is_found_behind_rounded_stamps(rate: Fraction, tick: Fraction) -> None:
    assert found(stamps(rate, tick, 3000), tick, []) == (rate, True)


def test_of_two_rates_that_fit_a_short_film_the_header_decides() -> None:
    short = stamps(Fraction(24000, 1001), MILLISECOND, 10)
    assert found(short, MILLISECOND, [Fraction(24000, 1001)]) == (Fraction(24000, 1001), True)


def test_a_wrong_header_is_not_believed() -> None:
    film = stamps(Fraction(25), MILLISECOND, 500)
    assert found(film, MILLISECOND, [Fraction(30), Fraction(1000)]) == (Fraction(25), True)


def test_an_odd_but_exact_rate_stays_as_it_is() -> None:
    assert found([n * 1000 for n in range(50)], Fraction(1, 12_500), []) == (Fraction(25, 2), True)
    assert found([n * 3333 for n in range(10)], Fraction(1, 100_000), []) == (Fraction(100_000, 3333), True)


def test_a_film_with_gaps_has_a_variable_rate() -> None:
    film = [stamp for n, stamp in enumerate(stamps(Fraction(30), Fraction(1, 90000), 300)) if n % 7 != 3]
    assert found(film, Fraction(1, 90000), [Fraction(2571, 100)]) == (Fraction(30), False)


def test_one_frame_has_the_headers_rate_or_a_usual_one() -> None:
    assert found([0], MILLISECOND, [Fraction(24)]) == (Fraction(24), True)
    assert found([0], MILLISECOND, []) == (Fraction(25), True)


@given(st.lists(st.integers(-(10**6), 10**9), max_size=60), st.sampled_from([MILLISECOND, Fraction(1, 90000)]))
def test_any_stamps_give_a_positive_rate(times: list[int], tick: Fraction) -> None:
    grid = measure(sorted(times) or [0], tick, [Fraction(25), Fraction(10**9)])
    assert grid.rate > 0
    assert grid.places[0] == 0
    assert len(grid.places) == max(1, len(times))
    assert all(later >= earlier for earlier, later in pairwise(grid.places))
    assert not grid.keeps_all or len(set(grid.places)) == len(grid.places)


@pytest.mark.parametrize("rate", KNOWN_RATES, ids=str)
@pytest.mark.parametrize("tick", [Fraction(1, 90000), MILLISECOND], ids=str)
@given(lost=st.sets(st.integers(1, 298), max_size=3), first=st.integers(0, 10**6))
def test_dropped_pictures_change_neither_rate_nor_places(
    rate: Fraction, tick: Fraction, lost: set[int], first: int
) -> None:
    kept = [n for n in range(300) if n not in lost]
    times = [first + round(n / rate / tick) for n in kept]
    for told in ([rate], [Fraction(300 - len(lost), 300) * rate, rate]):
        grid = measure(times, tick, told)
        assert (grid.rate, grid.is_constant, grid.places) == (rate, True, kept)


@pytest.mark.parametrize("phase", range(4))
@pytest.mark.parametrize("told", [[Fraction(24000, 1001)], [Fraction(25)], []])
def test_pulldown_has_one_answer(phase: int, told: list[Fraction]) -> None:
    """Four pictures over ten fields, in milliseconds, wherever the film begins in the pattern."""
    fields = [(10 * (n // 4) + (0, 2, 5, 7)[n % 4]) for n in range(phase, phase + 96)]
    times = [round(field * 1001 / 60) for field in fields]
    grid = measure(times, MILLISECOND, told)
    assert grid.rate == Fraction(24000, 1001)
    assert grid.places == list(range(96))


@given(st.lists(st.integers(17, 60), min_size=2, max_size=200))
def test_every_picture_of_an_uneven_film_has_a_place_near_its_time(distances: list[int]) -> None:
    times = list(accumulate(distances, initial=0))
    grid = measure(times, MILLISECOND, [])
    if grid.keeps_all:
        assert len(set(grid.places)) == len(times)
    for time, place in zip(times, grid.places, strict=True):
        assert abs(time * MILLISECOND * grid.rate - place) < 3


def test_a_faster_header_is_not_believed_where_most_places_would_be_empty() -> None:
    film = stamps(Fraction(24), MILLISECOND, 500)
    assert found(film, MILLISECOND, [Fraction(240), Fraction(120)]) == (Fraction(24), True)
