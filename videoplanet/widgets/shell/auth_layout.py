"""The calm page around forms before sign-in: the brand, one card, the language."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.language_choice import language_choice
from videoplanet.shared.ui.text import t


def auth_layout(
    *content: rx.Component, title: Text, description: Text | None = None, below: rx.Component | None = None
) -> rx.Component:
    """A card with a form, hung from the top, and the language at the foot: what arrives later moves nothing that is there.

    Args:
        content: The form.
        title: What the form is for.
        description: A sentence under the title.
        below: A line under the card, such as the way to the other form.
    """
    return rx.el.div(
        rx.el.main(
            rx.el.p(t("ui.brand"), class_name="mb-7 text-center text-2xl font-bold tracking-tight text-accent"),
            rx.el.div(
                rx.el.h1(title, class_name="text-xl font-bold"),
                rx.el.p(description, class_name="mt-1.5 text-muted") if description is not None else None,
                rx.el.div(*content, class_name="mt-6"),
                class_name="rounded-xl border border-line bg-panel p-6 sm:p-8",
            ),
            rx.el.div(below, class_name="mt-5 text-center text-muted") if below is not None else None,
            class_name="w-full max-w-[420px]",
        ),
        rx.el.footer(language_choice("mt-8"), class_name="mt-auto"),
        class_name="flex min-h-dvh flex-col items-center bg-canvas px-4 py-10 text-ink sm:pt-[max(40px,12vh)]",
    )
