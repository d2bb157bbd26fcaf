"""Keeps a page current: reads it again when something arrives on a live var."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.event import EventType, passthrough_event_spec
from reflex_base.vars.base import Var

import videoplanet.shared.ui.live  # noqa: F401 - ships what `refresh.js` imports
from videoplanet.entities.activity.operations.connection import PROJECTS_CHANGED, RIGHTS_CHANGED
from videoplanet.entities.activity.operations.table import EVENTS
from videoplanet.entities.activity.operations.videos import VIDEOS_COMMENTED
from videoplanet.shared.ui.handler import Handler
from videoplanet.shared.ui.shipping import shipped
from videoplanet.widgets.live_state.state import LiveState

if TYPE_CHECKING:
    NewsEvent: TypeAlias = rx.EventHandler
else:
    NewsEvent = rx.EventHandler[passthrough_event_spec(list[str])]


shipped("news.js", __name__)


class LiveRefresh(rx.Component):
    """Fires `on_news` when a live frame arrives; draws nothing."""

    library = shipped("refresh.js", __name__)
    tag = "LiveRefresh"

    live_state: Var[str] = field(doc="Full name of the state that carries live frames.")
    live_field: Var[str] = field(doc="Its field, as the browser names it.")
    types: Var[list[str]] = field(doc="The kinds of frames that count; every kind unless given.")
    folded: Var[list[str]] = field(doc="The kinds of frames that do not count.")
    changes: Var[dict[str, list[str]]] = field(doc="Which lists each kind of frame changes.")
    on_news: NewsEvent = field(
        doc="Something happened; at most once a second. Told is to which lists, none when that is unknown."
    )


def refresh_by_operations(on_news: EventType[list[str]], **attributes: Any) -> rx.Component:
    """For a page that looks at a project: fires `on_news`, with the names of the lists that are old, when something happens there.

    How many comments there are its cards show by themselves.
    """
    changes = {name: sorted(event.changes) for name, event in EVENTS.items() if event.changes}
    return _refresh("operation", on_news, changes=changes, folded=[VIDEOS_COMMENTED.name], **attributes)


def refresh_by_own_projects(on_news: Handler) -> rx.Component:
    """For a page that shows what is somebody's: fires `on_news` when they came into a project, or out of it, or may do something
    else in the room they are in.
    """
    return _refresh("personal", on_news, types=(PROJECTS_CHANGED.name, RIGHTS_CHANGED.name))


def _refresh(var: str, on_news: Any, *, types: Sequence[str] = (), **attributes: Any) -> rx.Component:
    live = {"live_state": LiveState.get_full_name(), "live_field": f"{var}{FIELD_MARKER}"}
    counted = {"types": list(types)} if types else {}
    return LiveRefresh.create(**live, **counted, on_news=on_news, **attributes)
