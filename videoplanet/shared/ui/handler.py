"""``rx.event`` with types that mypy understands.

``rx.event`` types itself through ``__new__``, which mypy does not follow: a decorated handler would read as a namespace
and could not be called with arguments. ``@handler`` is the same decorator, typed as what it returns.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple, cast, overload

import reflex as rx
from reflex_base.event import EventCallback, EventType
from reflex_base.vars.base import Var

StateT = TypeVar("StateT", bound=rx.State)
Values = TypeVarTuple("Values")

Handler = EventType[()]
"""What a component takes for an event that carries nothing, such as ``on_click``."""

TextHandler = EventType[()] | EventType[str]
"""What a component takes for an event that carries a text, such as ``on_change`` of a field."""

FlagHandler = EventType[()] | EventType[bool]
"""What a component takes for an event that carries a yes or no, such as ``on_open_change`` of a dialog."""

Text = Var[str] | str
"""A text for a component: usually ``t("area.key")``, or the user's own words."""

Flag = Var[bool] | bool
"""A yes or no for a component, known now or in the browser."""


@overload
def handler(function: Callable[[StateT, *Values], Any], /) -> EventCallback[*Values]: ...


@overload
def handler(
    *,
    background: bool | None = None,
    supersedes: bool | None = None,
    stop_propagation: bool | None = None,
    prevent_default: bool | None = None,
    throttle: int | None = None,
    debounce: int | None = None,
    temporal: bool | None = None,
) -> Callable[[Callable[[StateT, *Values], Any]], EventCallback[*Values]]: ...


def handler(function: Any = None, /, **options: Any) -> Any:
    """Makes a method of a State an event handler; the options are those of ``rx.event``."""
    decorate = cast("Callable[..., Any]", rx.event)
    return decorate(**options) if function is None else decorate(function)
