"""Texts, classes and styles that depend on a Var, typed: ``rx.cond`` and ``rx.match`` read as components to mypy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import reflex as rx
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.ui.handler import Flag, Text


def text_if(condition: Flag, yes: Text, no: Text = "") -> StringVar[str]:
    """``yes`` where the condition holds, else ``no``."""
    chosen: Any = cast("Any", rx.cond)(condition, yes, no)
    return cast("StringVar[str]", chosen.to(str))


def text_by(value: Var[Any], texts: Mapping[str, Text], otherwise: Text) -> StringVar[str]:
    """The text that stands for a value in the mapping, such as a tone's classes; else ``otherwise``.

    The value may be a number in the browser, where ``.to(str)`` changes nothing: it is compared by how it is written.
    """
    written: Var[str] = Var(_js_expr=f"String({value!s})", _var_type=str, _var_data=value._get_all_var_data())
    chosen: Any = rx.match(written, *texts.items(), otherwise)
    return cast("StringVar[str]", chosen.to(str))


def joined(*parts: Text) -> StringVar[str]:
    """Classes or words with a space between them."""
    whole = Var.create(parts[0]).to(str)
    for part in parts[1:]:
        whole = whole + " " + Var.create(part).to(str)
    return whole


def dotted(*parts: Text) -> StringVar[str]:
    """Words with a dot between them; those that are empty are left out."""
    given = [Var.create(part) for part in parts]
    data = VarData.merge(*[part._get_all_var_data() for part in given])
    words = ", ".join(str(part) for part in given)
    return Var(_js_expr=f'[{words}].filter(Boolean).join(" · ")', _var_type=str, _var_data=data).to(str)


def inline_style(properties: Mapping[str, Var[Any] | str]) -> dict[str, Var[Any]]:
    """``custom_attrs`` that put a style on the element itself, for values that differ per element, such as a colour.

    Reflex's own ``style`` makes a class of each value at run time, which is slow in long lists. Keys are React's, such as
    ``minWidth``.
    """
    return {"style": Var.create(dict(properties))}
