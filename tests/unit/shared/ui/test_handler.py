"""The typed decorator is Reflex's own."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.handler import handler


class Counted(rx.State):
    """A state with one handler of each form."""

    count: int = 0

    @handler
    async def add(self, number: int) -> None:
        """Adds."""
        self.count += number

    @handler(background=True)
    async def add_slowly(self) -> None:
        """Adds in the background."""


def test_handlers_are_registered_with_their_options() -> None:
    assert set(Counted.event_handlers) >= {"add", "add_slowly"}
    assert Counted.event_handlers["add_slowly"].is_background
    assert not Counted.event_handlers["add"].is_background
