"""The home page's State: small rows of what its use cases answer."""

import asyncio

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import require_sign_in
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.resume_work.service import my_workload, recent_films
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.film_card.rows import FilmRow, film_rows
from videoplanet.widgets.project_card.rows import ProjectRow, project_rows
from videoplanet.widgets.shell.viewer import open_page

FILMS_SHOWN = 8
PROJECTS_SHOWN = 6


class HomeState(rx.State):
    """What waits for whoever came home."""

    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    films: rx.Field[list[FilmRow]] = rx.field(default_factory=list[FilmRow])
    projects: rx.Field[list[ProjectRow]] = rx.field(default_factory=list[ProjectRow])
    project_count: rx.Field[int] = rx.field(0)
    has_archived: rx.Field[bool] = rx.field(False)
    open_comments: rx.Field[int] = rx.field(0)
    phases_done: rx.Field[int] = rx.field(0)
    phase_count: rx.Field[int] = rx.field(0)

    @rx.var
    def phases_percent(self) -> int:
        """Phases done, in per cent."""
        return 100 * self.phases_done // self.phase_count if self.phase_count else 0

    @handler
    async def load(self) -> EventSpec | None:
        """Reads what is there; runs at every visit."""
        self.failure = ""
        try:
            await self._read(await open_page(self))
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
        else:
            self.is_loaded = True
        return None

    async def _read(self, principal: Principal) -> None:
        films, projects, work = await asyncio.gather(
            recent_films(principal, FILMS_SHOWN), list_projects(principal, limit=PROJECTS_SHOWN), my_workload(principal)
        )
        archived = None if work.projects else await list_projects(principal, archived=True, limit=1)
        self.has_archived = archived is not None and bool(archived.items)
        self.films, self.projects = film_rows(films), project_rows(projects.items)
        self.project_count, self.open_comments = work.projects, work.open_comments
        self.phases_done, self.phase_count = work.phases_done, work.phases
