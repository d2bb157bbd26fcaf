"""The one notice that the line to the server is down, and what waits for it; both come and go by themselves."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.button import spinner
from videoplanet.shared.ui.line import is_line_down, waiting_posts
from videoplanet.shared.ui.text import t


def connection_notice() -> rx.Component:
    """Stands below the header while the line is down, after a moment's grace: over no controls, and in no pointer's way."""
    waiting = waiting_posts()
    return rx.el.div(
        rx.cond(
            is_line_down(),
            rx.el.div(
                spinner(15),
                rx.el.span(t("ui.reconnecting")),
                rx.cond(
                    waiting > 0,
                    rx.el.span(t("ui.waiting", count=waiting), class_name="text-muted"),
                    rx.fragment(),
                ),
                class_name="vp-reconnecting flex max-w-full flex-wrap items-center justify-center gap-x-2 "
                "rounded-2xl border border-line bg-raised px-3.5 py-1.5 text-sm font-medium text-ink shadow-float",
            ),
            rx.fragment(),
        ),
        role="status",
        class_name="vp-line pointer-events-none fixed z-[80] flex justify-center",
    )
