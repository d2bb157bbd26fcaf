"""Plain values that a browser module publishes, typed, and handlers that send back what is pressed.

The module keeps the state and needs no page; components draw what it publishes.
"""

from __future__ import annotations

from typing import Any

from reflex_base.event import EventChain
from reflex_base.vars.base import Var, VarData
from reflex_base.vars.function import FunctionVar
from reflex_base.vars.number import BooleanVar, NumberVar
from reflex_base.vars.sequence import StringVar


def text(of: Any, name: str) -> StringVar[str]:
    """A text of a row or view."""
    return of[name].to(str)  # type: ignore[no-any-return]


def number(of: Any, name: str) -> NumberVar[int]:
    """A number of a row or view."""
    return of[name].to(int)  # type: ignore[no-any-return]


def flag(of: Any, name: str) -> BooleanVar:
    """A yes or no of a row or view."""
    return of[name].bool()  # type: ignore[no-any-return]


def hooked(name: str, module: str, hook: str, *args: Var[Any] | str | int) -> Var[Any]:
    """What a module's React hook gives; ``name`` is what the component calls it, so the same name is the same call.

    Args:
        name: A JavaScript name.
        module: What the module was shipped as.
        hook: The hook's name.
        args: What it is called with.
    """
    given = [Var.create(each) for each in args]
    call = f"const {name} = {hook}({', '.join(str(each) for each in given)});"
    data = VarData.merge(*[each._get_all_var_data() for each in given], VarData(imports={module: hook}, hooks=call))
    return Var(_js_expr=name, _var_type=Any, _var_data=data)


def called(module: str, function: str, *args: Var[Any] | str | bool | int | dict[str, Any]) -> Var[EventChain]:
    """A handler that calls a module's function with these values, whatever the event carries."""
    call, data = _call(module, function, args)
    return Var(_js_expr=f"(() => {call})", _var_data=data).to(FunctionVar, EventChain)


def heard(module: str, function: str, *args: Var[Any] | str | bool | int | dict[str, Any]) -> Var[Any]:
    """A function for ``custom_attrs``, such as ``onClick``: it gets the browser's own event, and then these values."""
    if not args:
        return Var(_js_expr=function, _var_data=VarData(imports={module: function}))
    event: Var[Any] = Var(_js_expr="event")
    call, data = _call(module, function, (event, *args))
    return Var(_js_expr=f"((event) => {call})", _var_data=data)


def _call(module: str, function: str, args: Any) -> tuple[str, VarData | None]:
    given = [Var.create(each) for each in args]
    data = VarData.merge(VarData(imports={module: function}), *[each._get_all_var_data() for each in given])
    return f"void {function}({', '.join(str(each) for each in given)})", data
