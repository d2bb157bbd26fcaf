"""Bytes as the interface writes them: "5.2 MB". What the server says in words is `shared/sizes.py`."""

from __future__ import annotations

from typing import Any

from reflex_base.vars.base import Var, VarData
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.shipping import shipped

SIZE_MODULE = shipped("size.js", __name__)


def size_text(size: Var[Any]) -> StringVar[str]:
    """The words for so many bytes; empty for null."""
    data = VarData.merge(VarData(imports={SIZE_MODULE: "sizeText"}), size._get_all_var_data())
    return Var(_js_expr=f"sizeText({size!s})", _var_type=str, _var_data=data).to(str)
