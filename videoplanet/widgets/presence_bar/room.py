"""Follows presence in a video's room while it is mounted, and gives it as Vars."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var, VarData

import videoplanet.features.enter_room.ui
import videoplanet.shared.ui.avatar
import videoplanet.shared.ui.gateway  # noqa: F401 - these three ship what `presence.js` imports
from videoplanet.shared.ui.shipping import shipped

for _name in ("people.js", "presence_store.js", "telling.js"):
    shipped(_name, __name__)

PRESENCE_MODULE = shipped("presence.js", __name__)


class PresenceRoom(rx.Component):
    """Hears who is here and tells where this viewer is; draws only its children."""

    library = PRESENCE_MODULE
    tag = "PresenceRoom"

    video_id: Var[str] = field(doc="The video; empty while it is not known.")
    viewer_id: Var[str] = field(doc="Who looks.")
    version: Var[int] = field(doc="Number of the version on the screen; 0 while it is not known.")
    share_token: Var[str] = field(doc="On a guest's page, the link's token.")
    joined: Var[str] = field(doc="Changes when this browser has joined the live room anew.")


def present(part: str) -> Var[Any]:
    """Who is here: ``people``, ``count``, ``ghosts`` (others' playheads, for the timeline), ``writing``."""
    data = VarData(imports={PRESENCE_MODULE: "usePresence"}, hooks=f'const present_{part} = usePresence("{part}");')
    return Var(_js_expr=f"present_{part}", _var_data=data)
