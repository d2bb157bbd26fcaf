"""Forms: fields one below the other, what is wrong with all of them together, and what sends them. The server says what is wrong.

Fields keep what was typed until the page shows something else; the browser's own complaints are left out.
"""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.dialog import DialogSize, dialog, dialog_cancel, dialog_footer
from videoplanet.shared.ui.field import form_error
from videoplanet.shared.ui.field_errors import form_error_of
from videoplanet.shared.ui.handler import Flag, FlagHandler, Text
from videoplanet.shared.ui.one_press import OnePress, press_field


def form(
    *fields: rx.Component,
    on_submit: Any,
    errors: Any = None,
    once: type[OnePress] | None = None,
    submit: rx.Component | None = None,
    class_name: str = "",
    **attributes: Any,
) -> rx.Component:
    """A form.

    Args:
        fields: What is entered, each with its own error.
        on_submit: Called with the texts by name.
        errors: A State's `FormErrors`; what concerns no field is shown below them all.
        once: The State that makes one thing a press, where the form makes something.
        submit: Usually :func:`submit_button`; a dialog has its own.
        class_name: Further classes.
        attributes: Any attribute of ``<form>``, such as ``id``.
    """
    below = [
        form_error(form_error_of(errors)) if errors is not None else None,
        press_field(once) if once is not None else None,
        submit,
    ]
    return rx.el.form(
        *fields,
        *(each for each in below if each is not None),
        on_submit=on_submit,
        no_validate=True,
        class_name=f"flex flex-col gap-4 {class_name}".strip(),
        **attributes,
    )


def submit_button(text: Text, *, loading: Flag, wide: bool = False) -> rx.Component:
    """The button below a form that a page is about; ``wide`` as the form is."""
    return button(text, variant="primary", size="lg", submit=True, loading=loading, class_name="w-full" if wide else "")


def form_dialog(
    *fields: rx.Component,
    form_id: str,
    title: Text,
    submit: Text,
    on_submit: Any,
    errors: Any,
    loading: Flag,
    open_: Flag,
    on_open_change: FlagHandler,
    description: Text | None = None,
    once: type[OnePress] | None = None,
    size: DialogSize = "md",
) -> rx.Component:
    """A form over the page, with the ways out of it: ``submit`` names the act. The rest as for :func:`form` and ``dialog``."""
    return dialog(
        form(*fields, on_submit=on_submit, errors=errors, once=once, id=form_id),
        title=title,
        description=description,
        footer=dialog_footer(
            dialog_cancel(), button(submit, variant="primary", submit=True, form=form_id, loading=loading)
        ),
        open_=open_,
        on_open_change=on_open_change,
        size=size,
    )
