"""The film feedback page's State."""

import reflex as rx
from reflex_base.event import EventSpec

from videoplanet.features.authenticate.state import require_sign_in
from videoplanet.features.resume_work.service import recent_films
from videoplanet.shared.errors import NotSignedIn, VideoPlanetError
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.film_card.rows import FilmRow, film_rows
from videoplanet.widgets.shell.viewer import open_page

FILMS_SHOWN = 60


class VideosState(rx.State):
    """One's films, last touched first."""

    is_loaded: rx.Field[bool] = rx.field(False)
    failure: rx.Field[str] = rx.field("")
    films: rx.Field[list[FilmRow]] = rx.field(default_factory=list[FilmRow])

    @handler
    async def load(self) -> EventSpec | None:
        """Reads the films; runs at every visit."""
        self.failure = ""
        try:
            self.films = film_rows(await recent_films(await open_page(self), FILMS_SHOWN))
        except NotSignedIn:
            return require_sign_in(self)
        except VideoPlanetError as error:
            self.failure = error.code
        else:
            self.is_loaded = True
        return None
