"""Measures and names as they are read at a glance."""

from __future__ import annotations

import pytest

from videoplanet.shared.media.wording import bit_rate_of, decimal, name_of, plain


def test_bit_rates_have_a_decimal_only_where_it_tells_something() -> None:
    assert [bit_rate_of(bits) for bits in (96_000, 1_500_000, 2_000_000, 184_300_000)] == [
        "96 kbit/s",
        "1.5 Mbit/s",
        "2 Mbit/s",
        "184 Mbit/s",
    ]


@pytest.mark.parametrize(("number", "digits", "said"), [(24000 / 1001, 3, "23.976"), (25, 3, "25"), (30, 0, "30")])
def test_no_digit_says_nothing(number: float, digits: int, said: str) -> None:
    assert decimal(number, digits) == said


def test_what_has_no_name_is_called_as_the_file_says() -> None:
    assert [name_of(name) for name in ("prores", "cfhd", "", None)] == ["Apple ProRes", "cfhd", "", ""]


def test_what_a_header_says_loses_what_cannot_be_shown_and_keeps_joined_emoji() -> None:
    assert plain(" \u202e2-👩‍👧\x07 ❤️\ud83d ") == "2-👩‍👧 ❤️"
