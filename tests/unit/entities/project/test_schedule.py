"""The default schedule of a new project."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from videoplanet.entities.project.schedule import DEFAULT_PHASES, Stage, default_schedule, progress_of


def test_planning_takes_a_week_the_shoot_a_day_and_editing_two_weeks() -> None:
    phases = default_schedule(date(2026, 3, 2))
    assert [(phase.key, phase.starts_on.isoformat(), phase.ends_on.isoformat()) for phase in phases] == [
        ("basic_plan", "2026-03-02", "2026-03-05"),
        ("story_board", "2026-03-06", "2026-03-08"),
        ("filming", "2026-03-09", "2026-03-09"),
        ("video_edit", "2026-03-10", "2026-03-12"),
        ("post_work", "2026-03-13", "2026-03-15"),
        ("video_preview", "2026-03-16", "2026-03-18"),
        ("confirmation", "2026-03-19", "2026-03-21"),
        ("video_delivery", "2026-03-22", "2026-03-23"),
    ]


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_from_any_day_phases_follow_each_other_and_stages_have_their_length(day: date) -> None:
    phases = default_schedule(day)
    assert phases[0].starts_on == day
    for before, after in pairwise(phases):
        assert after.starts_on == before.ends_on + timedelta(days=1)
    for stage in Stage:
        lengths = [(phase.ends_on - phase.starts_on).days + 1 for phase in phases if phase.stage is stage]
        assert sum(lengths) == DEFAULT_PHASES[stage][0]
        assert max(lengths) - min(lengths) <= 1
        assert lengths == sorted(lengths, reverse=True)


def test_progress_is_the_share_of_phases_that_are_done() -> None:
    assert progress_of([]) == 0
    assert progress_of([True, False, False]) == 33
    assert progress_of([True] * 8) == 100
