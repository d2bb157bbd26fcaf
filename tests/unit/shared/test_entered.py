"""JSON's types are taken as they are, and texts that stand for something else in one form each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from videoplanet.shared.entered import Choice, Day, Entered, Id, Moment


class Colour(StrEnum):
    RED = "red"


class Everything(Entered):
    count: int = 0
    share: float = 0.0
    is_done: bool = False
    words: str = ""
    colour: Choice[Colour] = Colour.RED
    id: Id | None = None
    day: Day | None = None
    at: Moment | None = None


ID = "0197c1a0-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("field", "sent", "read"),
    [
        ("count", 1, 1),
        ("count", 1.0, 1),
        ("share", 1, 1.0),
        ("share", 0.5, 0.5),
        ("is_done", True, True),
        ("colour", "red", Colour.RED),
        ("id", ID.upper(), UUID(ID)),
        ("day", "2026-11-30", date(2026, 11, 30)),
        ("at", "2026-11-30T09:00:00+09:00", datetime(2026, 11, 30, tzinfo=UTC)),
        ("at", "2026-11-30T00:00:00.5Z", datetime(2026, 11, 30, microsecond=500_000, tzinfo=UTC)),
    ],
)
def test_what_is_right_is_read(field: str, sent: Any, read: Any) -> None:
    found = getattr(Everything.model_validate({field: sent}), field)
    assert (found, type(found)) == (read, type(read))


WRONG: dict[str, list[Any]] = {
    "count": ["1", True, 1.5, None, [], float("nan"), float("inf")],
    "share": ["0.5", True, None],
    "is_done": [1, 0, "true", "yes", None],
    "words": [1, 1.0, True, None, [], b"x"],
    "colour": ["RED", 0, True, None],
    "id": [ID.replace("-", ""), f"{{{ID}}}", f"urn:uuid:{ID}", 1, f" {ID}"],
    "day": ["2026-11-31", "20261130", "2026-11-30T00:00:00", 0, "0", "٢٠٢٦-١١-٣٠"],
    "at": [
        "2026-11-30",
        "2026-11-30T00:00:00",
        0,
        "1764460800",
        "0001-01-01T00:00:00+14:00",
        "2026-11-30 00:00:00Z",
        "2026-11-30t00:00:00Z",
    ],
}


@pytest.mark.parametrize(("field", "sent"), [(field, sent) for field, some in WRONG.items() for sent in some])
def test_what_is_something_else_is_refused(field: str, sent: Any) -> None:
    with pytest.raises(ValidationError):
        Everything.model_validate({field: sent})


@given(st.datetimes(timezones=st.timezones()))
def test_every_moment_is_kept_in_utc(at: datetime) -> None:
    try:
        found = Everything.model_validate({"at": at.isoformat()}).at
    except ValidationError:  # beyond the calendar, or an offset with seconds, which RFC 3339 does not have
        return
    assert found is not None
    assert found == datetime.fromisoformat(at.isoformat())
    assert found.utcoffset() == UTC.utcoffset(None)
