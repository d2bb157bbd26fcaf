"""A name is shown as its owner knows it, and can do nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoplanet.features.upload_video.filename import FILENAME_LENGTH, displayed_name, title_from


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("봄 캠페인 v2.mp4", "봄 캠페인 v2.mp4"),
        (unicodedata.normalize("NFD", "한글.mov"), "한글.mov"),
        ("🎬 최종_진짜최종.mov", "🎬 최종_진짜최종.mov"),
        ("../../etc/passwd.mp4", "passwd.mp4"),
        ("C:\\film\\cut.mp4", "cut.mp4"),
        ("say %22hi%22.mp4", 'say "hi".mp4'),
        ("two\nlines.mp4", "two lines.mp4"),
        ("two%0D%0Alines.mp4", "two lines.mp4"),
        ("nul\x00l.mp4", "nul l.mp4"),
        ("", "video"),
        ("..", "video"),
        ("folder/", "video"),
    ],
)
def test_a_name_is_shown_on_one_line_without_its_path(sent: str, shown: str) -> None:
    assert displayed_name(sent) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = displayed_name("가" * 400 + ".mp4")
    assert len(name) == FILENAME_LENGTH
    assert name.endswith("가.mp4")


@given(st.text(max_size=600))
def test_any_name_can_be_shown(sent: str) -> None:
    name = displayed_name(sent)
    assert 0 < len(name) <= FILENAME_LENGTH
    assert not set(name) & set("/\\\n\r\x00")


def test_the_title_is_the_name_without_its_ending() -> None:
    assert title_from("브랜드 필름.v3.mp4") == "브랜드 필름.v3"


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("name .mp4", "name"),
        (" name.mp4", "name"),
        ("봄 편집본 . mov", "봄 편집본"),
        (".mp4", ".mp4"),
        ("a b.mp4", "a b"),
    ],
)
def test_a_title_made_of_a_name_has_no_blanks_at_its_ends(name: str, title: str) -> None:
    assert title_from(name) == title
