"""The error boundary: when a page breaks in the browser, its visitor can go on."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.event import EventChain
from reflex_base.vars.base import Var
from reflex_base.vars.function import FunctionVar
from reflex_components_core.base.error_boundary import ErrorBoundary

from videoplanet.shared.ui.button import button, button_classes
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t


def failure_boundary(**props: Any) -> rx.Component:
    """Wraps the whole app; what broke is reported to the server, and :func:`failure_page` shows instead."""
    page: Var[Any] = Var.create(memo(failure_page)())
    return ErrorBoundary.create(fallback_render=page, **props)


def failure_page() -> rx.Component:
    """Says that the page broke; reload it or go home. Both load anew, for what broke may still be in memory."""
    return rx.el.main(
        empty_state(
            "triangle_alert",
            t("shell.failure.title"),
            t("shell.failure.text"),
            rx.el.div(
                button(
                    t("shell.failure.reload"),
                    variant="primary",
                    size="lg",
                    icon_name="rotate_cw",
                    on_click=Var("(() => window.location.reload())").to(FunctionVar, EventChain),
                ),
                rx.el.a(t("shell.not_found.home"), href="/home", class_name=button_classes("secondary", "lg")),
                class_name="flex flex-wrap justify-center gap-2",
            ),
        ),
        role="alert",
        class_name="flex min-h-dvh items-center justify-center bg-canvas text-ink",
    )
