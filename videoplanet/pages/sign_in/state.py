"""The sign-in form's State. The password passes through an event and is never kept."""

from typing import Any

import reflex as rx

from videoplanet.entities.user.sessions import Device
from videoplanet.features.authenticate.state import next_path
from videoplanet.features.manage_members.answering import invited_address
from videoplanet.features.sign_in.service import sign_in_ticket
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.security.local_paths import with_next
from videoplanet.shared.security.tickets import ticket_url
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler


class SignInState(rx.State):
    """What is wrong with what was entered, whether the answer is awaited, and whose address it probably is."""

    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    is_waiting: rx.Field[bool] = rx.field(False)
    email: rx.Field[str] = rx.field("")

    @rx.var
    def sign_up_path(self) -> str:
        """The other form, leading on to the same place."""
        return with_next("/sign-up", next_path(self))

    @handler
    async def start(self) -> None:
        """Begins with an untouched form."""
        self.errors = no_errors()
        self.is_waiting = False
        self.email = await invited_address(next_path(self), address=self.router.session.client_ip)

    @handler
    async def submit(self, form: dict[str, Any]) -> Any:
        """Signs in with the form's `email` and `password`; the fields keep what was typed."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        device = Device(self.router.headers.user_agent, self.router.session.client_ip, self.router.headers.cookie)
        try:
            ticket = await sign_in_ticket(str(form.get("email") or ""), str(form.get("password") or ""), device)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
            self.is_waiting = False
            return
        yield leave_for(ticket_url(ticket, next_path(self)))
