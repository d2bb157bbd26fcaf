"""State of the kit page: what its examples hold. Touches nothing outside the page."""

from typing import Any

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import toast


class KitState(rx.State):
    """Values of the examples."""

    clicks: rx.Field[int] = rx.field(0)
    chosen: rx.Field[str] = rx.field("fix")
    asking: rx.Field[bool] = rx.field(False)
    editing: rx.Field[bool] = rx.field(False)
    email_error: rx.Field[str] = rx.field("")
    searched: rx.Field[str] = rx.field("")
    recent: rx.Field[list[dict[str, str]]] = rx.field(
        default_factory=lambda: [
            {"id": "1", "name": "봄 캠페인", "color": "#0f7f63"},
            {"id": "2", "name": "신차 티저", "color": "#b93c0a"},
        ]
    )

    @handler
    async def click(self) -> None:
        """Counts a press."""
        self.clicks += 1

    @handler
    async def choose(self, value: str) -> None:
        """Holds the choice of the select."""
        self.chosen = value

    @handler
    async def search(self, text: str) -> None:
        """Holds what was typed."""
        self.searched = text

    @handler
    async def ask(self, open_: bool) -> None:
        """Opens or closes the question."""
        self.asking = open_

    @handler
    async def edit(self, open_: bool) -> None:
        """Opens or closes the form's dialog."""
        self.editing = open_

    @handler
    async def submit(self, form: dict[str, Any]) -> EventSpec | None:
        """Refuses an address without an @, as the server would."""
        if "@" not in str(form.get("email", "")):
            self.email_error = "email"
            return None
        self.email_error = ""
        self.editing = False
        return toast("success", "kit.saved", name=str(form.get("name", "")))

    @handler
    async def fail(self) -> None:
        """Fails on purpose, to show what an unexpected failure looks like."""
        raise RuntimeError("a failure on purpose, from the kit page")
