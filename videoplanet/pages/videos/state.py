"""The films page's State: films of all projects, last touched first, and the projects that take new ones."""

import asyncio
from typing import TypedDict

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.project.policy import Action, allows
from videoplanet.features.authenticate.state import require_sign_in
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.resume_work.service import recent_films
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.film_card.rows import FilmRow, film_rows
from videoplanet.widgets.shell.viewer import open_page

PAGE = 24
PROJECTS_OFFERED = 100


class ProjectChoice(TypedDict):
    """A project that takes films."""

    value: str
    label: str


class VideosState(rx.State):
    """All films of whoever is signed in."""

    films: rx.Field[list[FilmRow]] = rx.field(default_factory=list[FilmRow])
    has_more: rx.Field[bool] = rx.field(False)
    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    projects: rx.Field[list[ProjectChoice]] = rx.field(default_factory=list[ProjectChoice])
    project_id: rx.Field[str] = rx.field("")

    @handler
    async def load(self) -> EventSpec | None:
        """Loads the first page, or as many films as are shown already; also when a film has arrived."""
        return await self._read(max(PAGE, len(self.films)))

    @handler
    async def load_more(self) -> EventSpec | None:
        """Shows another page below."""
        return await self._read(len(self.films) + PAGE)

    @handler
    async def choose_project(self, project_id: str) -> None:
        """Chooses where the next upload goes; whether it may is decided when it arrives."""
        self.project_id = project_id

    async def _read(self, count: int) -> EventSpec | None:
        self.failure = ""
        try:
            principal = await open_page(self)
            films, projects = await asyncio.gather(
                recent_films(principal, count + 1), list_projects(principal, limit=PROJECTS_OFFERED)
            )
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
            return None
        self.films = film_rows(films[:count])
        self.has_more = len(films) > count
        self.projects = [
            ProjectChoice(value=str(project.id), label=project.name)
            for project in projects.items
            if allows(project.role, Action.UPLOAD)
        ]
        if self.project_id not in {choice["value"] for choice in self.projects}:
            self.project_id = self.projects[0]["value"] if self.projects else ""
        self.is_loaded = True
        return None
