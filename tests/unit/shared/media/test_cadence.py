"""The rate is what every time stamp says, never a guess that some of them contradict."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.shared.media.cadence import KNOWN_RATES, measure

MILLISECOND = Fraction(1, 1000)


def stamps(rate: Fraction, tick: Fraction, count: int) -> list[int]:
    """Time stamps of a film at a constant rate, rounded to ticks as containers do."""
    return [round(n / rate / tick) for n in range(count)]


@pytest.mark.parametrize("rate", KNOWN_RATES, ids=str)
@pytest.mark.parametrize("tick", [Fraction(1, 90000), MILLISECOND, Fraction(1, 12800)], ids=str)
def test_a_known_rate_is_found_behind_rounded_stamps(rate: Fraction, tick: Fraction) -> None:
    assert measure(stamps(rate, tick, 3000), tick, []) == (rate, True)


def test_of_two_rates_that_fit_a_short_film_the_header_decides() -> None:
    short = stamps(Fraction(24000, 1001), MILLISECOND, 10)
    assert measure(short, MILLISECOND, [Fraction(24000, 1001)]) == (Fraction(24000, 1001), True)


def test_a_wrong_header_is_not_believed() -> None:
    film = stamps(Fraction(25), MILLISECOND, 500)
    assert measure(film, MILLISECOND, [Fraction(30), Fraction(1000)]) == (Fraction(25), True)


def test_an_odd_but_exact_rate_stays_as_it_is() -> None:
    assert measure([n * 1000 for n in range(50)], Fraction(1, 12_500), []) == (Fraction(25, 2), True)
    assert measure([n * 3333 for n in range(10)], Fraction(1, 100_000), []) == (Fraction(100_000, 3333), True)


def test_a_film_with_gaps_has_a_variable_rate() -> None:
    film = [stamp for n, stamp in enumerate(stamps(Fraction(30), Fraction(1, 90000), 300)) if n % 7 != 3]
    assert measure(film, Fraction(1, 90000), [Fraction(2571, 100)]) == (Fraction(30), False)


def test_one_frame_has_the_headers_rate_or_a_usual_one() -> None:
    assert measure([0], MILLISECOND, [Fraction(24)]) == (Fraction(24), True)
    assert measure([0], MILLISECOND, []) == (Fraction(25), True)


@given(st.lists(st.integers(-(10**6), 10**9), max_size=60), st.sampled_from([MILLISECOND, Fraction(1, 90000)]))
def test_any_stamps_give_a_positive_rate(times: list[int], tick: Fraction) -> None:
    rate, _ = measure(sorted(times), tick, [Fraction(25), Fraction(10**9)])
    assert rate > 0
