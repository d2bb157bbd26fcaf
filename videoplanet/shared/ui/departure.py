"""A full navigation as an event: `return leave_for(path)`, from any State, to paths that set or clear cookies."""

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.shared.security.local_paths import local_path
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.leave import LeavePage


class DepartureState(rx.State):
    """`to` is a path of this site once the tab is told to leave."""

    to: rx.Field[str] = rx.field("")

    @handler
    async def leave(self, path: str) -> None:
        """Leaves for a path of this site; anybody may send their own tab somewhere on it."""
        self.to = local_path(path, "")


def leave_for(path: str) -> EventSpec:
    """A full navigation to return or yield from any event handler: `return leave_for(ticket_url(ticket, "/home"))`."""
    spec: EventSpec = DepartureState.leave(path)  # type: ignore[assignment]
    return spec


def departure() -> rx.Component:
    """The invisible component that leaves; one a page, put there by the app."""
    return LeavePage.create(to=DepartureState.to)
