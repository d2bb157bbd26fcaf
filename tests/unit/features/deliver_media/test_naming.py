"""Downloads carry the names people gave, in every header's terms."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote, unquote

import pytest

from videoplanet.features.deliver_media.naming import LONGEST_NAME, disposition, rendition_name


def test_a_size_is_named_after_title_version_and_size() -> None:
    assert rendition_name("브랜드 필름", 2, "720p") == "브랜드 필름-v2-720p.mp4"


def test_a_long_title_keeps_version_and_size() -> None:
    name = rendition_name("가" * 200, 12, "1080p-hevc")
    assert len(name) == LONGEST_NAME
    assert name.endswith("가-v12-1080p-hevc.mp4")


def test_joined_emoji_stay_joined_and_are_not_cut_through_their_joiner() -> None:
    assert rendition_name("2-👩‍👩‍👧🎬", 1, "720p") == "2-👩‍👩‍👧🎬-v1-720p.mp4"
    room = LONGEST_NAME - len("-v1-720p.mp4")
    assert rendition_name("가" * (room - 2) + "👩‍👧", 1, "720p") == "가" * (room - 2) + "👩-v1-720p.mp4"


@pytest.mark.parametrize(
    ("name", "plain", "exact"),
    [
        ("cut final.mp4", "cut final.mp4", "cut final.mp4"),
        ("브랜드 필름.mov", "_ _.mov", "브랜드 필름.mov"),
        (unicodedata.normalize("NFD", "필름.mov"), "_.mov", "필름.mov"),
        ("Café – été.mp4", "Cafe _ ete.mp4", "Café – été.mp4"),
        ('a"b\\c/d.mp4', "a_b_c_d.mp4", 'a"b_c_d.mp4'),
        ("a\r\nSet-Cookie: x=1.mp4", "a Set-Cookie_ x=1.mp4", "a Set-Cookie: x=1.mp4"),
        ("🎬.mp4", "_.mp4", "🎬.mp4"),
        ("2-👩‍👩‍👧🎬 ❤️ 최종.mov", "2-_ _ _.mov", "2-👩‍👩‍👧🎬 ❤️ 최종.mov"),
        ("\u200f\u2066cut\u2069\ufeff.mp4", "cut.mp4", "cut.mp4"),
        ("cut\u202e4pm.exe", "cut4pm.exe", "cut4pm.exe"),
        ("../..", "_", "_"),
        ("", "film", "film"),
        ("100% ; done.mp4", "100_ _ done.mp4", "100% ; done.mp4"),
    ],
)
def test_a_header_holds_the_exact_name_and_one_of_ascii(name: str, plain: str, exact: str) -> None:
    header = disposition("attachment", name)
    assert header == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(exact, safe='')}"
    assert header.isascii()
    assert "\n" not in header
    assert unquote(header.split("''")[1]) == exact
