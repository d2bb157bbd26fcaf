"""The calm page around forms before sign-in: the brand, one card, the language."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.i18n.catalogue import LANGUAGES
from videoplanet.shared.ui.button import button_classes
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.text import language, set_language, t


def auth_layout(
    *content: rx.Component, title: Text, description: Text | None = None, below: rx.Component | None = None
) -> rx.Component:
    """A centred card with a form.

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
        rx.el.footer(
            rx.el.div(
                *[
                    rx.el.button(
                        t(f"ui.language.{code}"),
                        type="button",
                        lang=code,
                        on_click=set_language(code),
                        aria_pressed=language() == code,
                        class_name=f"{button_classes('ghost', 'sm')} aria-pressed:text-ink",
                    )
                    for code in LANGUAGES
                ],
                role="group",
                aria_label=t("ui.language"),
                class_name="mt-8 flex gap-1",
            )
        ),
        class_name="flex min-h-dvh flex-col items-center justify-center bg-canvas px-4 py-10 text-ink",
    )
