"""How long something still takes, in the viewer's words: "약 1분 남음". An estimate, so it is told coarsely."""

from __future__ import annotations

from typing import Any

from reflex_base.vars.base import Var, VarData
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.text import TEXT_MODULE

TIME_LEFT_MODULE = shipped("time_left.js", __name__)

_DATA = VarData(
    imports={TIME_LEFT_MODULE: "timeLeftText", TEXT_MODULE: "useTexts"}, hooks="const viewer_ = useTexts();"
)


def time_left(seconds: Var[Any]) -> StringVar[str]:
    """The words for so many seconds; empty for null."""
    data = VarData.merge(_DATA, seconds._get_all_var_data())
    return Var(_js_expr=f"timeLeftText({seconds!s}, viewer_.t)", _var_type=str, _var_data=data).to(str)
