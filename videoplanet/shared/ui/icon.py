"""Lucide icons at the product's stroke."""

from __future__ import annotations

import reflex as rx
from reflex_components_lucide.icon import Icon

STROKE = 1.75


def icon(name: str, size: int = 18, class_name: str = "", *, solid: bool = False) -> rx.Component:
    """A lucide icon, drawn at 1.75 stroke in the text's colour and silent to screen readers.

    Args:
        name: Lucide's name with underscores or dashes, such as ``chevron_down``.
        size: Width and height in pixels.
        class_name: Further classes, such as a colour.
        solid: Whether it is filled, as the play button is on every player.
    """
    return Icon.create(
        name,
        size=size,
        aria_hidden=True,
        custom_attrs={"strokeWidth": STROKE, **({"fill": "currentColor"} if solid else {})},
        class_name=f"shrink-0 {class_name}".strip(),
    )
