"""Texts of the catalogue as Vars that follow the viewer's language in the browser.

For everything a page shows. Mails and REST errors call ``shared.i18n.catalogue.translate`` on the server instead.
"""

from __future__ import annotations

from typing import Any

from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.i18n.catalogue import catalogue
from videoplanet.shared.i18n.languages import LANGUAGES, Language, traits_of
from videoplanet.shared.ui.shipping import shipped

TEXT_MODULE = shipped("text.js", __name__)
WORDING_MODULE = shipped("wording.js", __name__)  # which it imports

Param = Var[Any] | str | int | float

_VIEWER = VarData(imports={TEXT_MODULE: "useTexts"}, hooks="const viewer_ = useTexts();")


def t(key: str, **params: Param) -> StringVar[str]:
    """The text ``key``, with its placeholders filled from Vars or literals.

    Numbers are grouped the way the language does it (``1,204``); pass a string where that is wrong, as for a frame.

    Raises:
        KeyError: The key is not in the catalogue.
        ValueError: The parameters are not exactly the text's placeholders.
    """
    taken = catalogue()[key].placeholders
    if frozenset(params) != taken:
        raise ValueError(f"text {key!r} takes {sorted(taken)}, not {sorted(params)}")
    return _text(Var.create(key), params)


def t_of(prefix: str, name: Var[Any], /, **params: Param) -> StringVar[str]:
    """The text ``<prefix>.<name>`` for a name known only in the browser, such as a comment's kind; empty when unknown.

    ``params`` fill the placeholders of whichever text it is; those it does not have are passed over.

    Raises:
        KeyError: No text starts with the prefix.
    """
    if not any(key.startswith(f"{prefix}.") for key in catalogue()):
        raise KeyError(prefix)
    return _text(Var.create(f"{prefix}.").to(str) + name.to(str), params)


def short_name(name: Param) -> StringVar[str]:
    """A name for the words of a note or a question, without its middle where it is long."""
    whose = Var.create(name)
    data = VarData.merge(VarData(imports={WORDING_MODULE: "shortened"}), whose._get_all_var_data())
    return Var(_js_expr=f"shortened({whose!s})", _var_type=str, _var_data=data).to(str)


def language() -> StringVar[str]:
    """The code of the viewer's language, such as ``ko``."""
    return Var(_js_expr="viewer_.language", _var_data=_VIEWER).to(str)


def language_names() -> list[tuple[Language, str]]:
    """The languages there are, each with its name as those who speak it say it."""
    return [(code, traits_of(code).name) for code in LANGUAGES]


def set_language(lang: Language) -> Var[EventChain]:
    """A handler for ``on_click`` that switches the interface to ``lang`` and remembers it."""
    data = VarData(imports={TEXT_MODULE: "setLanguage"})
    return Var(_js_expr=f'(() => setLanguage("{lang}"))', _var_data=data).to(FunctionVar, EventChain)


def choose_language() -> Var[EventChain]:
    """A handler for an event that carries a language's code, such as ``on_change`` of a select."""
    return Var(_js_expr="setLanguage", _var_data=VarData(imports={TEXT_MODULE: "setLanguage"})).to(
        FunctionVar, EventChain
    )


def _text(key: Var[Any], params: dict[str, Param]) -> StringVar[str]:
    filled = Var.create(params) if params else None
    expression = f"viewer_.t({key!s}, {filled!s})" if filled is not None else f"viewer_.t({key!s})"
    data = VarData.merge(_VIEWER, key._get_all_var_data(), filled._get_all_var_data() if filled is not None else None)
    return Var(_js_expr=expression, _var_type=str, _var_data=data).to(str)
