"""The sign-up form's State. Passwords pass through events and are never kept."""

from typing import Any

import reflex as rx

from videoplanet.entities.user.accounts import NewAccount
from videoplanet.entities.user.password_strength import password_score
from videoplanet.entities.user.sessions import Device
from videoplanet.features.authenticate.state import next_path
from videoplanet.features.sign_in.service import sign_in_ticket
from videoplanet.features.sign_up.service import register
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.i18n.negotiation import chosen_language
from videoplanet.shared.security.local_paths import with_next
from videoplanet.shared.security.tickets import ticket_url
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler

NOT_RATED = -1
_TYPED_LENGTH = 200


class SignUpState(rx.State):
    """What is wrong with what was entered, how good the password is (-1: nothing typed, 0–4), and whether the answer is awaited."""

    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    strength: rx.Field[int] = rx.field(NOT_RATED)
    is_waiting: rx.Field[bool] = rx.field(False)

    @rx.var
    def sign_in_path(self) -> str:
        """The other form, leading on to the same place."""
        return with_next("/sign-in", next_path(self))

    @handler
    async def start(self) -> None:
        """Begins with an untouched form."""
        self.errors = no_errors()
        self.strength = NOT_RATED
        self.is_waiting = False

    @handler(debounce=250)
    async def rate(self, password: str) -> None:
        """Tells how hard a password is to guess while it is typed."""
        self.strength = await password_score(password[:_TYPED_LENGTH]) if password else NOT_RATED

    @handler
    async def submit(self, form: dict[str, Any]) -> Any:
        """Opens the account and signs in; the fields keep what was typed."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        try:
            await self._register(form)
            device = Device(self.router.headers.user_agent, self.router.session.client_ip, self.router.headers.cookie)
            ticket = await sign_in_ticket(str(form.get("email")), str(form.get("password")), device)
        except VideoPlanetError as error:
            # An address that has an account is not told here: a letter tells whose it is.
            is_known = isinstance(error, NotSignedIn)
            self.errors = errors_from(NotSignedIn("sign_up.check_mail") if is_known else error)
            self.is_waiting = False
            return
        yield leave_for(ticket_url(ticket, next_path(self)))

    async def _register(self, form: dict[str, Any]) -> None:
        account = NewAccount(
            email=str(form.get("email") or ""),
            name=str(form.get("name") or ""),
            password=str(form.get("password") or ""),
            language=chosen_language(self.router.headers.cookie, self.router.headers.accept_language),
            agrees_marketing=bool(form.get("agree_marketing")),
        )
        await register(
            account,
            agrees_terms=bool(form.get("agree_terms")),
            agrees_privacy=bool(form.get("agree_privacy")),
            address=self.router.session.client_ip,
        )
