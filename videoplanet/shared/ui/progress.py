"""How far something is."""

from __future__ import annotations

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.handler import Text


def progress(percent: Var[int] | Var[float] | int, label: Text, *, class_name: str = "") -> rx.Component:
    """A thin bar, of one colour wherever something is on its way.

    Args:
        percent: 0 to 100.
        label: What it measures, for screen readers; write the number beside it where it matters.
        class_name: Further classes, such as a width.
    """
    done = Var.create(percent).to(float)
    return rx.el.div(
        rx.el.div(
            class_name="h-full origin-left rounded-full bg-accent transition-[width] duration-180 ease-quick",
            custom_attrs=inline_style({"width": done.to(str) + "%"}),
        ),
        role="progressbar",
        aria_label=label,
        aria_valuemin=0,
        aria_valuemax=100,
        aria_valuenow=percent,
        class_name=f"h-1.5 w-full overflow-hidden rounded-full bg-line {class_name}".strip(),
    )
