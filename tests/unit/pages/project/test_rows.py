"""What the phase strip says of each phase on a day."""

from __future__ import annotations

from datetime import date

import pytest

from videoplanet.entities.project.view import PhaseView
from videoplanet.pages.project.rows import phase_rows

PHASE = PhaseView("edit", "video_edit", date(2026, 3, 10), date(2026, 3, 12), is_done=False)
DONE = PhaseView("edit", "video_edit", date(2026, 3, 10), date(2026, 3, 12), is_done=True)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 3, 9), "ahead"),
        (date(2026, 3, 10), "current"),
        (date(2026, 3, 12), "current"),
        (date(2026, 3, 13), "late"),
    ],
)
def test_a_phase_is_ahead_current_or_late(today: date, state: str) -> None:
    assert phase_rows([PHASE], today)[0]["state"] == state


def test_a_phase_that_is_done_is_never_late() -> None:
    assert phase_rows([DONE], date(2026, 4, 1))[0]["state"] == "done"


def test_days_are_given_as_the_midnight_they_begin_with_wherever_the_viewer_is() -> None:
    row = phase_rows([PHASE], date(2026, 3, 10))[0]
    assert (row["starts_on"], row["ends_on"]) == ("2026-03-10T00:00", "2026-03-12T00:00")
