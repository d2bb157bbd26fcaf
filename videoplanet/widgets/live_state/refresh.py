"""Keeps a page current: reads it again when something arrives on a live var."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

import videoplanet.shared.ui.live  # noqa: F401 - ships what `refresh.js` imports
from videoplanet.entities.activity.operations.connection import PROJECTS_CHANGED, RIGHTS_CHANGED
from videoplanet.shared.ui.handler import Handler
from videoplanet.shared.ui.shipping import shipped
from videoplanet.widgets.live_state.state import LiveState

if TYPE_CHECKING:
    NewsEvent: TypeAlias = rx.EventHandler
else:
    NewsEvent = rx.EventHandler[no_args_event_spec]


shipped("news.js", __name__)


class LiveRefresh(rx.Component):
    """Fires `on_news` when a live frame arrives; draws nothing."""

    library = shipped("refresh.js", __name__)
    tag = "LiveRefresh"

    live_state: Var[str] = field(doc="Full name of the state that carries live frames.")
    live_field: Var[str] = field(doc="Its field, as the browser names it.")
    types: Var[list[str]] = field(doc="The kinds of frames that count; every kind unless given.")
    on_news: NewsEvent = field(doc="Something happened; at most once a second.")


def refresh_by_operations(on_news: Handler, **attributes: Any) -> rx.Component:
    """For a page that has joined a room: fires `on_news` when something happens there."""
    return _refresh("operation", on_news, **attributes)


def refresh_by_own_projects(on_news: Handler) -> rx.Component:
    """For a page that shows what is somebody's: fires `on_news` when they came into a project, or out of it, or may do something
    else in the room they are in.
    """
    return _refresh("personal", on_news, types=(PROJECTS_CHANGED.name, RIGHTS_CHANGED.name))


def _refresh(var: str, on_news: Handler, *, types: Sequence[str] = (), **attributes: Any) -> rx.Component:
    live = {"live_state": LiveState.get_full_name(), "live_field": f"{var}{FIELD_MARKER}"}
    counted = {"types": list(types)} if types else {}
    return LiveRefresh.create(**live, **counted, on_news=on_news, **attributes)
