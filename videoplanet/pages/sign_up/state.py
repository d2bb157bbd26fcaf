"""The sign-up page's State: the form, then the mailed code. Passwords pass through events and are never kept."""

from typing import Any
from uuid import UUID

import orjson
import reflex as rx

from videoplanet.entities.user.accounts import NewAccount
from videoplanet.entities.user.password_strength import password_score
from videoplanet.entities.user.sessions import Device
from videoplanet.features.authenticate.state import acting_visitor, next_path
from videoplanet.features.manage_members.answering import invited_address
from videoplanet.features.sign_up.pending import KEPT_SECONDS
from videoplanet.features.sign_up.service import (
    mail_another_code,
    prove_and_sign_in,
    register,
    seconds_until_another_code,
)
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import fingerprint
from videoplanet.shared.errors import Invalid, VideoPlanetError
from videoplanet.shared.i18n.negotiation import chosen_language
from videoplanet.shared.security.local_paths import with_next
from videoplanet.shared.security.tickets import ticket_url
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler

NOT_RATED = -1
FORM, CODE = "form", "code"
_TYPED_LENGTH = 200


class SignUpState(rx.State):
    """What is wrong with what was entered, how good the password is (-1: nothing typed, 0–4), and whether the answer is awaited.

    `step` is `form` or `code`. The code's step outlives a reload: whoever looks into their mails on a phone may come back to a page
    that the system has put away.
    """

    step: rx.Field[str] = rx.field(FORM)
    name: rx.Field[str] = rx.field("")
    email: rx.Field[str] = rx.field("")
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    code_errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    strength: rx.Field[int] = rx.field(NOT_RATED)
    is_waiting: rx.Field[bool] = rx.field(False)
    is_sending: rx.Field[bool] = rx.field(False)
    resend_in: rx.Field[int] = rx.field(0)
    mailed: rx.Field[int] = rx.field(0)
    code_minutes: rx.Field[int] = rx.field(0)
    mails_are_files: rx.Field[bool] = rx.field(False)
    _registration: str = ""
    _entered: str = ""
    _mailed_at: float = 0.0

    @rx.var
    def sign_in_path(self) -> str:
        """The other form, leading on to the same place."""
        return with_next("/sign-in", next_path(self))

    @handler
    async def start(self) -> None:
        """Begins with an untouched form, or goes on with the code that was mailed."""
        self.errors = self.code_errors = no_errors()
        self.strength = NOT_RATED
        self.is_waiting = self.is_sending = False
        self.mails_are_files = get_settings().smtp_url is None
        self.code_minutes = get_settings().code_minutes
        if self.step == CODE and now().timestamp() - self._mailed_at < KEPT_SECONDS:
            await self._wait()
        else:
            self.step = FORM
            invited = await invited_address(next_path(self), address=self.router.session.client_ip)
            self.email = self.email or invited

    @handler(debounce=250)
    async def rate(self, password: str) -> None:
        """Tells how hard a password is to guess while it is typed."""
        self.strength = await password_score(password[:_TYPED_LENGTH]) if password else NOT_RATED

    @handler
    async def submit(self, form: dict[str, Any]) -> Any:
        """Has a code mailed to the form's `email`; the fields keep what was typed."""
        self.errors = self.code_errors = no_errors()
        self.is_waiting = True
        yield
        entered = fingerprint(orjson.dumps(sorted((key, str(value)) for key, value in form.items()))).hex()
        try:
            # Who only went back to look at what they had entered goes on with the code they have.
            if entered != self._entered or not self._registration:
                await self._register(form)
                self._entered = entered
            self.step = CODE
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def prove(self, form: dict[str, Any]) -> Any:
        """Opens the account with the form's `code` and signs in."""
        self.code_errors = no_errors()
        self.is_waiting = True
        yield
        device = Device(self.router.headers.user_agent, self.router.session.client_ip, self.router.headers.cookie)
        try:
            await acting_visitor(self)
            ticket = await prove_and_sign_in(
                self.email, str(form.get("code") or ""), registration_id=self._registration_id(), device=device
            )
        except VideoPlanetError as error:
            self.code_errors = errors_from(error)
            self.is_waiting = False
            return
        self._registration = self._entered = ""
        self.step = FORM
        yield leave_for(ticket_url(ticket, next_path(self)))

    @handler
    async def mail_again(self) -> Any:
        """Has another code mailed."""
        self.code_errors = no_errors()
        self.is_sending = True
        yield
        try:
            await acting_visitor(self)
            await mail_another_code(self.email, self._registration_id(), address=self.router.session.client_ip)
            self._mailed_at = now().timestamp()
            await self._wait()
        except Invalid as error:
            self._registration = ""
            self.step, self.errors = FORM, errors_from(error)
        except VideoPlanetError as error:
            self.code_errors = errors_from(error)
        finally:
            self.is_sending = False

    @handler
    async def go_back(self) -> None:
        """Shows again what was entered; the code stays good."""
        self.step = FORM
        self.code_errors = no_errors()

    async def _register(self, form: dict[str, Any]) -> None:
        account = NewAccount(
            email=str(form.get("email") or ""),
            name=str(form.get("name") or ""),
            password=str(form.get("password") or ""),
            language=chosen_language(self.router.headers.cookie, self.router.headers.accept_language),
            agrees_marketing=bool(form.get("agree_marketing")),
        )
        registered = await register(
            account,
            agrees_terms=bool(form.get("agree_terms")),
            agrees_privacy=bool(form.get("agree_privacy")),
            address=self.router.session.client_ip,
        )
        self._registration, self._mailed_at = str(registered.profile.id), now().timestamp()
        self.email, self.name = registered.profile.email, registered.profile.name
        await self._wait()

    async def _wait(self) -> None:
        self.resend_in = await seconds_until_another_code(self.email)
        self.mailed += 1

    def _registration_id(self) -> UUID:
        if not self._registration:
            raise Invalid("sign_up.over")
        return UUID(self._registration)
