"""The schedule in a strip: eight phases side by side, those done, the one that runs, those ahead."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.conditional import joined, text_by, text_if
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.text import t, t_of

_BARS = {"done": "bg-approve", "current": "bg-accent", "late": "bg-fix"}
_WORDS = {"current": "text-accent", "late": "text-fix-ink"}


def phase_strip(phases: Var[Any]) -> rx.Component:
    """All phases in order (`PhaseRow`); on narrow screens the strip scrolls sideways."""
    return rx.el.div(
        rx.el.ol(rx.foreach(phases, _phase), class_name="grid min-w-[860px] auto-cols-fr grid-flow-col gap-1.5"),
        role="region",
        aria_label=t("home.schedule"),
        tab_index=0,
        class_name="vp-sideways -mx-5 mt-6 px-5 pb-1",
    )


def _phase(phase: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(aria_hidden=True, class_name=joined("h-1.5 rounded-full", text_by(phase["state"], _BARS, "bg-line"))),
        rx.el.p(t_of("project.phase", phase["key"]), class_name="mt-2 truncate text-sm font-semibold"),
        rx.el.p(
            date(phase["starts_on"], "short"),
            rx.cond(phase["starts_on"] != phase["ends_on"], rx.fragment("–", date(phase["ends_on"], "short")), ""),
            class_name="text-xs text-muted",
        ),
        rx.el.p(
            t_of("project.phase_state", phase["state"]),
            class_name=joined("text-xs font-medium", text_by(phase["state"], _WORDS, "text-muted")),
        ),
        aria_current=text_if(phase["state"] == "current", "step", "false"),
        class_name="min-w-0",
    )
