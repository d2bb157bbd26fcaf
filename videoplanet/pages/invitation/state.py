"""The invitation page's State: whom the letter is for, and their answer."""

from typing import Any

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import (
    HOME_PATH,
    REFRESH_PATH,
    SIGN_IN_PATH,
    acting_principal,
    page_principal,
)
from videoplanet.features.manage_members.answering import (
    INVITATIONS_PATH,
    InvitationLetter,
    accept_invitation,
    decline_invitation,
    describe_invitation,
    my_invitation,
)
from videoplanet.features.manage_profile.service import my_profile
from videoplanet.features.sign_out.service import sign_out_ticket
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.errors import Conflict, NotFound, NotSignedIn, VideoPlanetError
from videoplanet.shared.security.cookies import read_cookies, refresh_cookie
from videoplanet.shared.security.local_paths import local_path, with_next
from videoplanet.shared.security.tickets import ticket_url
from videoplanet.shared.ui.departure import leave_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast

TOKEN_PARAMETER = "invitation_token"  # noqa: S105 - the name of a place in an address
LOADING, DOOR, MINE, FOREIGN, OVER, DECLINED, AWAY = "", "door", "mine", "foreign", "over", "declined", "away"


class InvitationState(rx.State):
    """`step` is `door` for whoever is not signed in, `mine` for whose it is, `foreign` for others who are signed in, `over` when it
    leads nowhere any more, `declined` after that answer, `away` when it could not be found out.
    """

    step: rx.Field[str] = rx.field(LOADING)
    project_name: rx.Field[str] = rx.field("")
    inviter: rx.Field[str] = rx.field("")
    role: rx.Field[str] = rx.field("")
    email: rx.Field[str] = rx.field("")
    message: rx.Field[str] = rx.field("")
    expires_at: rx.Field[str] = rx.field("")
    my_email: rx.Field[str] = rx.field("")
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    is_waiting: rx.Field[bool] = rx.field(False)
    is_declining: rx.Field[bool] = rx.field(False)

    @rx.var
    def sign_in_path(self) -> str:
        """Signing in, and back to here."""
        return with_next(SIGN_IN_PATH, self._path())

    @rx.var
    def sign_up_path(self) -> str:
        """Signing up, and back to here."""
        return with_next("/sign-up", self._path())

    @handler
    async def look(self) -> EventSpec | None:
        """Finds out whose it is and what it says; leads on who is in the project already."""
        self.errors, self.is_waiting, self.is_declining = no_errors(), False, False
        try:
            principal = await page_principal(self)
        except NotSignedIn:
            if refresh_cookie() in read_cookies(self.router.headers.cookie):
                return leave_for(with_next(REFRESH_PATH, self._path()))
            await self._look_from_outside()
            return None
        except VideoPlanetError:
            self.step = AWAY
            return None
        try:
            self.my_email = (await my_profile(principal)).email
            letter = await my_invitation(principal, self._token())
        except NotFound:
            self.step = FOREIGN
        except Conflict:
            self.step = OVER
        except VideoPlanetError:
            self.step = AWAY
        else:
            if letter.is_joined:
                redirect: EventSpec = rx.redirect(f"/projects/{letter.project_id}", replace=True)
                return redirect
            self._show(letter, MINE)
        return None

    @handler
    async def accept(self) -> Any:
        """Joins the project and opens it."""
        self.errors, self.is_waiting = no_errors(), True
        yield
        try:
            project = await accept_invitation(await acting_principal(self), self._token())
        except VideoPlanetError as error:
            self._refused(error)
            return
        finally:
            self.is_waiting = False
        yield toast("success", "invitation.joined", project=project.name)
        yield rx.redirect(f"/projects/{project.id}", replace=True)

    @handler
    async def set_declining(self, is_open: bool) -> None:
        """Opens or closes the question before saying no: only another invitation takes that back."""
        self.is_declining = is_open

    @handler
    async def decline(self) -> Any:
        """Says no."""
        self.errors, self.is_waiting, self.is_declining = no_errors(), True, False
        yield
        try:
            await decline_invitation(await acting_principal(self), self._token())
            self.step = DECLINED
        except VideoPlanetError as error:
            self._refused(error)
        finally:
            self.is_waiting = False

    @handler
    async def change_account(self) -> EventSpec:
        """Signs out, and leads to signing in with the address that was invited, and back to here."""
        try:
            ticket = await sign_out_ticket(self.router.headers.cookie)
        except VideoPlanetError as error:
            return error_toast(error)
        return leave_for(ticket_url(ticket, with_next(SIGN_IN_PATH, self._path())), forgets=True)

    async def _look_from_outside(self) -> None:
        try:
            letter = await describe_invitation(self._token(), address=self.router.session.client_ip)
            self._show(letter, DOOR)
        except NotFound:
            self.step = OVER
        except VideoPlanetError:
            self.step = AWAY

    def _show(self, letter: InvitationLetter, step: str) -> None:
        self.step = step
        self.project_name, self.inviter, self.role = letter.project_name, letter.inviter_name, letter.role.value
        self.email, self.message = letter.email, letter.message
        self.expires_at = rfc3339(letter.expires_at)

    def _refused(self, error: VideoPlanetError) -> None:
        if error.code in ("not_found", "invitation.over"):
            self.step = OVER
        else:
            self.errors = errors_from(error)

    def _path(self) -> str:
        return local_path(f"{INVITATIONS_PATH}/{self._token()}", HOME_PATH)

    def _token(self) -> str:
        return str(self.router.page.params.get(TOKEN_PARAMETER, ""))
