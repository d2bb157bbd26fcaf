"""The thread's browser store as Vars and handlers, so that the list is written in Python.

The store itself (loading, folding, posting) is JavaScript beside this file; `thread.js` opens it for a mounted room.
"""

from __future__ import annotations

from typing import Any

from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.number import BooleanVar, NumberVar
from reflex_base.vars.sequence import StringVar

import videoplanet.shared.ui.clock
import videoplanet.shared.ui.copying
import videoplanet.shared.ui.gateway  # noqa: F401 - these three ship what `thread.js` imports
from videoplanet.features.enter_room.ui import ROOM
from videoplanet.shared.ui.published import hooked
from videoplanet.shared.ui.shipping import shipped

for _name in (
    "acts.js",
    "changes.js",
    "composer.js",
    "drafts.js",
    "drawing.js",
    "failures.js",
    "focus_keeper.js",
    "fold.js",
    "held.js",
    "outbox.js",
    "pages.js",
    "posting.js",
    "proofs.js",
    "return_key.js",
    "row_heights.js",
    "row_list.js",
    "row_window.js",
    "rows.js",
    "sequence.js",
    "session.js",
    "stand_ins.js",
    "thread.css",
    "thread_store.js",
    "undoing.js",
    "unsent.js",
    "early_words.js",
    "uuid7.js",
    "view.js",
    "writing.js",
):
    shipped(_name, __name__)

THREAD_MODULE = shipped("thread.js", __name__)
CLOSED_MODULE = shipped("closed_room.js", __name__)
WORDS_MODULE = shipped("words_form.js", __name__)


def thread(part: str) -> Var[Any]:
    """One part of the open thread's view: ``listed``, ``marks``, ``selected``, ``total``, ``open``, ``order`` …"""
    data = VarData(imports={THREAD_MODULE: "useThread"}, hooks=f'const thread_{part} = useThread("{part}");')
    return Var(_js_expr=f"thread_{part}", _var_type=Any, _var_data=data)


def thread_text(part: str) -> StringVar[str]:
    """A part of the view that is a text."""
    return thread(part).to(str)


def thread_number(part: str) -> NumberVar[int]:
    """A part of the view that is a number."""
    return thread(part).to(int)


def thread_flag(part: str) -> BooleanVar:
    """A part of the view that is a yes or no."""
    return thread(part).bool()


def drawn() -> Any:
    """What of the list is drawn: ``rows``, each with the ``space`` before it, and the space ``after`` them."""
    return hooked("drawn_", THREAD_MODULE, "useRows").to(dict[str, Any])


def composer() -> Var[dict[str, Any]]:
    """What the composer names: ``label``, ``short``, ``kind``, ``is_range`` …"""
    data = VarData(imports={THREAD_MODULE: "useComposer"}, hooks="const composer_ = useComposer();")
    return Var(_js_expr="composer_", _var_data=data).to(dict[str, Any])


def act(name: str, *args: Var[Any] | str | bool | int) -> Var[EventChain]:
    """A handler for a click inside a row: does it, and does not count as a click on the row."""
    return _handler(name, args, "(event) => { event?.stopPropagation?.();", "}")


def act_with_value(name: str, *args: Var[Any] | str) -> Var[EventChain]:
    """A handler for an event that carries a text, which becomes the last argument."""
    return _handler(name, [*args, Var(_js_expr="value")], "(value) => {", "}")


def _handler(name: str, args: Any, opening: str, closing: str) -> Var[EventChain]:
    given = [Var.create(each) for each in (name, *args)]
    call = f"act({', '.join(['room_', *map(str, given)])});"
    data = VarData.merge(VarData(imports={THREAD_MODULE: "act"}), ROOM, *[each._get_all_var_data() for each in given])
    return Var(_js_expr=f"({opening} {call} {closing})", _var_data=data).to(FunctionVar, EventChain)
