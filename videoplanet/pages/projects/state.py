"""The projects page's State: one list at a time, and the dialog that starts a project."""

from datetime import date
from typing import Any

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.project.fields import ProjectFields
from videoplanet.features.authenticate.state import acting_principal, page_principal, require_sign_in
from videoplanet.features.create_project.service import create_project
from videoplanet.features.manage_project.deletion import restore_project
from videoplanet.features.manage_project.service import ProjectPage, list_projects
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.ids import id_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.field_errors import FormErrors, errors_from, no_errors
from videoplanet.shared.ui.handler import handler
from videoplanet.shared.ui.one_press import OnePress
from videoplanet.shared.ui.toast.state import error_toast, toast
from videoplanet.widgets.project_card.rows import ProjectRow, project_rows
from videoplanet.widgets.shell.viewer import open_page

PAGE_SIZE = 24
LISTS = ("active", "archived", "deleted")


class ProjectsState(OnePress, rx.State):
    """Projects of the chosen list: `active`, `archived`, or one's own `deleted` ones."""

    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    shown: rx.Field[str] = rx.field("active")
    projects: rx.Field[list[ProjectRow]] = rx.field(default_factory=list[ProjectRow])
    has_more: rx.Field[bool] = rx.field(False)
    is_creating: rx.Field[bool] = rx.field(False)
    is_waiting: rx.Field[bool] = rx.field(False)
    errors: rx.Field[FormErrors] = rx.field(default_factory=no_errors)
    _cursor: str = ""

    @handler
    async def load(self) -> Any:
        """Reads the first page of the list; `?new=1` opens the dialog."""
        self.failure = ""
        self.is_creating = self.is_creating or self._asks_for_new()
        try:
            self._begin(await self._page(await open_page(self)))
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
        else:
            self.is_loaded = True
        return None

    @handler
    async def refresh(self) -> None:
        """Reads the list's beginning again, because one came into a project, or out of it, elsewhere; what is written stays."""
        try:
            self._begin(await self._page(await open_page(self)))
        except VideoPlanetError:
            return  # what is shown stays, until the page is loaded or used

    @handler
    async def show(self, name: str) -> Any:
        """Chooses another list."""
        self.shown = name if name in LISTS else LISTS[0]
        self.is_loaded = False
        yield
        yield ProjectsState.load

    @handler
    async def load_more(self) -> Any:
        """Reads the next page."""
        try:
            page = await self._page(await page_principal(self), self._cursor)
        except VideoPlanetError as error:
            return error_toast(error)
        self.projects = [*self.projects, *project_rows(page.items)]
        self._cursor = page.next_cursor or ""
        self.has_more = bool(self._cursor)
        return None

    @handler
    async def set_creating(self, is_open: bool) -> EventSpec | None:
        """Opens or closes the dialog."""
        self.is_creating = is_open
        self.errors = no_errors()
        if is_open:
            self._shown_anew()
        if not is_open and self._asks_for_new():
            redirect: EventSpec = rx.redirect("/projects", replace=True)
            return redirect
        return None

    @handler
    async def create(self, form: dict[str, Any]) -> Any:
        """Starts a project from the form and opens it; the fields keep what was typed until then."""
        if self._is_repeated(form):
            return
        self.errors = no_errors()
        self.is_waiting = True
        yield
        try:
            fields = ProjectFields(
                name=str(form.get("name") or ""),
                client=str(form.get("client") or ""),
                manager=str(form.get("manager") or ""),
                description=str(form.get("description") or ""),
                colour=str(form.get("colour") or "") or None,
            )
            project = await create_project(await acting_principal(self), fields, _day(str(form.get("starts_on") or "")))
        except NotSignedIn:
            yield require_sign_in(self)
        except VideoPlanetError as error:
            self.errors = errors_from(error)
        else:
            self._made()
            self.is_creating = False
            yield rx.redirect(f"/projects/{project.id}")
        finally:
            self.is_waiting = False

    @handler
    async def restore(self, project_id: str) -> Any:
        """Brings a deleted project back and opens it."""
        try:
            project = await restore_project(await acting_principal(self), id_of(project_id))
        except VideoPlanetError as error:
            return error_toast(error)
        return [toast("success", "project.restored", name=project.name), rx.redirect(f"/projects/{project.id}")]

    def _asks_for_new(self) -> bool:
        return self.router.url.query_parameters.get("new") == "1"

    async def _page(self, principal: Principal, cursor: str = "") -> ProjectPage:
        return await list_projects(
            principal,
            archived=self.shown == "archived",
            deleted=self.shown == "deleted",
            limit=PAGE_SIZE,
            cursor=cursor or None,
        )

    def _begin(self, page: ProjectPage) -> None:
        self.projects = project_rows(page.items)
        self._cursor = page.next_cursor or ""
        self.has_more = bool(self._cursor)


def _day(text: str) -> date | None:
    """The day that was entered; one that is none becomes one that is refused, together with what else is wrong."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return date.min
