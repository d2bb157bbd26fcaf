"""Yes or no: a checkbox inside a form, a switch for a setting that acts at once."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.shared.ui.field import field_note
from videoplanet.shared.ui.handler import Flag, FlagHandler, Text
from videoplanet.shared.ui.icon import icon


def checkbox(
    name: str,
    *label: rx.Component | Text,
    checked: Flag | None = None,
    on_change: FlagHandler | None = None,
    required: bool = False,
    error: Text | None = None,
    field_id: str | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A box to tick, with its label; on touch the whole row is the target.

    Args:
        name: The key in the form's data, which holds ``on`` when ticked.
        label: The text, and links within it.
        checked: Whether it is ticked, where the page decides; needs ``on_change``.
        on_change: Called with the new state.
        required: Whether the browser asks for it before submitting.
        error: What is wrong with it; an empty text is no error.
        field_id: Its id, when one page has the same name twice.
        class_name: Further classes of the row.
        attributes: Any attribute of ``<input>``, such as ``default_checked`` or ``disabled``.
    """
    control_id = field_id or name
    props = _state(checked, on_change) | attributes
    if error is not None:
        props["aria_describedby"] = f"{control_id}-error"
    return rx.el.div(
        rx.el.label(
            rx.el.span(
                rx.el.input(
                    type="checkbox",
                    id=control_id,
                    name=name,
                    required=required,
                    class_name=(
                        "peer size-[18px] appearance-none rounded-[5px] border border-line-strong bg-raised "
                        "transition-colors duration-120 checked:border-brand checked:bg-brand disabled:opacity-50"
                    ),
                    **props,
                ),
                icon(
                    "check",
                    14,
                    "pointer-events-none absolute inset-[2px] text-white opacity-0 peer-checked:opacity-100",
                ),
                class_name="relative mt-[1px] inline-flex shrink-0",
            ),
            rx.el.span(*label, class_name="min-w-0"),
            html_for=control_id,
            class_name="flex cursor-pointer items-start gap-2.5 py-1 text-base text-ink pointer-coarse:py-3",
        ),
        field_note(control_id, None, error),
        class_name=class_name,
    )


def switch(
    name: str,
    label: Text,
    *,
    hint: Text | None = None,
    checked: Flag | None = None,
    on_change: FlagHandler | None = None,
    field_id: str | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A setting that takes effect at once, its label on the left.

    Args as for :func:`checkbox`; ``hint`` explains the setting below its label.
    """
    control_id = field_id or name
    described: dict[str, Any] = {"aria_describedby": f"{control_id}-hint"} if hint is not None else {}
    return rx.el.label(
        rx.el.span(
            rx.el.span(label, class_name="block font-medium text-ink"),
            rx.el.span(hint, id=f"{control_id}-hint", class_name="block text-sm text-muted")
            if hint is not None
            else None,
            class_name="min-w-0 grow",
        ),
        rx.el.span(
            rx.el.input(
                type="checkbox",
                role="switch",
                id=control_id,
                name=name,
                class_name=(
                    "peer h-[22px] w-[38px] appearance-none rounded-full bg-line-strong/70 transition-colors duration-120 "
                    "checked:bg-brand disabled:opacity-50"
                ),
                **_state(checked, on_change),
                **described,
                **attributes,
            ),
            rx.el.span(
                class_name=(
                    "pointer-events-none absolute top-[3px] left-[3px] size-4 rounded-full bg-white transition-transform "
                    "duration-120 ease-quick peer-checked:translate-x-4"
                )
            ),
            class_name="relative mt-[1px] inline-flex shrink-0",
        ),
        html_for=control_id,
        class_name=f"flex cursor-pointer items-start gap-4 py-1 text-base pointer-coarse:py-3 {class_name}".strip(),
    )


def _state(checked: Flag | None, on_change: FlagHandler | None) -> dict[str, Any]:
    props: dict[str, Any] = {}
    if checked is not None:
        props["checked"] = checked
    if on_change is not None:
        props["on_change"] = on_change
    return props
