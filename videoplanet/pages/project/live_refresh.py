"""Keeps the page current while others work in the project."""

from typing import TYPE_CHECKING, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

from videoplanet.pages.project.state import ProjectState
from videoplanet.widgets.film_card.live import live_progress
from videoplanet.widgets.live_state.state import LiveState

if TYPE_CHECKING:
    NewsEvent: TypeAlias = rx.EventHandler
else:
    NewsEvent = rx.EventHandler[no_args_event_spec]


class LiveRefresh(rx.Component):
    """Fires `on_news` when a live operation arrives; draws nothing."""

    library = rx.asset("live_refresh.js", shared=True).importable_path
    tag = "LiveRefresh"

    live_state: Var[str] = field(doc="Full name of the state that carries live operations.")
    live_field: Var[str] = field(doc="Its field, as the browser names it.")
    on_news: NewsEvent = field(doc="Something happened; at most once a second.")


def live_refresh() -> rx.Component:
    """Reads the project again when something happens in it, keeps its cards' progress current, leaves its room with the page."""
    live = {"live_state": LiveState.get_full_name(), "live_field": f"operation{FIELD_MARKER}"}
    return rx.fragment(
        LiveRefresh.create(**live, on_news=ProjectState.refresh, on_unmount=LiveState.leave),
        live_progress(**live),
    )
