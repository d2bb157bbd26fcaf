"""A page that is loading, that cannot be shown, or that can."""

from __future__ import annotations

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.button import button, button_link
from videoplanet.shared.ui.handler import Handler
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t, t_of


def outcome(
    content: rx.Component, *, is_loaded: Var[bool], failure: Var[str], on_retry: Handler, skeleton: rx.Component
) -> rx.Component:
    """The content once it is there; before, its skeleton; instead, a calm word and the way on.

    Args:
        content: The page.
        is_loaded: Whether there is something to show.
        failure: The error's code, empty without one. `not_found` leads home, anything else may be tried again.
        on_retry: Loads the page again.
        skeleton: The shape of what is coming.
    """
    missing = empty_state(
        "compass",
        t("shell.not_found.title"),
        t("shell.not_found.text"),
        button_link(t("shell.not_found.home"), href="/home", variant="primary", size="lg"),
    )
    away = empty_state(
        "cloud_off",
        t("home.away"),
        t_of("error", failure),
        button(t("home.retry"), variant="primary", size="lg", icon_name="rotate_cw", on_click=on_retry),
    )
    return rx.cond(
        failure == "not_found",
        missing,
        # With keys of their own nothing of the skeleton becomes part of the content and seems to move there.
        rx.cond(
            failure != "",
            away,
            rx.cond(is_loaded, rx.fragment(content, key="content"), rx.fragment(skeleton, key="skeleton")),
        ),
    )
