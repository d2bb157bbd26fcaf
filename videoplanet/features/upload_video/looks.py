"""How buttons look in the tray, where there is less room than on a page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.shared.ui.button import ButtonVariant
from videoplanet.shared.ui.handler import Handler, Text
from videoplanet.shared.ui.icon import icon

BASE = (
    "inline-flex shrink-0 items-center justify-center gap-1.5 border font-semibold whitespace-nowrap select-none "
    "transition-colors duration-120 ease-quick disabled:cursor-default disabled:opacity-50 pointer-coarse:min-h-11"
)
VARIANTS: dict[ButtonVariant, str] = {
    "primary": "border-brand bg-brand text-white enabled:hover:border-brand-hover enabled:hover:bg-brand-hover",
    "secondary": "border-line bg-raised text-ink hover:bg-hover",
    "danger": "border-danger bg-danger text-white hover:bg-danger-hover",
}
LINK = "rounded-sm font-semibold text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11"


def wide(variant: ButtonVariant) -> str:
    """The classes of a button of the question's, and of the chip."""
    return f"{BASE} h-9 rounded-md px-3.5 text-base {VARIANTS[variant]}"


def narrow(variant: ButtonVariant) -> str:
    """The classes of a button in a row."""
    return f"{BASE} h-8 rounded-md px-2.5 text-sm {VARIANTS[variant]}"


def slot(name: str) -> dict[str, Any]:
    """``custom_attrs`` of a button: of two with the same slot one takes the focus over from the other (`folding.js`)."""
    return {"data-slot": name}


def small_button(
    text: Text, on_click: Handler, *, variant: ButtonVariant = "secondary", **attributes: Any
) -> rx.Component:
    """A button in a row."""
    return rx.el.button(text, type="button", on_click=on_click, class_name=narrow(variant), **attributes)


def sign_button(label: Text, icon_name: str, on_click: Handler, *, size: int = 17, **attributes: Any) -> rx.Component:
    """A button that shows an icon only."""
    return rx.el.button(
        icon(icon_name, size),
        type="button",
        aria_label=label,
        on_click=on_click,
        class_name=f"{BASE} size-8 rounded-md border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink "
        "pointer-coarse:min-w-11",
        **attributes,
    )
