"""The field with which a browser lets choose films, hidden: a button presses it."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var, VarData

from videoplanet.features.upload_video.store import UPLOAD_MODULE
from videoplanet.shared.ui.handler import Text

_ACCEPTED: Var[str] = Var(_js_expr="ACCEPTED", _var_data=VarData(imports={UPLOAD_MODULE: "ACCEPTED"})).to(str)


def film_field(label: Text, *, several: bool, on_change: Var[Any]) -> rx.Component:
    """A file field for films.

    Args:
        label: Its name for screen readers.
        several: Whether more than one film may be chosen.
        on_change: A function of the browser's event, see `published.heard`.
    """
    return rx.el.input(
        type="file",
        accept=_ACCEPTED,
        multiple=several,
        hidden=True,
        tab_index=-1,
        aria_label=label,
        custom_attrs={"onChange": on_change},
    )
