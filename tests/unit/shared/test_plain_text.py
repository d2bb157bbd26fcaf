"""What is kept of typed text."""

from __future__ import annotations

import pytest

from videoplanet.shared.plain_text import cleaned, one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  색이 튑니다\r\n둘째 줄 \n", "색이 튑니다\n둘째 줄"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\x00b\x07c\td", "abc\td"),
        ("\u202egnp.exe", "gnp.exe"),
        ("👩‍🎬 컷", "👩‍🎬 컷"),
        (" \n\t ", ""),
    ],
)
def test_text_is_kept_less_what_cannot_be_shown(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_one_line_has_no_line_ends_or_runs_of_spaces() -> None:
    assert one_line(" 색 \n  보정 ") == "색 보정"


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(ValueError, match="code:field"):
        cleaned("\ud83d")
