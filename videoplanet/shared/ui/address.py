"""What a page was asked for, in its address: a search survives a reload exactly when the address says so."""

from __future__ import annotations

import reflex as rx
from reflex_base.components.component import field
from reflex_base.vars.base import Var

from videoplanet.shared.ui.shipping import shipped


class InAddress(rx.Component):
    """Writes a value into the address whenever it changes; draws nothing."""

    library = shipped("address.js", __name__)
    tag = "InAddress"

    name: Var[str] = field(doc="The key in the query.")
    value: Var[str] = field(doc="What the page was asked for; empty takes it out.")


def in_address(name: str, value: Var[str]) -> rx.Component:
    """Keeps `value` under `name` in the page's query; the page's `on_load` reads it with :func:`asked_for`."""
    return InAddress.create(name=name, value=value)


def asked_for(state: rx.State, name: str) -> str:
    """What the address says under `name`; empty when it says nothing."""
    return str(state.router.url.query_parameters.get(name, ""))
