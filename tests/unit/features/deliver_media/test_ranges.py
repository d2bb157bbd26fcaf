"""Range and conditional headers, as RFC 9110 reads them."""

from __future__ import annotations

import pytest

from videoplanet.features.deliver_media.ranges import has_current, one_range, range_still_applies


@pytest.mark.parametrize("wanted", ["bytes=0-", "bytes=0-99", "bytes=-500"])
def test_one_range_of_bytes_is_served(wanted: str) -> None:
    assert one_range({"range": wanted}) == wanted


@pytest.mark.parametrize("wanted", ["", "bytes=0-1,5-6", "items=0-1", "bytes=a-b", "bytes=-", "bytes=0-1\r\nX: y"])
def test_any_other_range_is_served_whole(wanted: str) -> None:
    assert one_range({"range": wanted}) is None


@pytest.mark.parametrize(
    ("known", "current"),
    [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("a", False)],
)
def test_a_known_state_needs_no_body(known: str, current: bool) -> None:
    assert has_current({"if-none-match": known}, '"a"') is current
    assert not has_current({}, '"a"')


@pytest.mark.parametrize(
    ("condition", "applies"),
    [('"a"', True), ('W/"a"', False), ('"b"', False), ("Mon, 04 May 2026 12:00:00 GMT", False)],
)
def test_a_range_applies_to_exactly_the_state_it_was_asked_of(condition: str, applies: bool) -> None:
    assert range_still_applies({"if-range": condition}, '"a"') is applies
    assert range_still_applies({}, '"a"')
