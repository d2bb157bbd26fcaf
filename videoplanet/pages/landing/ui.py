"""The landing page: what this is, and the two ways in."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.button import button_link
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.language_choice import language_choice
from videoplanet.shared.ui.text import t

_POINTS = (("frame", "crosshair"), ("live", "users_round"), ("guests", "link"))


def landing_page() -> rx.Component:
    """For whoever is not signed in; others are led home."""
    return rx.el.div(
        rx.el.header(
            rx.el.p(t("ui.brand"), class_name="text-xl font-bold tracking-tight text-accent"),
            language_choice(),
            class_name="mx-auto flex w-full max-w-[1080px] items-center justify-between px-5 py-5 sm:px-8",
        ),
        rx.el.main(
            rx.el.h1(
                t("home.landing.title"),
                class_name="max-w-[16em] text-[34px] leading-[1.22] font-bold tracking-tight text-balance "
                "break-keep sm:text-[52px]",
            ),
            rx.el.p(
                t("home.landing.text"),
                class_name="mt-5 max-w-[36em] text-lg leading-relaxed text-pretty break-keep text-muted",
            ),
            rx.el.div(
                button_link(t("auth.sign_up"), href="/sign-up", variant="primary", size="lg"),
                button_link(t("auth.sign_in"), href="/sign-in", size="lg"),
                class_name="mt-8 flex flex-wrap gap-3",
            ),
            rx.el.ul(
                *[_point(name, icon_name) for name, icon_name in _POINTS],
                class_name="mt-16 grid gap-x-10 gap-y-8 border-t border-line pt-10 sm:grid-cols-3 sm:mt-24",
            ),
            class_name="mx-auto w-full max-w-[1080px] grow px-5 pt-12 pb-16 sm:px-8 sm:pt-24",
        ),
        class_name="flex min-h-dvh flex-col bg-panel text-ink",
    )


def _point(name: str, icon_name: str) -> rx.Component:
    return rx.el.li(
        icon(icon_name, 22, "text-accent"),
        rx.el.h2(t(f"home.landing.{name}"), class_name="mt-3 text-lg font-bold"),
        rx.el.p(t(f"home.landing.{name}_text"), class_name="mt-1.5 text-pretty break-keep text-muted"),
    )
