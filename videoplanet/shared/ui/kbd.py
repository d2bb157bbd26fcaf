"""Key hints."""

from __future__ import annotations

import reflex as rx


def kbd(*keys: str) -> rx.Component:
    """The keys of a shortcut, pressed together, such as ``kbd("⌘", "Enter")``; faint, and gone on touch screens."""
    return rx.el.span(
        *[
            rx.el.kbd(
                key,
                class_name="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-[5px] border "
                "border-current/25 px-1 font-sans text-[11px] leading-none font-medium",
            )
            for key in keys
        ],
        aria_hidden=True,
        class_name="inline-flex items-center gap-0.5 opacity-75 pointer-coarse:hidden",
    )
