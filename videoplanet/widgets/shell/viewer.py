"""Who is signed in, as the frame of every page shows it; and signing out."""

import asyncio
from typing import TypedDict

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import page_principal
from videoplanet.features.manage_profile.service import my_profile
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.sign_out.service import sign_out_ticket
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.i18n.languages import DEFAULT_TIME_ZONE
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tickets import ticket_url
from videoplanet.shared.ui.departure import leave_now
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast

RECENT_PROJECTS = 4
LANDING_PATH = "/"


class RecentProject(TypedDict):
    """One line of the sidebar's list."""

    id: str
    name: str
    color: str


class ViewerState(rx.State):
    """Name, address and recent projects of whoever is signed in: for showing only, never for deciding."""

    name: rx.Field[str] = rx.field("")
    email: rx.Field[str] = rx.field("")
    time_zone: rx.Field[str] = rx.field(DEFAULT_TIME_ZONE)
    is_staff: rx.Field[bool] = rx.field(False)
    recent: rx.Field[list[RecentProject]] = rx.field(default_factory=list[RecentProject])

    @handler
    async def sign_out(self) -> EventSpec | None:
        """Ends the session and leaves for the landing page with cleared cookies."""
        try:
            ticket = await sign_out_ticket(self.router.headers.cookie)
        except VideoPlanetError as error:
            return error_toast(error)
        await leave_now(self, ticket_url(ticket, LANDING_PATH), forgets=True)
        return None

    async def _show(self, principal: Principal) -> None:
        profile, projects = await asyncio.gather(my_profile(principal), list_projects(principal, limit=RECENT_PROJECTS))
        self.name, self.email, self.time_zone = profile.name, profile.email, profile.time_zone
        self.is_staff = principal.is_staff
        self.recent = [
            RecentProject(id=str(project.id), name=project.name, color=project.colour) for project in projects.items
        ]


async def open_page(state: rx.State) -> Principal:
    """Return who a signed-in page is for, and fill the frame around it; for every page's `on_load`.

    Raises:
        NotSignedIn: nobody; answer with `require_sign_in(state)`.
        Unavailable: the database does not answer.
    """
    principal = await page_principal(state)
    viewer = await state.get_state(ViewerState)
    await viewer._show(principal)
    return principal
