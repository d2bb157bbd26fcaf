"""The state of the line to the server, as a store for JavaScript modules and for the notice about it."""

from __future__ import annotations

from reflex_base.vars.base import Var, VarData
from reflex_base.vars.number import BooleanVar, NumberVar

from videoplanet.shared.ui.shipping import shipped

LINE_MODULE = shipped("line.js", __name__)


def is_line_down() -> BooleanVar:
    """Whether the page says that the line is down: then nothing else needs to."""
    return Var(_js_expr="isLineDown_", _var_data=_hook("useIsLineDown", "isLineDown_")).bool()


def waiting_posts() -> NumberVar[int]:
    """How many posts wait for the line."""
    return Var(_js_expr="waiting_", _var_data=_hook("useWaiting", "waiting_")).to(int)


def _hook(name: str, constant: str) -> VarData:
    return VarData(imports={LINE_MODULE: name}, hooks=f"const {constant} = {name}();")
