"""Events on the server for values that change in the browser, such as what an engine publishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import reflex as rx
from reflex_base.components.component import field
from reflex_base.event import no_args_event_spec
from reflex_base.vars.base import Var

from videoplanet.shared.ui.handler import Handler
from videoplanet.shared.ui.shipping import shipped

if TYPE_CHECKING:
    ChangeEvent: TypeAlias = rx.EventHandler
else:
    ChangeEvent = rx.EventHandler[no_args_event_spec]


class Noticed(rx.Component):
    """Fires `on_change` when it comes onto the page, and when its value changes; draws nothing."""

    library = shipped("noticing.js", __name__)
    tag = "Noticed"

    value: Var[Any] = field(doc="What is looked at; compared by identity.")
    on_change: ChangeEvent = field(doc="It is another one.")


def noticed(value: Var[Any], on_change: Handler) -> rx.Component:
    """Lets an event follow a value of the browser, while this stands on the page."""
    return Noticed.create(value=value, on_change=on_change)
