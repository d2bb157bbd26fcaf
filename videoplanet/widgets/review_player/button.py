"""The player's buttons."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.event import EventChain
from reflex_base.vars.base import Var

from videoplanet.shared.ui.handler import Flag, Text
from videoplanet.widgets.review_player.store import act, key_hint, key_shortcut, shown_flag


def control_button(
    *content: rx.Component | Text,
    act: Var[EventChain],
    class_name: str,
    disabled: Flag = False,
    attributes: dict[str, Any] | None = None,
) -> rx.Component:
    """A button in the player's look."""
    return rx.el.button(
        *content,
        type="button",
        disabled=disabled,
        class_name=f"rp-button {class_name}",
        custom_attrs={"onClick": act, **(attributes or {})},
    )


def action_button(
    *content: rx.Component | Text,
    label: Text,
    action: str,
    class_name: str,
    pressed: Flag | None = None,
    needs_film: bool = False,
) -> rx.Component:
    """A button for an action that has a key.

    Args:
        content: What stands in it.
        label: Its name for screen readers; shown with the key when it is pointed at.
        action: An action of ``keyboard.js``.
        class_name: Further classes.
        pressed: For a switch: whether it is on.
        needs_film: Whether it does nothing without a film.
    """
    state: dict[str, Any] = {} if pressed is None else {"aria-pressed": pressed}
    return control_button(
        *content,
        act=act(action),
        disabled=~shown_flag("is_ready") if needs_film else False,
        class_name=class_name,
        attributes={
            "aria-label": label,
            "aria-keyshortcuts": key_shortcut(action),
            "data-tip": rx.Var.create(label).to(str) + "  " + key_hint(action),
            **state,
        },
    )
