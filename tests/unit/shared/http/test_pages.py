"""Cursors come back as they were made, and nobody else's are taken."""

from __future__ import annotations

import pytest

from videoplanet.shared.errors import Invalid
from videoplanet.shared.http.pages import decode_cursor, encode_cursor


def test_a_cursor_round_trips() -> None:
    assert decode_cursor(encode_cursor(12, "한글"), 2) == ["12", "한글"]


@pytest.mark.parametrize("forged", ["", "x", "%%%", encode_cursor(1), encode_cursor(1, 2, 3), "bnVsbA"])
def test_a_forged_cursor_is_refused(forged: str) -> None:
    with pytest.raises(Invalid) as refused:
        decode_cursor(forged, 2)
    assert refused.value.errors[0].field == "cursor"
