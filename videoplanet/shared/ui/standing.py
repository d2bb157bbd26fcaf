"""Errors that go away by themselves once the field they are about is mended."""

from __future__ import annotations

import hashlib

from reflex_base.vars.base import Var, VarData

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.shipping import shipped

shipped("complaint.js", __name__)
_MODULE = shipped("standing.js", __name__)


def standing(error: Text, control_id: str = "") -> Text:
    """``error`` until somebody changes the field, or any field when none is named; then empty until it is said anew."""
    if not isinstance(error, Var):
        return error
    words = error.to(str)
    name = f"standing_{hashlib.sha256(f'{control_id} {words!s}'.encode()).hexdigest()[:10]}"
    hook = f'const {name} = useStanding("{control_id}", {words!s});'
    data = VarData.merge(words._get_all_var_data(), VarData(imports={_MODULE: "useStanding"}, hooks=hook))
    return Var(_js_expr=name, _var_type=str, _var_data=data).to(str)
