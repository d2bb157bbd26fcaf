"""What keeps film cards current: live progress where the page hears its project, reading again where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

import videoplanet.shared.ui.reached
import videoplanet.shared.ui.time_left  # noqa: F401 - these two ship what `film_progress.js` imports
from videoplanet.shared.ui.handler import Flag, Handler
from videoplanet.shared.ui.shipping import shipped
from videoplanet.widgets.film_card.state import FilmActsState

if TYPE_CHECKING:
    NewsEvent: TypeAlias = rx.EventHandler
else:
    NewsEvent = rx.EventHandler[no_args_event_spec]

PROGRESS_MODULE = shipped("film_progress.js", __name__)


class FilmProgress(rx.Component):
    """Hears progress on the live channel; draws nothing."""

    library = PROGRESS_MODULE
    tag = "FilmProgress"

    live_state: Var[str] = field(doc="Full name of the state that carries live operations.")
    live_field: Var[str] = field(doc="Its field, as the browser names it.")


class FilmWatch(rx.Component):
    """Fires `on_news` when a list of films has to be read again; draws nothing."""

    library = PROGRESS_MODULE
    tag = "FilmWatch"

    is_preparing: Var[bool] = field(doc="Whether a film of the list is being prepared.")
    changes: Var[int] = field(doc="How often something was done to a film.")
    on_news: NewsEvent = field(doc="Read the list again.")


class Preparing(rx.Component):
    """How far a film is: per cent, time left, a bar."""

    library = PROGRESS_MODULE
    tag = "Preparing"

    name: Var[str] = field(doc="The version's: <video>/v<number>.")
    state: Var[str] = field(doc="processing or playable.")
    percent: Var[int] = field(doc="What the server said.")
    seconds_left: Var[int] = field(doc="What the server said; -1 when nobody can say.")


def live_progress(*, live_state: str, live_field: str) -> rx.Component:
    """For a page that has joined its project's room; the state and its field, as the browser names it, carry the operations."""
    return FilmProgress.create(live_state=live_state, live_field=live_field)


def watch_films(films: Var[Any], on_news: Handler) -> rx.Component:
    """For a page that hears nothing live: reads its list of `FilmRow` again when that may have changed."""
    return FilmWatch.create(is_preparing=_is_preparing(films), changes=FilmActsState.changes, on_news=on_news)


def _is_preparing(films: Var[Any]) -> Flag:
    expression = f'(({films!s}) ?? []).some(({{state}}) => state === "processing" || state === "playable")'
    return Var(_js_expr=expression, _var_type=bool, _var_data=films._get_all_var_data()).bool()
