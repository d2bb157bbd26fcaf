"""The project page's State: the project itself, its films, and what one may do to it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.project.fields import ProjectFields
from videoplanet.entities.project.model import ProjectStatus
from videoplanet.entities.project.view import ProjectBody
from videoplanet.entities.video.search import LONGEST_QUERY
from videoplanet.features.authenticate.state import acting_principal, page_principal, require_sign_in
from videoplanet.features.browse_videos.service import list_videos
from videoplanet.features.manage_members.service import list_members
from videoplanet.features.manage_project.deletion import delete_project, restore_project
from videoplanet.features.manage_project.service import change_project, get_project
from videoplanet.features.resume_work.service import films_of_project
from videoplanet.pages.project.invitations_state import InvitationsState, invitations_for
from videoplanet.pages.project.members_state import MembersState
from videoplanet.pages.project.rows import DeletedRow, PhaseRow, deleted_rows, phase_rows
from videoplanet.shared.clock import now
from videoplanet.shared.errors import Invalid, NotSignedIn, PreconditionFailed, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.live.event import Listing
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.address import asked_for
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.toast.state import error_toast, toast
from videoplanet.widgets.film_card.rows import FilmRow, film_rows
from videoplanet.widgets.live_state.state import join_project_overview
from videoplanet.widgets.shell.viewer import ViewerState, open_page

ROUTE_PARAMETER = "opened_project_id"
DELETED_SHOWN = 100
_OF_FILMS = {Listing.VIDEOS, Listing.VERSIONS, Listing.COMMENTS}
_OF_INVITATIONS = {Listing.INVITATIONS}
WRITTEN = ("name", "client", "manager", "description")


class ProjectState(rx.State):
    """One project as its page shows it. The `may_…` flags only choose what is shown: every use case asks again."""

    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    project_id: rx.Field[str] = rx.field("")
    name: rx.Field[str] = rx.field("")
    client: rx.Field[str] = rx.field("")
    manager: rx.Field[str] = rx.field("")
    description: rx.Field[str] = rx.field("")
    colour: rx.Field[str] = rx.field("")
    status: rx.Field[str] = rx.field("")
    progress: rx.Field[int] = rx.field(0)
    is_archived: rx.Field[bool] = rx.field(False)
    phases: rx.Field[list[PhaseRow]] = rx.field(default_factory=list[PhaseRow])
    films: rx.Field[list[FilmRow]] = rx.field(default_factory=list[FilmRow])
    words: rx.Field[str] = rx.field("")
    deleted: rx.Field[list[DeletedRow]] = rx.field(default_factory=list[DeletedRow])
    may_edit: rx.Field[bool] = rx.field(False)
    may_delete: rx.Field[bool] = rx.field(False)
    may_upload: rx.Field[bool] = rx.field(False)
    is_editing: rx.Field[bool] = rx.field(False)
    is_deleting: rx.Field[bool] = rx.field(False)
    is_waiting: rx.Field[bool] = rx.field(False)
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    _changed_at: str = ""
    _edited_from: str = ""

    @handler
    async def load(self) -> EventSpec | None:
        """Reads the project of the address and hears of its changes from now on; runs again after a reconnect."""
        self.failure = ""
        wanted = str(self.router.page.params.get(ROUTE_PARAMETER, ""))
        if wanted != self.project_id:
            self.is_loaded = self.is_editing = self.is_deleting = False
        self.words = asked_for(self, "q")[:LONGEST_QUERY]
        try:
            principal = await open_page(self)
            project_id = id_of(wanted)
            await join_project_overview(self.router.session.session_id, principal, project_id)
            await self._read(principal, project_id)
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
        return None

    @handler
    async def refresh(self, lists: list[str]) -> EventSpec | None:
        """Reads again what somebody changed: the lists of these names, everything when there are none."""
        try:
            project_id = id_of(self.project_id)
            if lists and set(lists) <= _OF_FILMS:
                await self._read_films(await page_principal(self), project_id)
            elif lists and set(lists) <= _OF_INVITATIONS:
                await self._read_invitations(await page_principal(self), project_id)
            else:
                await self._read(await open_page(self), project_id)
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
        return None

    @handler
    async def search(self, words: str) -> EventSpec | None:
        """Shows only films that have these words in title, file name or technical words; none shows all."""
        self.words = words[:LONGEST_QUERY]
        try:
            principal = await page_principal(self)
            self.films = film_rows(await films_of_project(principal, id_of(self.project_id), self.words))
        except VideoPlanetError as error:
            return error_toast(error)
        return None

    @handler
    async def set_editing(self, is_open: bool) -> None:
        """Opens or closes the dialog that changes the project."""
        self.is_editing = is_open
        self.errors = no_errors()
        self._edited_from = self._changed_at

    @handler
    async def save(self, form: dict[str, Any]) -> Any:
        """Writes the dialog's fields, unless somebody changed the project since it was opened."""
        self.errors = no_errors()
        self.is_waiting = True
        yield
        fields = _fields(form)
        before = self._written()
        try:
            principal = await acting_principal(self)
            await change_project(principal, id_of(self.project_id), fields, expects=self._expects_unchanged)
            await self._read(await open_page(self), id_of(self.project_id))
            self.is_editing = False
            undo: Any = ProjectState.put_back(self.project_id, before, self._written())
            yield toast("success", "project.saved", undo=undo if before != self._written() else None)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        finally:
            self.is_waiting = False

    @handler
    async def put_back(self, project_id: str, before: dict[str, str], saved: dict[str, str]) -> EventSpec:
        """Takes back what was saved a moment ago, unless somebody has written something else since."""

        return await self._take_back(
            project_id,
            _fields(before),
            lambda current: all(getattr(current, name) == saved.get(name) for name in WRITTEN),
        )

    @handler
    async def set_status(self, status: str) -> EventSpec | None:
        """Moves the project to another status."""
        before = self.status
        if status not in list(ProjectStatus) or status == before:
            return None
        failure = await self._change(ProjectFields(status=ProjectStatus(status)))
        undo: Any = ProjectState.put_status_back(self.project_id, before, status)
        return failure or toast("success", "project.status_changed", undo=undo)

    @handler
    async def put_status_back(self, project_id: str, before: str, chosen: str) -> EventSpec:
        """Takes back a change of status made a moment ago, unless somebody has chosen another since."""
        if before not in list(ProjectStatus):
            return error_toast(Invalid("field.unknown_choice", field="status"))
        fields = ProjectFields(status=ProjectStatus(before))
        return await self._take_back(project_id, fields, lambda current: current.status.value == chosen)

    @handler
    async def set_archived(self, is_archived: bool) -> EventSpec | None:
        """Puts the project into the archive, or takes it out."""
        failure = await self._change(ProjectFields(archived=is_archived))
        undo: Any = ProjectState.put_archive_back(self.project_id, not is_archived)
        return failure or toast("success", "project.archived" if is_archived else "project.unarchived", undo=undo)

    @handler
    async def put_archive_back(self, project_id: str, was_archived: bool) -> EventSpec:
        """Takes back what was put into the archive, or out of it, a moment ago, unless somebody has done so since."""
        fields = ProjectFields(archived=was_archived)
        return await self._take_back(project_id, fields, lambda current: current.archived is not was_archived)

    @handler
    async def set_deleting(self, is_open: bool) -> None:
        """Opens or closes the question before deleting."""
        self.is_deleting = is_open

    @handler
    async def delete(self) -> Any:
        """Deletes the project and goes to the list it can be restored from."""
        try:
            await delete_project(await acting_principal(self), id_of(self.project_id))
        except VideoPlanetError as error:
            return error_toast(error)
        self.is_deleting = self.is_loaded = False
        undo: Any = ProjectState.restore(self.project_id)
        return [toast("success", "project.deleted", undo=undo, name=self.name), rx.redirect("/projects")]

    @handler
    async def restore(self, project_id: str) -> Any:
        """Takes a deletion back and opens the project again."""
        try:
            project = await restore_project(await acting_principal(self), id_of(project_id))
        except VideoPlanetError as error:
            return error_toast(error)
        return [toast("success", "project.restored", name=project.name), rx.redirect(f"/projects/{project.id}")]

    async def _change(self, fields: ProjectFields) -> EventSpec | None:
        try:
            principal = await acting_principal(self)
            await change_project(principal, id_of(self.project_id), fields)
            await self._read(await open_page(self), id_of(self.project_id))
        except VideoPlanetError as error:
            return error_toast(error)
        return None

    async def _take_back(
        self, project_id: str, fields: ProjectFields, is_as_left: Callable[[ProjectBody], bool]
    ) -> EventSpec:
        """Writes what was there before; `is_as_left` says whether nobody has changed it since."""

        def expects(current: ProjectBody) -> None:
            if not is_as_left(current):
                raise PreconditionFailed

        try:
            await change_project(await acting_principal(self), id_of(project_id), fields, expects=expects)
            if self.project_id:
                await self._read(await open_page(self), id_of(self.project_id))
        except VideoPlanetError as error:
            return error_toast(error)
        return toast("success", "ui.undone")

    async def _read(self, principal: Principal, project_id: UUID) -> None:
        project, films, members, invitations = await asyncio.gather(
            get_project(principal, project_id),
            films_of_project(principal, project_id, self.words),
            list_members(principal, project_id),
            invitations_for(principal, project_id),
        )
        zone = ZoneInfo((await self.get_state(ViewerState)).time_zone)
        self._show(project)
        self.phases = phase_rows(project.phases, now().astimezone(zone).date())
        self.films = film_rows(films)
        await self._read_deleted(principal, project_id)
        panel = await self.get_state(MembersState)
        panel._show(project, members)
        invited = await self.get_state(InvitationsState)
        invited._show(project.id, invitations)
        self.is_loaded = True

    async def _read_films(self, principal: Principal, project_id: UUID) -> None:
        self.films = film_rows(await films_of_project(principal, project_id, self.words))
        await self._read_deleted(principal, project_id)

    async def _read_deleted(self, principal: Principal, project_id: UUID) -> None:
        self.deleted = []
        if self.may_upload:
            restorable = await list_videos(principal, project_id, limit=DELETED_SHOWN, deleted=True)
            self.deleted = deleted_rows(restorable.items, now())

    async def _read_invitations(self, principal: Principal, project_id: UUID) -> None:
        invited = await self.get_state(InvitationsState)
        invited._show(project_id, await invitations_for(principal, project_id))

    def _written(self) -> dict[str, str]:
        return {name: str(getattr(self, name)) for name in WRITTEN}

    def _show(self, project: ProjectBody) -> None:
        self.project_id = str(project.id)
        self.name, self.client, self.manager = project.name, project.client, project.manager
        self.description, self.colour = project.description, project.colour
        self.status, self.progress = project.status.value, project.progress
        self.is_archived = project.archived
        self.may_edit = allows(project.role, Action.EDIT_PROJECT)
        self.may_delete = allows(project.role, Action.DELETE_PROJECT)
        self.may_upload = allows(project.role, Action.UPLOAD) and not project.archived
        self._changed_at = project.updated_at.isoformat()

    def _expects_unchanged(self, current: ProjectBody) -> None:
        if current.updated_at.isoformat() != self._edited_from:
            raise PreconditionFailed


def _fields(texts: Mapping[str, Any]) -> ProjectFields:
    name, client, manager, description = (str(texts.get(name) or "") for name in WRITTEN)
    return ProjectFields(name=name, client=client, manager=manager, description=description)
