"""One press, one thing made: the second press of a double click reaches the server like the first, and is taken for what it is."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import reflex as rx

PRESS = "press"
DOUBLE_PRESS_SECONDS = 1.0
"""What comes sooner after a thing was made is the same press, unless the form was opened again."""


class OnePress(rx.State, mixin=True):
    """For a State whose form makes something. `presses` counts what was made; the form says which count it was shown with."""

    presses: rx.Field[int] = rx.field(0)
    _made_at: float = 0.0

    def _is_repeated(self, form: Mapping[str, Any]) -> bool:
        """Whether what this form asks for has been made: it was pressed before the page knew of it, or at once after."""
        shown = str(form.get(PRESS) or "")
        is_old = shown.isdecimal() and int(shown) < self.presses
        return is_old or 0 <= time.time() - self._made_at < DOUBLE_PRESS_SECONDS

    def _shown_anew(self) -> None:
        """Say that the form was opened on purpose: what is pressed in it is no second press."""
        self._made_at = 0.0

    def _made(self) -> None:
        """Say that it was made; what was refused may be pressed again."""
        self.presses += 1
        self._made_at = time.time()


def press_field(state: type[OnePress]) -> rx.Component:
    """The field of the form that says which press it is."""
    return rx.el.input(type="hidden", name=PRESS, value=state.presses.to(str), read_only=True)
