"""404: says so, and leads home."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.button import button_link
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t


def not_found_page() -> rx.Component:
    """The page for an address that leads nowhere, or nowhere this person may go."""
    return rx.el.main(
        rx.el.h1(t("shell.not_found.title"), class_name="sr-only"),
        empty_state(
            "compass",
            t("shell.not_found.title"),
            t("shell.not_found.text"),
            button_link(t("shell.not_found.home"), href="/home", variant="primary", size="lg"),
        ),
        class_name="flex min-h-dvh items-center justify-center bg-canvas text-ink",
    )
