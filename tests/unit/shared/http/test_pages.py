"""Cursors come back as they were made, and nobody else's are taken."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from videoplanet.shared.errors import Invalid
from videoplanet.shared.http.pages import decode_cursor, encode_cursor, moment, number


def test_a_cursor_round_trips() -> None:
    assert decode_cursor(encode_cursor(12, "한글"), number, str) == (12, "한글")
    at = datetime(2026, 11, 26, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    assert decode_cursor(encode_cursor(at.isoformat()), moment) == (at,)


@pytest.mark.parametrize(
    "forged", ["", "x", "%%%", encode_cursor(1), encode_cursor(1, 2, 3), encode_cursor("x", "y"), "bnVsbA"]
)
def test_a_forged_cursor_is_refused(forged: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(forged, number, str)
    assert refused.value.errors[0].field == "cursor"
