"""What is kept of typed text."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.shared.errors import Invalid
from videoplanet.shared.plain_text import NotText, cleaned, line_of, one_line, verbatim

UNWANTED = "\x07\x1b\x7f\x9b\ufeff\ufff9\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
ANY_TEXT = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  색이 튑니다\r\n둘째 줄 \n", "색이 튑니다\n둘째 줄"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("ab\x07c\td", "abc\td"),
        ("\u202egnp.exe", "gnp.exe"),
        ("a\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069b", "ab"),
        (unicodedata.normalize("NFD", "한글"), "한글"),
        ("👩‍🎬 컷", "👩‍🎬 컷"),
        (" \n\t ", ""),
        (" \u200b\n", ""),
        ("\u200d\u2060\u00ad \u3164\uffa0\u2800\ufe0f\U000e0020", ""),
        ("a\u200b", "a\u200b"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
    ],
)
def test_text_is_kept_less_what_cannot_be_shown(typed: str, kept: str) -> None:
    assert cleaned(typed) == kept


def test_one_line_has_no_line_ends_or_runs_of_spaces() -> None:
    assert one_line(" 색 \n  보정 ") == "색 보정"


@pytest.mark.parametrize("read", [cleaned, one_line, verbatim])
@pytest.mark.parametrize("typed", ["\ud83d", "a\udc00b", "\0", "비밀\0번호"])
def test_half_a_character_and_nul_are_no_text(read: Callable[[str], str], typed: str) -> None:
    with pytest.raises(NotText, match="code:field"):
        read(typed)


@given(st.text(st.one_of(st.sampled_from(UNWANTED + "\r\n\t \u1100\u1161\u0301e"), ANY_TEXT)))
def test_tidying_leaves_nothing_unwanted_and_does_nothing_twice(typed: str) -> None:
    for tidy in (cleaned, one_line):
        kept = tidy(typed)
        assert tidy(kept) == kept == unicodedata.normalize("NFC", kept)
        assert not set(kept) & set(UNWANTED)
    assert "\n" not in one_line(typed)


@given(st.text(ANY_TEXT))
def test_what_must_arrive_as_it_was_sent_does(typed: str) -> None:
    assert verbatim(typed) == typed


def test_a_use_case_tells_the_field() -> None:
    assert line_of("title", " 봄\n컷 ") == "봄 컷"
    with pytest.raises(Invalid) as refused:
        line_of("title", "\0")
    assert [(one.field, one.code) for one in refused.value.errors] == [("title", "field.invalid")]
