"""What a film card says of a film."""

from __future__ import annotations

from dataclasses import replace

import pytest

from videoplanet.features.resume_work.service import FilmCard
from videoplanet.shared.clock import now
from videoplanet.shared.ids import new_id
from videoplanet.widgets.film_card.rows import film_rows

CARD = FilmCard(
    id=new_id(),
    title="30초 메인 필름",
    project_id=new_id(),
    project_name="봄 캠페인",
    version=2,
    status="ready",
    progress=100,
    seconds_left=None,
    error_code=None,
    job_id=new_id(),
    is_playable=True,
    may_change=True,
    poster_url=None,
    duration_seconds=5.32,
    open_comments=3,
    touched_at=now(),
)


@pytest.mark.parametrize(
    ("status", "is_playable", "state"),
    [
        ("ready", True, "ready"),
        ("failed", False, "failed"),
        ("processing", False, "processing"),
        ("processing", True, "playable"),
        ("uploading", False, "processing"),
        ("", False, "empty"),
    ],
)
def test_the_state_says_whether_it_can_be_reviewed(status: str, is_playable: bool, state: str) -> None:
    assert film_rows([replace(CARD, status=status, is_playable=is_playable)])[0]["state"] == state


def test_what_was_cancelled_did_not_fail() -> None:
    rows = film_rows(
        [replace(CARD, status="failed", error_code=code) for code in ("video.cancelled", "video.disk_full")]
    )
    assert [(row["state"], row["error"]) for row in rows] == [
        ("cancelled", "video.cancelled"),
        ("failed", "video.disk_full"),
    ]


@pytest.mark.parametrize(
    ("seconds", "length"), [(None, ""), (0.4, "0:00"), (5.32, "0:05"), (64.0, "1:04"), (3725.0, "1:02:05")]
)
def test_the_length_is_read_like_a_clock(seconds: float | None, length: str) -> None:
    assert film_rows([replace(CARD, duration_seconds=seconds)])[0]["length"] == length


def test_what_is_missing_is_an_empty_text() -> None:
    row = film_rows([replace(CARD, version=0)])[0]
    assert (row["version"], row["poster"]) == ("", "")
