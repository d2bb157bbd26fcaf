"""Cards, skeletons in the shape of what comes, and empty states that say what to do next."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t


def card(*content: rx.Component, class_name: str = "p-5") -> rx.Component:
    """A plain surface with a hairline; cards do not hold cards."""
    return rx.el.div(*content, class_name=f"rounded-xl border border-line bg-panel {class_name}".strip())


def skeleton(class_name: str = "h-4 w-32") -> rx.Component:
    """One grey shape; give it the size of what will stand there."""
    corners = "" if "rounded" in class_name else "rounded-sm"
    return rx.el.div(aria_hidden=True, class_name=f"animate-shimmer bg-hover {corners} {class_name}")


def loading(*shapes: rx.Component, class_name: str = "") -> rx.Component:
    """Skeletons as one region that tells screen readers that something is on its way."""
    return rx.el.div(
        rx.el.span(t("ui.loading"), class_name="sr-only"), *shapes, role="status", aria_busy=True, class_name=class_name
    )


def skeleton_rows(count: int = 4) -> rx.Component:
    """The shape of a list: a face, a line and a shorter line, ``count`` times."""
    row = rx.el.div(
        skeleton("size-9 rounded-full"),
        rx.el.div(skeleton("h-3.5 w-1/3"), skeleton("h-3 w-2/3"), class_name="flex grow flex-col gap-2"),
        class_name="flex items-center gap-3 py-3",
    )
    return loading(*[row] * count)


def skeleton_cards(count: int = 4) -> rx.Component:
    """The shape of a grid of films: a picture over two lines, ``count`` times."""
    one = rx.el.div(
        skeleton("aspect-video w-full rounded-md"), skeleton("mt-3 h-3.5 w-2/3"), skeleton("mt-2 h-3 w-1/3")
    )
    return loading(*[one] * count, class_name="grid grid-cols-[repeat(auto-fill,minmax(220px,1fr))] gap-4")


def empty_state(
    icon_name: str, title: Text, text: Text | rx.Component, action: rx.Component | None = None
) -> rx.Component:
    """What stands where nothing is yet: what is missing, what to do, and the button that does it."""
    return rx.el.div(
        rx.el.span(
            icon(icon_name, 22),
            class_name="mb-4 inline-flex size-12 items-center justify-center rounded-lg bg-tint text-accent",
        ),
        rx.el.p(title, class_name="text-lg font-bold text-ink"),
        rx.el.p(text, class_name="mt-1 max-w-sm text-muted"),
        rx.el.div(action, class_name="mt-5") if action is not None else None,
        class_name="flex flex-col items-center px-6 py-14 text-center",
    )
