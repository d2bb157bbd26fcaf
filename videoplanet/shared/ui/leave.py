"""A full navigation asked for by the server: ``rx.redirect`` stays inside the app and sets no cookie."""

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

from videoplanet.shared.ui.shipping import shipped

shipped("leaving.js", __name__)
shipped("way_back.js", __name__)


class LeavePage(rx.Component):
    """Loads another address of this site as soon as a State names one; draws nothing."""

    library = shipped("leave.js", __name__)
    tag = "LeavePage"

    to: Var[str] = field(doc="A path of this site; empty stays.")
    forgets: Var[bool] = field(doc="Whether this browser also forgets what was being written in it.")
