"""Form fields: a label, its control, a hint and an error beside it, tied together for screen readers.

Fields keep their own text: a form hands all of it to ``on_submit``. Give ``value`` and ``on_change`` only where the page
reacts to every letter.
"""

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.event import input_event
from reflex_components_core.core.debounce import DebounceInput
from reflex_components_core.el.elements.forms import BaseInput
from reflex_components_lucide.icon import LUCIDE_LIBRARY

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Flag, Text, TextHandler
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.shipping import shipped
from videoplanet.shared.ui.standing import standing
from videoplanet.shared.ui.text import t

InputType = Literal["text", "email", "password", "search", "tel", "url", "number", "date"]

CONTROL = (
    "block w-full rounded-md border border-line-strong/45 bg-raised px-3 text-base text-ellipsis text-ink placeholder:text-faint "
    "transition-colors duration-120 ease-quick hover:border-line-strong/70 focus-visible:border-accent "
    "focus-visible:outline-offset-0 disabled:opacity-55 aria-invalid:border-fix pointer-coarse:text-[16px]"
)
INPUT = f"{CONTROL} h-10 pointer-coarse:h-11"

DEBOUNCE_MS = 150


if TYPE_CHECKING:
    InputEvent: TypeAlias = rx.EventHandler
else:
    InputEvent = rx.EventHandler[input_event]


class PasswordInput(BaseInput):
    """An input with a button that shows what was typed."""

    library = shipped("password_input.js", __name__)
    tag = "PasswordInput"
    lib_dependencies: list[str] = [LUCIDE_LIBRARY]  # noqa: RUF012 - Reflex copies a field's default for each component
    on_change: InputEvent = prop(doc="Called with what is typed.")


def text_field(
    name: str,
    label: Text,
    *,
    kind: InputType = "text",
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = False,
    hide_label: bool = False,
    value: Text | None = None,
    on_change: TextHandler | None = None,
    field_id: str | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A one-line field, or a date.

    Args:
        name: The key of its text in the form's data.
        label: What it asks for.
        kind: The type of ``<input>``; ``password`` gets a button to show it, ``date`` the browser's calendar.
        hint: What helps to fill it in.
        error: What is wrong with it; an empty text is no error. Takes the hint's place.
        required: Whether the browser asks for it before submitting.
        hide_label: Shows the label to screen readers only.
        value: What it holds, where the page decides; needs ``on_change``.
        on_change: Called a moment after typing paused.
        field_id: Its id, when one page has the same name twice.
        class_name: Further classes of the whole field.
        attributes: Any attribute of ``<input>``, such as ``auto_complete``, ``placeholder``, ``default_value``.
    """
    control_id = field_id or name
    # Says again what `autofocus` says, which React leaves out of fields that it adds to the page; see `text.js`.
    first: dict[str, Any] = {"data-autofocus": True} if attributes.get("auto_focus") else {}
    props = {
        **attributes,
        "id": control_id,
        "name": name,
        "required": required,
        "custom_attrs": {**attributes.get("custom_attrs", {}), **first, **aria_attributes(control_id, hint, error)},
    }
    if kind == "text":
        props["dir"] = "auto"
    if value is not None:
        props["value"] = value
    if on_change is not None:
        props["on_change"] = on_change
    control: rx.Component
    if kind == "password":
        control = PasswordInput.create(class_name=f"{INPUT} pr-11", **props)
    else:
        control = rx.el.input(type=kind, class_name=INPUT, **props)
        if value is not None and on_change is not None:
            control = DebounceInput.create(control, debounce_timeout=DEBOUNCE_MS)
    return field(
        control, label, control_id=control_id, hint=hint, error=error, hide_label=hide_label, class_name=class_name
    )


def text_area(
    name: str,
    label: Text,
    *,
    hint: Text | None = None,
    error: Text | None = None,
    required: bool = False,
    hide_label: bool = False,
    rows: int = 3,
    field_id: str | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A field of several lines that grows with its text, from ``rows`` up to twelve lines."""
    control_id = field_id or name
    control = rx.el.textarea(
        id=control_id,
        name=name,
        required=required,
        rows=str(rows),
        dir="auto",
        class_name=f"{CONTROL} field-sizing-content max-h-64 resize-y py-2.5 leading-normal",
        style={"min_height": f"calc({rows}lh + 22px)"},
        custom_attrs={**attributes.pop("custom_attrs", {}), **aria_attributes(control_id, hint, error)},
        **attributes,
    )
    return field(
        control, label, control_id=control_id, hint=hint, error=error, hide_label=hide_label, class_name=class_name
    )


def field(
    control: rx.Component,
    label: Text,
    *,
    control_id: str,
    hint: Text | None = None,
    error: Text | None = None,
    hide_label: bool = False,
    class_name: str = "",
) -> rx.Component:
    """Any control with its label, hint and error; the control carries ``control_id`` and ``aria_describedby`` itself."""
    return rx.el.div(
        field_label(label, control_id, hidden=hide_label),
        control,
        field_note(control_id, hint, error),
        class_name=class_name,
    )


def field_label(label: Text, control_id: str, *, hidden: bool = False) -> rx.Component:
    """The label above a control, or for screen readers only."""
    look = "sr-only" if hidden else "mb-1.5 block text-sm font-semibold text-ink"
    return rx.el.label(label, html_for=control_id, class_name=look)


def field_note(control_id: str, hint: Text | None, error: Text | None) -> rx.Component:
    """The line below a control: its error when there is one, else its hint."""
    shown_hint = (
        rx.el.p(hint, id=f"{control_id}-hint", class_name="mt-1.5 text-sm text-muted") if hint is not None else None
    )
    if error is None:
        return shown_hint or rx.fragment()
    error = standing(error, control_id)
    shown_error = rx.el.p(
        icon("circle_alert", 15, "mt-[2px]"),
        rx.el.span(error),
        id=f"{control_id}-error",
        role="alert",
        class_name="mt-1.5 flex scroll-my-3 animate-arrive items-start gap-1.5 text-sm font-medium text-fix-ink",
    )
    return rx.cond(_is_set(error), shown_error, shown_hint or rx.fragment())


def form_error(error: Text) -> rx.Component:
    """What is wrong with a form as a whole, above its button; nothing when the text is empty or a field was changed since."""
    error = standing(error)
    return rx.cond(
        _is_set(error),
        rx.el.p(
            icon("circle_alert", 17, "mt-[2px]"),
            rx.el.span(error),
            role="alert",
            custom_attrs={"data-complaint": True},
            class_name="flex animate-arrive items-start gap-2 rounded-md scroll-my-3 bg-fix-soft px-3 py-2.5 text-sm text-fix-ink",
        ),
        rx.fragment(),
    )


def required_mark() -> rx.Component:
    """Says in words, not by a star, that a field must be filled in."""
    return rx.el.span(t("ui.required"), class_name="ml-1.5 text-xs font-medium text-muted")


def aria_attributes(control_id: str, hint: Text | None, error: Text | None) -> dict[str, Any]:
    """What ties a control to the note below it: ``aria-describedby`` and ``aria-invalid``."""
    wrong: Flag = False if error is None else _is_set(standing(error, control_id))
    notes = [f"{control_id}-hint"] if hint is not None else []
    if error is not None:
        return {
            "aria-invalid": wrong,
            "aria-describedby": text_if(wrong, f"{control_id}-error", " ".join(notes)),
        }
    return {"aria-describedby": " ".join(notes)} if notes else {}


def _is_set(text: Text) -> rx.Var[bool]:
    return rx.Var.create(text).to(str) != ""
