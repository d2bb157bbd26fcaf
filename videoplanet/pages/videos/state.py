"""The films page's State: films of all projects, last touched first, and whether some project takes new ones."""

import asyncio

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.entities.access.policy import Action
from videoplanet.entities.video.search import LONGEST_QUERY
from videoplanet.features.authenticate.state import require_sign_in
from videoplanet.features.manage_project.service import list_projects
from videoplanet.features.resume_work.service import recent_films
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.ui.address import asked_for
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.film_card.rows import FilmRow, film_rows
from videoplanet.widgets.shell.viewer import open_page

PAGE = 24


class VideosState(rx.State):
    """All films of whoever is signed in."""

    films: rx.Field[list[FilmRow]] = rx.field(default_factory=list[FilmRow])
    words: rx.Field[str] = rx.field("")
    has_more: rx.Field[bool] = rx.field(False)
    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    may_upload: rx.Field[bool] = rx.field(False)

    @handler
    async def open(self) -> EventSpec | None:
        """Shows the films that the address asks for (`?q=`), all without; runs at every visit."""
        self.words = asked_for(self, "q")[:LONGEST_QUERY]
        return await self._read(max(PAGE, len(self.films)))

    @handler
    async def load(self) -> EventSpec | None:
        """Loads as many films as are shown already; also when a film has arrived."""
        return await self._read(max(PAGE, len(self.films)))

    @handler
    async def load_more(self) -> EventSpec | None:
        """Shows another page below."""
        return await self._read(len(self.films) + PAGE)

    @handler
    async def search(self, words: str) -> EventSpec | None:
        """Shows only films that have these words in title, file name or technical words; none shows all."""
        self.words = words[:LONGEST_QUERY]
        return await self._read(PAGE)

    async def _read(self, count: int) -> EventSpec | None:
        self.failure = ""
        try:
            principal = await open_page(self)
            films, projects = await asyncio.gather(
                recent_films(principal, count + 1, self.words), list_projects(principal, may=Action.UPLOAD, limit=1)
            )
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
            return None
        self.films = film_rows(films[:count])
        self.has_more = len(films) > count
        self.may_upload = bool(projects.items)
        self.is_loaded = True
        return None
