"""Keeps a page current that no live operation speaks of."""

from typing import TYPE_CHECKING, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

from videoplanet.shared.ui.shipping import shipped

if TYPE_CHECKING:
    TimeEvent: TypeAlias = rx.EventHandler
else:
    TimeEvent = rx.EventHandler[no_args_event_spec]


class Every(rx.Component):
    """Fires `on_time` every so many seconds while the page is visible; draws nothing."""

    library = shipped("every.js", __name__)
    tag = "Every"

    seconds: Var[int] = field(doc="How long between two looks.")
    on_time: TimeEvent = field(doc="It is time to look.")
