"""Notes over the picture: one below the other along its upper edge, over no control, each with a button that closes it."""

from __future__ import annotations

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars.base import Var

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon

NOTE = (
    "pointer-events-auto flex min-w-0 max-w-[min(440px,100%)] touch-pan-y gap-2.5 rounded-lg border border-line bg-canvas/90 "
    "pr-2 text-sm text-ink shadow-float animate-arrive"
)


def picture_notes(*notes: rx.Component) -> rx.Component:
    """Where notes stand: as wide as the stage, however narrow the picture is, and below the word on the line."""
    return rx.el.div(*notes, class_name="vp-notes")


def close_note(label: Text, on_click: Var[EventChain]) -> rx.Component:
    """The button of a note, last in it; it is also closed by Escape and by a swipe."""
    return rx.el.button(
        icon("x", 15),
        type="button",
        aria_label=label,
        on_click=on_click,
        class_name="-my-1 grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink "
        "pointer-coarse:-my-2 pointer-coarse:-mr-1.5 pointer-coarse:size-11",
    )
