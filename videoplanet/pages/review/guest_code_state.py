"""The other way through the door of a share link: somebody who opened it before, in another browser, proves it by a mailed code."""

from typing import Any

import reflex as rx

from videoplanet.features.authenticate.state import acting_visitor
from videoplanet.features.share_video.taking_up import send_code, take_up
from videoplanet.pages.review.guest_state import leave_with_cookie
from videoplanet.pages.review.state import SHARE_PARAMETER
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.i18n.negotiation import chosen_language
from videoplanet.shared.security.tickets import require_mark
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler

ASK, PROVE = "ask", "prove"


class GuestCodeState(rx.State):
    """`step` is empty while the ordinary form shows, `ask` for the address, `prove` for the code; `is_begun` once there was one."""

    step: rx.Field[str] = rx.field("")
    is_begun: rx.Field[bool] = rx.field(False)
    email: rx.Field[str] = rx.field("")
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    is_waiting: rx.Field[bool] = rx.field(False)
    code_minutes: rx.Field[int] = rx.field(0)
    _challenge: str = ""

    @handler
    async def begin(self) -> None:
        """Asks for the address, the first time or for another code."""
        self.step, self.errors, self.is_begun = ASK, no_errors(), True

    @handler
    async def leave(self) -> None:
        """Goes back to the ordinary form."""
        self.step, self.errors = "", no_errors()

    @handler
    async def ask(self, form: dict[str, Any]) -> Any:
        """Has a code mailed to the form's `email`; `password` where the link has one."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        email = str(form.get("email") or "").strip()
        try:
            await acting_visitor(self)
            challenge = await send_code(
                self._token(),
                email=email,
                password=str(form.get("password") or "") or None,
                language=chosen_language(self.router.headers.cookie),
                address=self.router.session.client_ip,
            )
            self._challenge, self.email, self.step = challenge.challenge, email, PROVE
            self.code_minutes = challenge.expires_in // 60
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def prove(self, form: dict[str, Any]) -> Any:
        """Goes on with the form's `code`."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        token = self._token()
        try:
            await acting_visitor(self)
            require_mark(self.router.headers.cookie)
            opened = await take_up(
                token,
                challenge=self._challenge,
                code=str(form.get("code") or ""),
                cookie=self.router.headers.cookie,
            )
            yield await leave_with_cookie(opened, token, self.router.headers.cookie)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    def _token(self) -> str:
        return str(getattr(self, SHARE_PARAMETER, ""))
