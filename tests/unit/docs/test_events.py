"""The page of events is what the table of events says."""

from __future__ import annotations

from tests.events_page import PAGE, written


def test_the_page_is_up_to_date() -> None:
    page = PAGE.read_text()
    assert page == written(page), "`python -m tests.events_page` writes it anew"
