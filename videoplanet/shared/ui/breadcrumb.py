"""Where one is: the way down to this page."""

from __future__ import annotations

from collections.abc import Sequence

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.text import t


def breadcrumb(*way: tuple[Text, Text], here: Text) -> rx.Component:
    """Links to the pages above, then this page's own name.

    Args:
        way: Text and address of each page above, from the top.
        here: This page.
    """
    steps: Sequence[rx.Component] = [
        rx.el.li(
            ReactRouterLink.create(
                text,
                to=href,
                class_name="truncate rounded-sm text-muted hover:text-ink pointer-coarse:-mx-1.5 pointer-coarse:px-1.5 "
                "pointer-coarse:py-2.5",
            ),
            rx.el.span("/", aria_hidden=True, class_name="text-faint"),
            class_name="hidden min-w-0 items-center gap-2 sm:flex",
        )
        for text, href in way
    ]
    return rx.el.nav(
        rx.el.ol(
            *steps,
            rx.el.li(
                rx.el.h1(here, class_name="truncate font-bold text-ink"), aria_current="page", class_name="min-w-0"
            ),
            class_name="flex min-w-0 items-center gap-2 text-lg",
        ),
        aria_label=t("ui.breadcrumb"),
        class_name="min-w-0",
    )
