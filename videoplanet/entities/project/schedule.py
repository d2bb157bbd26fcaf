"""A new project's phases: which there are, and how long each takes from the start date.

Source: the phases table of the product's domain description. Planning takes one week, the shoot one day, editing two weeks; a
stage's days are split evenly over its phases, the earlier ones getting the days left over; weekends count like any day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Stage(StrEnum):
    """The three parts of a production."""

    PLAN = "plan"
    SHOOT = "shoot"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """One phase with its days, both included."""

    stage: Stage
    key: str
    starts_on: date
    ends_on: date


DEFAULT_PHASES: dict[Stage, tuple[int, tuple[str, ...]]] = {
    Stage.PLAN: (7, ("basic_plan", "story_board")),
    Stage.SHOOT: (1, ("filming",)),
    Stage.EDIT: (14, ("video_edit", "post_work", "video_preview", "confirmation", "video_delivery")),
}
"""Days of each stage, and its phases in order."""


def default_schedule(starts_on: date) -> list[PlannedPhase]:
    """Return the phases of a project that starts on `starts_on`, one after the other without a gap."""
    phases: list[PlannedPhase] = []
    day = starts_on
    for stage, (days, keys) in DEFAULT_PHASES.items():
        for key, length in zip(keys, _split(days, len(keys)), strict=True):
            end = day + timedelta(days=length - 1)
            phases.append(PlannedPhase(stage, key, day, end))
            day = end + timedelta(days=1)
    return phases


def progress_of(are_done: Iterable[bool]) -> int:
    """Return the share of phases that are done, in per cent, rounded down; 0 without phases."""
    flags = list(are_done)
    return 100 * sum(flags) // len(flags) if flags else 0


def _split(days: int, parts: int) -> list[int]:
    whole, left_over = divmod(days, parts)
    return [whole + (1 if index < left_over else 0) for index in range(parts)]
