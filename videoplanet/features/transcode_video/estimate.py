"""How much of a run is done, over all its stages, and how long the rest takes. Plain arithmetic, no clock of its own."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.rungs import Rung

FETCHED_BYTES_A_SECOND = 150e6
DECODED_PIXELS_A_SECOND = 400e6
ENCODED_PIXELS_A_SECOND = 120e6
EXTRAS_SHARE = 0.15
STORING_SHARE = 0.03
LEAST_SECONDS = 1.0
LEAST_SHARE = 0.02
TRUST = 0.25
"""How much of a new estimate is believed at once; the rest is the last one, counted down."""


class Stage(StrEnum):
    """What a run is doing."""

    FETCHING = "fetching"
    FIRST = "first"
    LADDER = "ladder"
    EXTRAS = "extras"
    STORING = "storing"


def stage_ends(facts: Facts, size: int, first: Sequence[Rung], rest: Sequence[Rung]) -> dict[Stage, float]:
    """At what share of the whole run (0–1) each stage ends, by what decoding and encoding such a film costs.

    Args:
        facts: the film's.
        size: the original's bytes.
        first: the rungs of the first pass; empty when the original can be watched as it is.
        rest: those of the second.
    """
    costs = {
        Stage.FETCHING: size / FETCHED_BYTES_A_SECOND,
        Stage.FIRST: _pass_cost(facts, first),
        Stage.LADDER: _pass_cost(facts, rest),
    }
    together = sum(costs.values()) or 1.0
    costs[Stage.EXTRAS], costs[Stage.STORING] = EXTRAS_SHARE * together, STORING_SHARE * together
    whole = sum(costs.values())
    ends: dict[Stage, float] = {}
    done = 0.0
    for stage in Stage:
        done += costs[stage] / whole
        ends[stage] = min(1.0, done)
    return ends


def _pass_cost(facts: Facts, rungs: Sequence[Rung]) -> float:
    if not rungs:
        return 0.0
    decoded = facts.stored_width * facts.stored_height / DECODED_PIXELS_A_SECOND
    encoded = sum(rung.width * rung.height for rung in rungs) / ENCODED_PIXELS_A_SECOND
    return facts.frame_count * (decoded + encoded)


class TimeLeft:
    """The seconds a run still takes, from how long its share took until now; smoothed, so that it does not jump."""

    def __init__(self, moment: float) -> None:
        self._began = self._told_at = moment
        self._from_share: float | None = None
        self._seconds: float | None = None

    def after(self, share: float, moment: float) -> int | None:
        """The estimate when `share` (0–1) of the whole is done at `moment` (seconds of a clock); None while it is too early.

        What an earlier run had done already does not count as speed.
        """
        if self._from_share is None:
            self._from_share, self._began = share, moment
        gained, elapsed = share - self._from_share, moment - self._began
        if elapsed < LEAST_SECONDS or gained < LEAST_SHARE:
            return None
        raw = elapsed * (1 - share) / gained
        if self._seconds is None:
            self._seconds = raw
        else:
            counted_down = max(0.0, self._seconds - (moment - self._told_at))
            self._seconds = counted_down + TRUST * (raw - counted_down)
        self._told_at = moment
        return max(1, round(self._seconds))
