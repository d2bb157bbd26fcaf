"""What keeps film cards current: live progress where the page hears its project, reading again where it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var, VarData

import videoplanet.shared.ui.live
import videoplanet.shared.ui.reached  # noqa: F401 - these two ship what `film_progress.js` imports
from videoplanet.shared.ui.conditional import inline_style, text_if
from videoplanet.shared.ui.handler import Flag, Handler
from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.text import t
from videoplanet.shared.ui.time_left import time_left
from videoplanet.widgets.film_card.state import FilmActsState

if TYPE_CHECKING:
    NewsEvent: TypeAlias = rx.EventHandler
else:
    NewsEvent = rx.EventHandler[no_args_event_spec]

shipped("commented.js", __name__)
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


class Said(rx.Component):
    """Lets the page know what the server said of a version; draws nothing."""

    library = PROGRESS_MODULE
    tag = "Said"

    name: Var[str] = field(doc="The version's: <video>/v<number>.")
    percent: Var[int] = field(doc="What the server said.")
    seconds_left: Var[int] = field(doc="What the server said; -1 when nobody can say.")


def live_progress(*, live_state: str, live_field: str) -> rx.Component:
    """For a page that has joined its project's room; the state and its field, as the browser names it, carry the operations."""
    return FilmProgress.create(live_state=live_state, live_field=live_field)


def as_commented(films: Var[Any]) -> Var[Any]:
    """A list of `FilmRow` as it stands by what was heard since it was read, the film that something happened to last first."""
    hooks = VarData(imports={PROGRESS_MODULE: "useCommented"}, hooks="const commented_ = useCommented();")
    data = VarData.merge(hooks, films._get_all_var_data())
    return Var(_js_expr=f"commented_({films!s})", _var_type=films._var_type, _var_data=data).guess_type()


def preparing(film: Any) -> rx.Component:
    """The line under a film that is being prepared: how far, how long still, a bar. `film` is a `FilmRow`."""
    name = film["id"].to(str) + "/" + film["version"].to(str)
    said = (film["progress"].to(int), film["seconds_left"].to(int))
    progress = _progress(name, *said)
    percent, left = progress["percent"].to(int), time_left(progress["seconds_left"])
    return rx.el.span(
        Said.create(name=name, percent=said[0], seconds_left=said[1]),
        rx.el.span(
            rx.el.span(
                text_if(
                    film["state"].to(str) == "playable",
                    t("film.state.playable", percent=percent),
                    t("film.state.processing", percent=percent),
                ),
                class_name="min-w-0",
            ),
            rx.el.span(left, class_name="shrink-0 text-faint empty:hidden"),
            class_name="flex min-w-0 flex-wrap gap-x-1.5",
        ),
        rx.el.span(
            rx.el.span(
                class_name="block h-full rounded-full bg-accent transition-[width] duration-180 ease-quick",
                custom_attrs=inline_style({"width": percent.to(str) + "%"}),
            ),
            role="progressbar",
            aria_label=t("film.progress"),
            aria_valuemin=0,
            aria_valuemax=100,
            aria_valuenow=percent,
            class_name="block h-1 w-full overflow-hidden rounded-full bg-line",
        ),
        class_name="flex min-w-0 grow flex-col gap-1.5",
    )


def _progress(name: Var[str], percent: Var[int], seconds_left: Var[int]) -> Any:
    hooks = VarData(imports={PROGRESS_MODULE: "useProgress"}, hooks="const progress_ = useProgress();")
    given = [name, percent, seconds_left]
    data = VarData.merge(hooks, *[each._get_all_var_data() for each in given])
    call = f"progress_({', '.join(str(each) for each in given)})"
    return Var(_js_expr=call, _var_type=dict[str, Any], _var_data=data).to(dict[str, Any])


def watch_films(films: Var[Any], on_news: Handler) -> rx.Component:
    """For a page that hears nothing live: reads its list of `FilmRow` again when that may have changed."""
    return FilmWatch.create(is_preparing=_is_preparing(films), changes=FilmActsState.changes, on_news=on_news)


def _is_preparing(films: Var[Any]) -> Flag:
    expression = f'(({films!s}) ?? []).some(({{state}}) => state === "processing" || state === "playable")'
    return Var(_js_expr=expression, _var_type=bool, _var_data=films._get_all_var_data()).bool()
