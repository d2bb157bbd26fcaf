"""A full navigation as an event: `return leave_for(path)`, from any State, to paths that set or clear cookies."""

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.shared.security.local_paths import local_path
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.leave import LeavePage


class DepartureState(rx.State):
    """`to` is a path of this site once the tab is told to leave; `forgets` when it signs out there."""

    to: rx.Field[str] = rx.field("")
    forgets: rx.Field[bool] = rx.field(False)

    @handler
    async def leave(self, path: str, forgets: bool) -> None:
        """Leaves for a path of this site; anybody may send their own tab somewhere on it."""
        self.to, self.forgets = local_path(path, ""), forgets


def leave_for(path: str, *, forgets: bool = False) -> EventSpec:
    """A full navigation to return or yield from any event handler: `return leave_for(ticket_url(ticket, "/home"))`.

    Args:
        path: Of this site.
        forgets: Whether the browser also forgets what was being written in it: for signing out.
    """
    spec: EventSpec = DepartureState.leave(path, forgets)  # type: ignore[assignment]
    return spec


async def leave_now(state: rx.State, path: str, *, forgets: bool = False) -> None:
    """The same with the handler's own answer, without another way to the browser and back: what ends the session may end the
    page's state before that.
    """
    departing = await state.get_state(DepartureState)
    departing.to, departing.forgets = local_path(path, ""), forgets


def departure() -> rx.Component:
    """The invisible component that leaves; one a page, put there by the app."""
    return LeavePage.create(to=DepartureState.to, forgets=DepartureState.forgets)
