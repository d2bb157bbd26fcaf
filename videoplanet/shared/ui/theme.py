"""Light, dark, or as the device has it: remembered in the browser, set before the first paint."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.sequence import StringVar

_CONTEXT: dict[str, Any] = {"$/utils/context": "ColorModeContext", "react": "useContext"}


def theme() -> StringVar[str]:
    """What was chosen: ``light``, ``dark`` or ``system``."""
    data = VarData(imports=_CONTEXT, hooks="const { rawColorMode } = useContext(ColorModeContext);")
    return Var(_js_expr="rawColorMode", _var_type=str, _var_data=data).to(str)


def set_theme() -> Var[EventChain]:
    """A handler for an event that carries ``light``, ``dark`` or ``system``."""
    data = VarData(imports=_CONTEXT, hooks="const { setColorMode } = useContext(ColorModeContext);")
    return Var(_js_expr="((chosen) => setColorMode(chosen))", _var_data=data).to(FunctionVar, EventChain)


def always_dark(*content: rx.Component, class_name: str = "") -> rx.Component:
    """A page that stays dark in both themes, with the popups that open over it."""
    return rx.el.div(
        *content, custom_attrs={"data-scheme": "dark"}, class_name=f"bg-canvas text-ink {class_name}".strip()
    )
