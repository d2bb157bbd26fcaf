"""The panel of technical facts as a component."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var
from reflex_components_lucide.icon import LUCIDE_LIBRARY

import videoplanet.shared.ui.dates  # noqa: F401 - ships the dates that `facts_panel.js` imports
from videoplanet.shared.ui.shipping import shipped

shipped("film_facts.js", __name__)


class FactsPanel(rx.Component):
    """Every fact of a version, grouped, with buttons that copy."""

    library = shipped("facts_panel.js", __name__)
    tag = "FactsPanel"
    lib_dependencies: list[str] = [LUCIDE_LIBRARY]  # noqa: RUF012 - Reflex copies a field's default

    title: Var[str] = field(doc="The film's title.")
    version: Var[Any] = field(doc="The version as the gateway gives it, or null.")
    length: Var[str] = field(doc="Its length in timecode.")
    people: Var[dict[str, str]] = field(doc="Names of those who may have uploaded it, by id.")
