"""A room on a page: around the parts that share it. What they tell each other is listed in `room.js`."""

from __future__ import annotations

import reflex as rx
from reflex_base.components.component import field
from reflex_base.constants.state import FIELD_MARKER
from reflex_base.vars.base import Var, VarData

import videoplanet.shared.ui.live  # noqa: F401 - ships what `room_scope.js` imports
from videoplanet.shared.ui.shipping import shipped

shipped("room.js", __name__)
ROOM_MODULE = shipped("room_scope.js", __name__)

ROOM = VarData(imports={ROOM_MODULE: "useRoom"}, hooks="const room_ = useRoom();")
"""For a handler written in JavaScript: `room_` is the room that it stands in."""


class RoomScope(rx.Component):
    """A room of its own; draws only its children."""

    library = ROOM_MODULE
    tag = "RoomScope"

    state: Var[str] = field(doc="Full name of the state that carries live frames.")
    operation: Var[str] = field(doc="Its field of stored operations, as the browser names it.")
    presence: Var[str] = field(doc="Its field of who is there.")


def room(*content: rx.Component, live_state: type[rx.State]) -> rx.Component:
    """A room around its player, film, conversation and presence; two on a page do not hear each other.

    Args:
        content: What stands in it.
        live_state: The state whose fields `operation` and `presence` carry live frames.
    """
    return RoomScope.create(
        *content,
        state=live_state.get_full_name(),
        operation=f"operation{FIELD_MARKER}",
        presence=f"presence{FIELD_MARKER}",
    )
