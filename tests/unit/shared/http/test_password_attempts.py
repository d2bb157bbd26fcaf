"""How long a try waits."""

from __future__ import annotations

from itertools import pairwise

from videoplanet.shared.http.password_attempts import FREE_TRIES, delay_seconds


def test_a_few_mistakes_cost_nothing_and_then_each_costs_twice_as_much_up_to_the_most() -> None:
    assert [delay_seconds(failed, 4) for failed in range(10)] == [0, 0, 0, 0.25, 0.5, 1, 2, 4, 4, 4]
    assert all(later >= sooner for sooner, later in pairwise(delay_seconds(failed, 20) for failed in range(200)))


def test_the_delay_can_be_turned_off() -> None:
    assert delay_seconds(FREE_TRIES + 20, 0) == 0
