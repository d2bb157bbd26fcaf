"""The State of the project page's invitations: who has not answered, and inviting, sending again, changing, cancelling."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import acting_principal
from videoplanet.features.manage_members.invitations import (
    InvitationBody,
    cancel_invitation,
    change_invited_role,
    invite,
    list_invitations,
    resend_invitation,
    restore_invitation,
)
from videoplanet.pages.project.rows import InvitationRow, invitation_rows, role_named
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.one_press import OnePress
from videoplanet.shared.ui.toast.state import error_toast, toast


class InvitationsState(OnePress, rx.State):
    """Invitations to the project on the page, for those who manage its members; empty for everybody else."""

    invitations: rx.Field[list[InvitationRow]] = rx.field(default_factory=list[InvitationRow])
    is_inviting: rx.Field[bool] = rx.field(False)
    is_waiting: rx.Field[bool] = rx.field(False)
    mails_are_files: rx.Field[bool] = rx.field(False)
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    _project_id: str = ""

    @handler
    async def set_inviting(self, is_open: bool) -> None:
        """Opens or closes the dialog that invites somebody."""
        self.is_inviting = is_open
        self.errors = no_errors()
        if is_open:
            self._shown_anew()

    @handler
    async def invite(self, form: dict[str, Any]) -> Any:
        """Invites the form's `email` with its `role` and `message`; the fields keep what was typed."""
        if self._is_repeated(form):
            return
        self.errors = no_errors()
        self.is_waiting = True
        yield
        try:
            principal = await acting_principal(self)
            email, message = (str(form.get(name) or "") for name in ("email", "message"))
            entry = await invite(principal, self._project(), email, role_named(form.get("role")), message)
            await self._read(principal)
            self._made()
            self.is_inviting = False
            yield toast("success", "invitation.sent", email=entry.email)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def set_role(self, invitation_id: str, role: str) -> Any:
        """Changes as what somebody is invited."""
        try:
            principal = await acting_principal(self)
            await change_invited_role(principal, self._project(), id_of(invitation_id), role_named(role))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return None

    @handler
    async def resend(self, invitation_id: str) -> Any:
        """Sends the letter again."""
        try:
            principal = await acting_principal(self)
            entry = await resend_invitation(principal, self._project(), id_of(invitation_id))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "invitation.sent_again", email=entry.email)

    @handler
    async def cancel(self, invitation_id: str, email: str) -> Any:
        """Takes an invitation back."""
        try:
            principal = await acting_principal(self)
            await cancel_invitation(principal, self._project(), id_of(invitation_id))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        undo: EventSpec = InvitationsState.restore(self._project_id, invitation_id)  # type: ignore[assignment]
        return toast("success", "invitation.cancelled", undo=undo, email=email)

    @handler
    async def restore(self, project_id: str, invitation_id: str) -> Any:
        """Lets an invitation stand again that was cancelled a moment ago, though another project may be on the page by now."""
        try:
            principal = await acting_principal(self)
            entry = await restore_invitation(principal, id_of(project_id), id_of(invitation_id))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "invitation.restored", email=entry.email)

    async def _read(self, principal: Principal) -> None:
        project_id = self._project()
        self._show(project_id, await invitations_for(principal, project_id))

    def _show(self, project_id: UUID, invitations: Sequence[InvitationBody]) -> None:
        self._project_id = str(project_id)
        self.invitations = invitation_rows(invitations)
        self.mails_are_files = get_settings().smtp_url is None

    def _project(self) -> UUID:
        return id_of(self._project_id)


async def invitations_for(principal: Principal, project_id: UUID) -> Sequence[InvitationBody]:
    """Return the project's invitations; none for those who may not see them."""
    try:
        return await list_invitations(principal, project_id)
    except NotAllowed:
        return ()
