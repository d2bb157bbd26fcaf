"""Buttons and links that look like buttons."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.handler import Flag, Handler, Text
from videoplanet.shared.ui.icon import icon

ButtonVariant = Literal["primary", "secondary", "ghost", "danger"]
ButtonSize = Literal["sm", "md", "lg"]

_BASE = (
    "inline-flex shrink-0 items-center justify-center gap-2 border font-semibold whitespace-nowrap select-none "
    "transition-colors duration-120 ease-quick disabled:cursor-default disabled:opacity-50 "
    "aria-busy:cursor-progress data-popup-open:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
)
_VARIANTS: dict[ButtonVariant, str] = {
    "primary": "border-brand bg-brand text-white enabled:hover:border-brand-hover enabled:hover:bg-brand-hover",
    "secondary": "border-line bg-raised text-ink enabled:hover:bg-hover",
    "ghost": "border-transparent bg-transparent text-muted enabled:hover:bg-hover enabled:hover:text-ink",
    "danger": "border-danger bg-danger text-white enabled:hover:border-danger-hover enabled:hover:bg-danger-hover",
}
_SIZES: dict[ButtonSize, str] = {
    "sm": "h-8 rounded-md px-3 text-sm",
    "md": "h-9 rounded-md px-3.5 text-base",
    "lg": "h-11 rounded-lg px-5 text-base",
}
_SQUARES: dict[ButtonSize, str] = {"sm": "size-8 rounded-md", "md": "size-9 rounded-md", "lg": "size-11 rounded-lg"}
_REACH = (
    "pointer-coarse:relative pointer-coarse:after:absolute pointer-coarse:after:-inset-x-1 "
    "pointer-coarse:after:-inset-y-[11px] pointer-coarse:after:content-['']"
)
"""For what stands lower than a thumb: it is met above and below its words too."""
_ICON_SIZES: dict[ButtonSize, int] = {"sm": 16, "md": 18, "lg": 18}


def button_classes(variant: ButtonVariant = "secondary", size: ButtonSize = "md", *, square: bool = False) -> str:
    """The classes of a button, for a trigger that renders its own element."""
    return f"{_BASE} {_VARIANTS[variant]} {(_SQUARES if square else _SIZES)[size]}"


def button(
    *children: rx.Component | Text,
    variant: ButtonVariant = "secondary",
    size: ButtonSize = "md",
    icon_name: str | None = None,
    loading: Flag = False,
    disabled: Flag = False,
    submit: bool = False,
    on_click: Handler | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A button with a text.

    Args:
        children: The text, and whatever stands after it, such as ``kbd("Enter")``.
        variant: One ``primary`` a view; ``danger`` for what cannot be undone.
        size: 32, 36 or 44 pixels high; never under 44 on touch.
        icon_name: A lucide icon before the text.
        loading: The act is under way: the icon turns, and the button takes no further press.
        disabled: The act is not possible now.
        submit: Submits the form around it.
        on_click: What it does.
        class_name: Further classes.
        attributes: Any attribute of ``<button>``, such as ``aria_label`` or ``id``.
    """
    return rx.el.button(
        _leading_icon(icon_name, loading, _ICON_SIZES[size]),
        *children,
        type="submit" if submit else "button",
        disabled=_either(disabled, loading),
        aria_busy=loading,
        on_click=on_click,
        class_name=f"{button_classes(variant, size)} {class_name}".strip(),
        **attributes,
    )


def icon_button(
    icon_name: str,
    label: Text,
    *,
    variant: ButtonVariant = "ghost",
    size: ButtonSize = "md",
    disabled: Flag = False,
    on_click: Handler | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A square button that shows an icon only; ``label`` is its name for screen readers."""
    return rx.el.button(
        icon(icon_name, _ICON_SIZES[size]),
        type="button",
        aria_label=label,
        disabled=disabled,
        on_click=on_click,
        class_name=f"{button_classes(variant, size, square=True)} {class_name}".strip(),
        **attributes,
    )


def button_link(
    *children: rx.Component | Text,
    href: Text,
    variant: ButtonVariant = "secondary",
    size: ButtonSize = "md",
    icon_name: str | None = None,
    full_load: bool = False,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A link that looks like a button; ``full_load`` leaves the page instead of routing inside it."""
    look = button_classes(variant, size).replace("enabled:", "")
    return ReactRouterLink.create(
        _leading_icon(icon_name, False, _ICON_SIZES[size]),
        *children,
        to=href,
        reload_document=full_load,
        class_name=f"{look} {class_name}".strip(),
        **attributes,
    )


def text_link(
    *children: rx.Component | Text, href: Text, full_load: bool = False, class_name: str = ""
) -> rx.Component:
    """A link within text."""
    return ReactRouterLink.create(
        *children,
        to=href,
        reload_document=full_load,
        class_name=f"rounded-sm font-semibold text-accent underline-offset-4 hover:underline {_REACH} {class_name}".strip(),
    )


def spinner(size: int = 16) -> rx.Component:
    """A turning circle for inside a button; a page that loads shows a skeleton instead."""
    return icon("loader_circle", size, "animate-spin")


def _leading_icon(name: str | None, loading: Flag, size: int) -> rx.Component:
    resting = icon(name, size) if name else rx.fragment()
    return resting if loading is False else rx.cond(loading, spinner(size), resting)


def _either(first: Flag, second: Flag) -> Flag:
    if second is False:
        return first
    return second if first is False else rx.Var.create(first).bool() | rx.Var.create(second).bool()
