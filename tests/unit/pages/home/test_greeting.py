"""How the home page greets, by the hour where the viewer is."""

from __future__ import annotations

import pytest

from videoplanet.pages.home.state import _greeting


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [(0, "evening"), (4, "evening"), (5, "morning"), (10, "morning"), (11, "day"), (19, "day"), (20, "evening")],
)
def test_the_greeting_follows_the_hour(hour: int, greeting: str) -> None:
    assert _greeting(hour) == greeting
