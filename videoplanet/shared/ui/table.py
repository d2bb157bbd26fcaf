"""Tables of records: quiet lines, scrolling sideways on a phone rather than squeezing."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx

from videoplanet.shared.ui.handler import Handler, Text

_CELL = "px-4 py-3 text-left align-middle first:pl-5 last:pr-5"


def table(headers: Sequence[Text], *rows: rx.Component, caption: Text) -> rx.Component:
    """A table.

    Args:
        headers: Column titles; an empty one stands over buttons.
        rows: ``table_row`` each, or one ``rx.foreach`` of them.
        caption: What the table holds, for screen readers.
    """
    return rx.el.div(
        rx.el.table(
            rx.el.caption(caption, class_name="sr-only"),
            rx.el.thead(
                rx.el.tr(*[_header(text) for text in headers]),
                class_name="border-b border-line text-xs font-semibold text-muted",
            ),
            rx.el.tbody(*rows, class_name="divide-y divide-line"),
            class_name="w-full min-w-max border-collapse text-base",
        ),
        role="region",
        aria_label=caption,
        tab_index=0,
        class_name="vp-sideways rounded-xl border border-line focus-visible:outline-offset-0",
    )


def table_row(*cells: rx.Component | Text, on_click: Handler | None = None) -> rx.Component:
    """A row; where a click opens the record, its first cell must also hold a link for the keyboard."""
    return rx.el.tr(
        *[rx.el.td(cell, class_name=_CELL) for cell in cells],
        on_click=on_click,
        class_name="transition-colors duration-120 hover:bg-hover/60",
    )


def _header(text: Text) -> rx.Component:
    if isinstance(text, str) and not text:
        return rx.el.td(class_name=_CELL)
    return rx.el.th(text, scope="col", class_name=_CELL)
