"""What the phase strip says of each phase on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from videoplanet.entities.project.schedule import Stage
from videoplanet.entities.project.view import PhaseBody
from videoplanet.entities.video.view import VideoView
from videoplanet.pages.project.rows import deleted_rows, phase_rows
from videoplanet.shared.ids import new_id

PHASE = PhaseBody(Stage.EDIT, "video_edit", date(2026, 3, 10), date(2026, 3, 12), is_done=False)
DONE = PhaseBody(Stage.EDIT, "video_edit", date(2026, 3, 10), date(2026, 3, 12), is_done=True)


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


def test_deleted_films_say_how_long_they_can_be_restored_the_last_one_first() -> None:
    moment = datetime(2026, 3, 31, tzinfo=UTC)

    def deleted(title: str, ago: timedelta) -> VideoView:
        return VideoView(new_id(), new_id(), title, 2, None, moment, moment, moment - ago, [])

    rows = deleted_rows([deleted("old", timedelta(days=29, hours=23)), deleted("new", timedelta(hours=2))], moment)
    assert [(row["title"], row["days_left"]) for row in rows] == [("new", 30), ("old", 1)]
    assert rows[0]["deleted_at"].startswith("2026-03-30T22:00:00")
