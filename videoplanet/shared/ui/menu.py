"""Menus: acts on a thing, behind a button. Arrow keys, type-ahead, Escape; opens beside its button."""

from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.vars.base import Var

from videoplanet.shared.ui.button import ButtonSize, ButtonVariant, button_classes
from videoplanet.shared.ui.handler import Flag, Handler, Text, TextHandler
from videoplanet.shared.ui.headless import (
    FlagEvent,
    OpenablePart,
    Part,
    PopupPart,
    PortalPart,
    PositionerPart,
    TextEvent,
    TriggerPart,
    part,
)
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.packages import BASE_UI

_LIBRARY = f"{BASE_UI}/menu"

Side = Literal["top", "right", "bottom", "left"]
Align = Literal["start", "center", "end"]

MenuRoot = part("Menu.Root", OpenablePart)
MenuTrigger = part("Menu.Trigger", TriggerPart)
MenuPortal = part("Menu.Portal", PortalPart)
MenuPositioner = part("Menu.Positioner", PositionerPart)
MenuPopup = part("Menu.Popup", PopupPart)
MenuSeparator = part("Menu.Separator")
MenuGroup = part("Menu.Group")
MenuGroupLabel = part("Menu.GroupLabel")
MenuRadioItemIndicator = part("Menu.RadioItemIndicator")
MenuCheckboxItemIndicator = part("Menu.CheckboxItemIndicator")


class MenuItem(Part):
    """An act."""

    library = _LIBRARY
    tag = "Menu.Item"
    disabled: Var[bool] = prop(doc="Whether it can be chosen.")


class MenuRadioGroup(Part):
    """Settings of which one holds."""

    library = _LIBRARY
    tag = "Menu.RadioGroup"
    value: Var[str] = prop(doc="Which one holds.")
    on_value_change: TextEvent = prop(doc="Another one was chosen.")


class MenuRadioItem(Part):
    """One setting of a group."""

    library = _LIBRARY
    tag = "Menu.RadioItem"
    value: Var[str] = prop(doc="Its value.")
    close_on_click: Var[bool] = prop(doc="Whether choosing it closes the menu.")


class MenuCheckboxItem(Part):
    """A setting that is on or off."""

    library = _LIBRARY
    tag = "Menu.CheckboxItem"
    checked: Var[bool] = prop(doc="Whether it is on.")
    close_on_click: Var[bool] = prop(doc="Whether choosing it closes the menu.")
    on_checked_change: FlagEvent = prop(doc="It was switched.")


def menu(
    *items: rx.Component,
    trigger: rx.Component | Text,
    label: Text | None = None,
    variant: ButtonVariant = "ghost",
    size: ButtonSize = "md",
    square: bool = False,
    trigger_class: str | None = None,
    side: Side = "bottom",
    align: Align = "end",
    pinned: bool = False,
) -> rx.Component:
    """A menu behind a button.

    Args:
        items: ``menu_item``, ``menu_separator``, ``menu_group``, ``menu_choices``.
        trigger: What stands in the button: text, or an icon (then give ``label`` and ``square=True``).
        label: The button's name, where ``trigger`` has no text.
        variant: The button's look.
        size: The button's size.
        square: Whether the button holds an icon only.
        trigger_class: The button's classes, instead of its look.
        side: Where the menu opens.
        align: Which edges line up.
        pinned: Whether its button stays where it is when the page scrolls (sidebar, header). The menu then stays too; else it
            goes along with the page and is put back a frame later, and a press between the two misses.
    """
    named: dict[str, Any] = {"custom_attrs": {"aria-label": label}} if label is not None else {}
    return MenuRoot.create(
        MenuTrigger.create(trigger, class_name=trigger_class or button_classes(variant, size, square=square), **named),
        MenuPortal.create(
            MenuPositioner.create(
                MenuPopup.create(*items, class_name="vp-popup"),
                side=side,
                align=align,
                side_offset=6,
                position_method="fixed" if pinned else "absolute",
                class_name="vp-positioner",
            )
        ),
        modal=False,
    )


def menu_item(
    *text: rx.Component | Text,
    icon_name: str | None = None,
    on_click: Handler | None = None,
    danger: bool = False,
    disabled: Flag = False,
) -> rx.Component:
    """An act of a menu; ``danger`` for what cannot be undone."""
    events: dict[str, Any] = {"on_click": on_click} if on_click is not None else {}
    return MenuItem.create(
        icon(icon_name, 17, "" if danger else "text-muted") if icon_name else None,
        rx.el.span(*text, class_name="flex min-w-0 grow items-center justify-between gap-4"),
        disabled=disabled,
        class_name="vp-item vp-item-danger" if danger else "vp-item",
        **events,
    )


def menu_separator() -> rx.Component:
    """A line between groups of acts."""
    return MenuSeparator.create(class_name="mx-2 my-1 h-px bg-line")


def menu_group(label: Text, *items: rx.Component) -> rx.Component:
    """Acts that belong together, under a label."""
    return MenuGroup.create(_group_label(label), *items)


def menu_choices(
    label: Text, options: list[tuple[str, Text]], *, value: Text, on_change: TextHandler, closes: bool = False
) -> rx.Component:
    """A setting within a menu: one of several, the chosen one ticked.

    Args:
        label: What is set.
        options: Values with their texts.
        value: The one that holds.
        on_change: Called with the new value.
        closes: Whether choosing closes the menu, as for an act; else several settings are chosen one after the other.
    """
    return MenuGroup.create(
        _group_label(label),
        MenuRadioGroup.create(
            *[
                MenuRadioItem.create(
                    rx.el.span(text, class_name="grow"),
                    MenuRadioItemIndicator.create(icon("check", 16, "text-accent")),
                    value=option,
                    close_on_click=closes,
                    class_name="vp-item",
                )
                for option, text in options
            ],
            value=value,
            on_value_change=on_change,
        ),
    )


def _group_label(label: Text) -> rx.Component:
    return MenuGroupLabel.create(label, class_name="px-2.5 pt-2 pb-1 text-xs font-medium text-faint")
