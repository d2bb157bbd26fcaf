"""Seconds that run down in the browser, such as until a letter may be asked for again."""

from __future__ import annotations

import hashlib

from reflex_base.vars.base import Var, VarData
from reflex_base.vars.number import NumberVar

from videoplanet.shared.ui.shipping import shipped

_MODULE = shipped("countdown.js", __name__)


def countdown(seconds: Var[int], told: Var[int]) -> NumberVar[int]:
    """How many of ``seconds`` are left; they begin anew whenever ``told`` changes, which counts how often they were told."""
    name = f"left_{hashlib.sha256(f'{seconds!s} {told!s}'.encode()).hexdigest()[:10]}"
    hook = f"const {name} = useCountdown({seconds!s}, {told!s});"
    data = VarData.merge(
        seconds._get_all_var_data(),
        told._get_all_var_data(),
        VarData(imports={_MODULE: "useCountdown"}, hooks=hook),
    )
    return Var(_js_expr=name, _var_type=int, _var_data=data).to(int)
