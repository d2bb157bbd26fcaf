"""Puts text on the clipboard, and says that it is there: in a note, or at the button that did it."""

from __future__ import annotations

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.number import BooleanVar

from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.shipping import shipped

COPYING_MODULE = shipped("copying.js", __name__)


def copy(name: Text, text: Text) -> Var[EventChain]:
    """A handler that copies; `is_copied` says for a moment that this was done by that name."""
    return _handler("copy", name, text)


def copy_and_say(text: Text, key: str) -> Var[EventChain]:
    """A handler that copies and says so in a note.

    Raises:
        KeyError: the note's text is not in the catalogue.
    """
    if key not in catalogue():
        raise KeyError(key)
    return _handler("copyAndSay", text, key)


def is_copied(name: Text) -> BooleanVar:
    """Whether something was copied by this name just now."""
    data = VarData(imports={COPYING_MODULE: "useCopied"}, hooks="const copied_ = useCopied();")
    copied: rx.Var[str] = Var(_js_expr="copied_", _var_type=str, _var_data=data).to(str)
    return (copied == name).bool()


def facts_as_text(title: Text, element_id: str) -> Var[str]:
    """What a part of the page shows in groups with headings and lists of terms, as lines; to be used in a handler."""
    whole = Var.create(title)
    data = VarData.merge(VarData(imports={COPYING_MODULE: "factsAsText"}), whole._get_all_var_data())
    return Var(_js_expr=f'factsAsText({whole!s}, "{element_id}")', _var_type=str, _var_data=data).to(str)


def _handler(function: str, *arguments: Text) -> Var[EventChain]:
    given = [Var.create(each) for each in arguments]
    data = VarData.merge(VarData(imports={COPYING_MODULE: function}), *[each._get_all_var_data() for each in given])
    call = f"{function}({', '.join(str(each) for each in given)})"
    return Var(_js_expr=f"(() => void {call})", _var_data=data).to(FunctionVar, EventChain)
