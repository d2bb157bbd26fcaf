"""Choosing one of a few: a list that opens under its field, with type-ahead and arrow keys."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.vars.base import Var

from videoplanet.shared.ui.field import INPUT, aria_attributes, field_label, field_note
from videoplanet.shared.ui.handler import Flag, Text, TextHandler
from videoplanet.shared.ui.headless import OpenablePart, Part, PositionerPart, TextEvent, part
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.packages import BASE_UI

_LIBRARY = f"{BASE_UI}/select"

Option = tuple[str, Text]
"""A value and what it reads as."""

SelectTrigger = part("Select.Trigger")
SelectPortal = part("Select.Portal")
SelectPopup = part("Select.Popup")
SelectItemText = part("Select.ItemText")
SelectItemIndicator = part("Select.ItemIndicator")


class SelectRoot(OpenablePart):
    """Holds the value and groups the parts."""

    library = _LIBRARY
    tag = "Select.Root"

    items: Var[list[dict[str, Any]]] = prop(doc="Values and their labels, so that the field can show the label.")
    name: Var[str] = prop(doc="The key in the form's data.")
    value: Var[str] = prop(doc="What is chosen, where the page decides.")
    default_value: Var[str] = prop(doc="What is chosen at first.")
    required: Var[bool] = prop(doc="Whether a form asks for it.")
    disabled: Var[bool] = prop(doc="Whether it can be used.")
    on_value_change: TextEvent = prop(doc="Another one was chosen.")


class SelectValue(Part):
    """The label of what is chosen."""

    library = _LIBRARY
    tag = "Select.Value"
    placeholder: Var[str] = prop(doc="Shown while nothing is chosen.")


class SelectPositioner(PositionerPart):
    """Places the list under the field."""

    library = _LIBRARY
    tag = "Select.Positioner"
    align_item_with_trigger: Var[bool] = prop(doc="Whether the list covers the field, the chosen one on top of it.")


class SelectItem(Part):
    """One that can be chosen."""

    library = _LIBRARY
    tag = "Select.Item"
    value: Var[str] = prop(doc="Its value.")


def select(
    name: str,
    label: Text,
    options: Sequence[Option] | Var[list[dict[str, str]]],
    *,
    value: Text | None = None,
    default_value: Text | None = None,
    on_change: TextHandler | None = None,
    placeholder: Text | None = None,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = False,
    disabled: Flag = False,
    compact: bool = False,
    field_id: str | None = None,
    class_name: str = "",
) -> rx.Component:
    """A field that offers a list.

    Args:
        name: The key of the chosen value in the form's data.
        label: What it asks for.
        options: Values with their texts, or a Var of ``{"value", "label"}``.
        value: What is chosen, where the page decides; needs ``on_change``.
        default_value: What is chosen at first.
        on_change: Called with the new value.
        placeholder: Shown while nothing is chosen.
        hint: What helps to choose.
        error: What is wrong with the choice; an empty text is no error.
        required: Whether a form asks for it.
        disabled: Whether it can be used.
        compact: 32 pixels high with its label for screen readers only, for toolbars.
        field_id: Its id, when one page has the same name twice.
        class_name: Further classes of the whole field.
    """
    control_id = field_id or name
    chosen = {"value": value, "default_value": default_value, "on_value_change": on_change}
    root = {key: given for key, given in chosen.items() if given is not None}
    look = INPUT.replace("block", "flex").replace("h-10", "h-8" if compact else "h-10")
    control = SelectRoot.create(
        SelectTrigger.create(
            SelectValue.create(placeholder=placeholder or "", class_name="truncate data-placeholder:text-faint"),
            icon("chevrons_up_down", 16, "text-faint"),
            id=control_id,
            custom_attrs=aria_attributes(control_id, hint, error),
            class_name=f"{look} items-center justify-between gap-2 text-left {'text-sm font-medium' if compact else ''}",
        ),
        SelectPortal.create(
            SelectPositioner.create(
                SelectPopup.create(_items(options), class_name="vp-popup"),
                side_offset=6,
                align_item_with_trigger=False,
                class_name="vp-positioner",
            )
        ),
        items=_labelled(options),
        name=name,
        required=required,
        disabled=disabled,
        modal=False,
        **root,
    )
    return rx.el.div(
        field_label(label, control_id, hidden=compact),
        control,
        field_note(control_id, hint, error),
        class_name=class_name,
    )


def _items(options: Sequence[Option] | Var[list[dict[str, str]]]) -> rx.Component:
    if isinstance(options, Var):
        return rx.foreach(options.to(list[dict[str, str]]), lambda option: _item(option["value"], option["label"]))
    return rx.fragment(*[_item(value, text) for value, text in options])


def _item(value: Text, text: Text) -> rx.Component:
    return SelectItem.create(
        SelectItemText.create(text, class_name="min-w-0 grow truncate"),
        SelectItemIndicator.create(icon("check", 16, "text-accent")),
        value=value,
        class_name="vp-item",
    )


def _labelled(options: Sequence[Option] | Var[list[dict[str, str]]]) -> Var[Any]:
    if isinstance(options, Var):
        return options
    return Var.create([{"value": value, "label": text} for value, text in options])
