"""A quiet word while the page has lost its connection; it comes back by itself."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.core.banner import has_connection_errors

from videoplanet.shared.ui.button import spinner
from videoplanet.shared.ui.text import t


def connection_banner() -> rx.Component:
    """Stands at the foot of the window while the socket is down, after a moment's grace."""
    return rx.el.div(
        rx.cond(
            has_connection_errors,
            rx.el.div(
                spinner(15),
                rx.el.span(t("ui.reconnecting")),
                class_name="vp-reconnecting pointer-events-auto flex items-center gap-2 rounded-full border border-line "
                "bg-raised px-3.5 py-2 text-sm font-medium text-ink shadow-float",
            ),
            rx.fragment(),
        ),
        role="status",
        class_name="pointer-events-none fixed inset-x-0 bottom-5 z-[80] flex justify-center",
    )
