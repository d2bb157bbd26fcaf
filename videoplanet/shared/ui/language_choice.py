"""The foot of pages that people see before they sign in: a button for each language."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.button import button_classes
from videoplanet.shared.ui.text import language, language_names, set_language, t


def language_choice(class_name: str = "") -> rx.Component:
    """Return a group of one button a language; the chosen one is pressed."""
    return rx.el.div(
        *[
            rx.el.button(
                name,
                type="button",
                lang=code,
                on_click=set_language(code),
                aria_pressed=language() == code,
                class_name=f"{button_classes('ghost', 'sm')} aria-pressed:text-ink",
            )
            for code, name in language_names()
        ],
        role="group",
        aria_label=t("ui.language"),
        class_name=f"flex gap-1 {class_name}",
    )
