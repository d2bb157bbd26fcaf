"""The members panel's State: who is in, and changing, removing and handing over. Inviting is in `invitations_state`."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.project.model import Role
from videoplanet.entities.project.view import ProjectBody
from videoplanet.features.authenticate.state import acting_principal
from videoplanet.features.manage_members.service import (
    MemberBody,
    change_role,
    list_members,
    remove_member,
    restore_member,
)
from videoplanet.features.manage_project.service import get_project
from videoplanet.pages.project.rows import MemberRow, member_rows, role_named
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast


class MembersState(rx.State):
    """Members of the project on the page. `leaving` is whom the open question is about."""

    members: rx.Field[list[MemberRow]] = rx.field(default_factory=list[MemberRow])
    may_manage: rx.Field[bool] = rx.field(False)
    may_hand_over: rx.Field[bool] = rx.field(False)
    asked: rx.Field[str] = rx.field("")
    asked_name: rx.Field[str] = rx.field("")
    question: rx.Field[str] = rx.field("")
    _project_id: str = ""

    @handler
    async def set_role(self, user_id: str, role: str) -> Any:
        """Gives a member another role."""
        before = next((member for member in self.members if member["id"] == user_id), None)
        try:
            principal = await acting_principal(self)
            entry = await change_role(principal, self._project(), id_of(user_id), role_named(role))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        if before is None or before["role"] == role:
            return None
        undo: Any = MembersState.put_role_back(self._project_id, user_id, before["role"], role)
        return toast("success", "member.role_changed", undo=undo, name=entry.name)

    @handler
    async def put_role_back(self, project_id: str, user_id: str, before: str, given: str) -> Any:
        """Takes back a role given a moment ago, unless somebody has given another since."""
        try:
            principal = await acting_principal(self)
            await change_role(
                principal, id_of(project_id), id_of(user_id), role_named(before), expects=role_named(given)
            )
            if self._project_id:
                await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "ui.undone")

    @handler
    async def ask(self, question: str, user_id: str, name: str) -> None:
        """Asks before something that is hard to take back: `remove`, `leave` or `hand_over`."""
        self.question, self.asked, self.asked_name = question, user_id, name

    @handler
    async def set_asking(self, is_open: bool) -> None:
        """Closes the question."""
        if not is_open:
            self.question = ""

    @handler
    async def confirm(self) -> Any:
        """Does what was asked about."""
        question, self.question = self.question, ""
        try:
            principal = await acting_principal(self)
            if question == "hand_over":
                await change_role(principal, self._project(), id_of(self.asked), Role.OWNER)
            else:
                await remove_member(principal, self._project(), id_of(self.asked))
            if question == "leave":
                return rx.redirect("/projects")
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        if question == "hand_over":
            return toast("success", "member.handed_over", name=self.asked_name)
        undo: EventSpec = MembersState.restore(self._project_id, self.asked, self.asked_name)  # type: ignore[assignment]
        return toast("success", "member.removed", undo=undo, name=self.asked_name)

    @handler
    async def restore(self, project_id: str, user_id: str, name: str) -> Any:
        """Takes somebody in again who was removed a moment ago, though another project may be on the page by now."""
        try:
            principal = await acting_principal(self)
            await restore_member(principal, id_of(project_id), id_of(user_id))
            await self._read(principal)
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "member.restored", name=name)

    async def _read(self, principal: Principal) -> None:
        project = await get_project(principal, self._project())
        self._show(project, await list_members(principal, project.id))

    def _show(self, project: ProjectBody, members: Sequence[MemberBody]) -> None:
        self._project_id = str(project.id)
        self.members = member_rows(members)
        self.may_manage = allows(project.role, Action.MANAGE_MEMBERS) and not project.archived
        self.may_hand_over = allows(project.role, Action.HAND_OVER)

    def _project(self) -> UUID:
        return id_of(self._project_id)
