"""What one player publishes as Vars, and what is done on it as handlers, so that its interface is written in Python.

They work inside the ``ReviewPlayer`` of ``ui.py``, in components of their own (``@memo``): a hook finds the player it is
drawn in, so two players may stand on one page. The engine is JavaScript beside this file; ``interface.js`` stands between the two.
"""

from __future__ import annotations

from typing import Any, Literal

from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.number import BooleanVar, NumberVar
from reflex_base.vars.sequence import ArrayVar, StringVar

from videoplanet.shared.ui.published import hooked
from videoplanet.shared.ui.shipping import shipped

for _name in (
    "addresses.js",
    "buffered.js",
    "buttons.css",
    "controls.css",
    "controls_aside.js",
    "engine.js",
    "film_source.js",
    "frame_clock.js",
    "frame_seeker.js",
    "freeze_frame.js",
    "hls_stream.js",
    "interface.js",
    "levels.js",
    "marks.css",
    "marks.js",
    "menus.css",
    "page_link.js",
    "patience.js",
    "pictures.js",
    "player.css",
    "player_actions.js",
    "presses.js",
    "preview.css",
    "preview.js",
    "published.js",
    "range_drag.js",
    "remembered_switch.js",
    "scrub.js",
    "shown.js",
    "shown_marks.js",
    "sounds.js",
    "sprite.js",
    "telling.js",
    "timecode_box.js",
    "timecode_entry.js",
    "timeline.css",
    "transport.js",
    "troubles.js",
    "typing_pause.js",
    "version.js",
    "volume.js",
    "waveform.js",
):
    shipped(_name, __name__)

PLAYER_MODULE = shipped("player.js", __name__)
CONTEXT_MODULE = shipped("context.js", __name__)
KEYBOARD_MODULE = shipped("keyboard.js", __name__)
TIMECODE_MODULE = shipped("timecode.js", __name__)

_PLAYER = VarData(imports={CONTEXT_MODULE: "usePlayer"}, hooks="const player_ = usePlayer();")

Way = Literal["root", "video", "canvas", "pressed", "takeKeys", "takeKeysAfter"]


def shown(part: str) -> Var[Any]:
    """One part of what the player publishes: see ``NOTHING_YET`` in ``shown.js``."""
    return hooked(f"shown_{part}", CONTEXT_MODULE, "useShown", part)


def shown_text(part: str) -> StringVar[str]:
    """A part that is a text."""
    return shown(part).to(str)


def shown_number(part: str) -> NumberVar[int]:
    """A part that is a number."""
    return shown(part).to(int)


def shown_flag(part: str) -> BooleanVar:
    """A part that is a yes or no."""
    return shown(part).bool()


def shown_row(part: str) -> Var[dict[str, Any]]:
    """A part that has parts."""
    return shown(part).to(dict[str, Any])


def shown_rows(part: str) -> ArrayVar[list[dict[str, Any]]]:
    """A part that is a list."""
    return shown(part).to(list[dict[str, Any]])


def attribute_if(condition: Var[Any], value: Var[Any] | None = None) -> Var[Any]:
    """An attribute that is there only where the condition holds, and is then the value, if one is given."""
    if value is None:
        return Var(_js_expr=f"({condition!s} || undefined)", _var_data=condition._get_all_var_data())
    data = VarData.merge(condition._get_all_var_data(), value._get_all_var_data())
    return Var(_js_expr=f"({condition!s} ? {value!s} : undefined)", _var_data=data)


def act(name: str, *value: Var[Any] | str | bool) -> Var[EventChain]:
    """A handler that does something on the player: an action of ``keyboard.js``, or an act of ``interface.js``."""
    given = [Var.create(each) for each in (name, *value)]
    data = VarData.merge(_PLAYER, *[each._get_all_var_data() for each in given])
    expression = f"(() => player_.act({', '.join(str(each) for each in given)}))"
    return Var(_js_expr=expression, _var_data=data).to(FunctionVar, EventChain)


def act_with_value(name: Var[str] | str) -> Any:
    """A handler for an event that carries a value, which the act is given."""
    given = Var.create(name)
    data = VarData.merge(_PLAYER, given._get_all_var_data())
    return Var(_js_expr=f"((value) => player_.act({given!s}, value))", _var_data=data).to(FunctionVar, EventChain)


def engine_ref(name: Var[str] | str) -> dict[str, Any]:
    """``custom_attrs`` that give an element to the engine: it writes into it at every frame, or listens on it."""
    given = Var.create(name)
    data = VarData.merge(_PLAYER, given._get_all_var_data())
    return {"ref": Var(_js_expr=f"player_.ref({given!s})", _var_data=data)}


def of_player(way: Way) -> Var[Any]:
    """A ref or function of the player itself, for an element or a part of the kit that takes one."""
    return Var(_js_expr=f"player_.{way}", _var_data=_PLAYER)


def key_hint(action: str) -> StringVar[str]:
    """The key of an action as people read it."""
    return _key("keyHint", action)


def key_shortcut(action: str) -> StringVar[str]:
    """The same for ``aria-keyshortcuts``."""
    return _key("keyShortcut", action)


def _key(function: str, action: str) -> StringVar[str]:
    data = VarData(imports={KEYBOARD_MODULE: function})
    return Var(_js_expr=f"{function}({Var.create(action)!s})", _var_data=data).to(str)
