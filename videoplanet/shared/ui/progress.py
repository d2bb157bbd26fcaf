"""How far something is."""

from __future__ import annotations

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.badge import Tone
from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.handler import Text

_BARS: dict[Tone, str] = {
    "neutral": "bg-line-strong",
    "accent": "bg-accent",
    "fix": "bg-fix",
    "idea": "bg-idea",
    "approve": "bg-approve",
    "question": "bg-question",
}


def progress(
    percent: Var[int] | Var[float] | int, label: Text, *, tone: Tone = "accent", class_name: str = ""
) -> rx.Component:
    """A thin bar.

    Args:
        percent: 0 to 100.
        label: What it measures, for screen readers; write the number beside it where it matters.
        tone: The bar's colour.
        class_name: Further classes, such as a width.
    """
    done = Var.create(percent).to(float)
    return rx.el.div(
        rx.el.div(
            class_name=f"h-full origin-left rounded-full transition-[width] duration-180 ease-quick {_BARS[tone]}",
            custom_attrs=inline_style({"width": done.to(str) + "%"}),
        ),
        role="progressbar",
        aria_label=label,
        aria_valuemin=0,
        aria_valuemax=100,
        aria_valuenow=percent,
        class_name=f"h-1.5 w-full overflow-hidden rounded-full bg-line {class_name}".strip(),
    )
