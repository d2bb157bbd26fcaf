"""Dialogs: a question or a form over the page. Focus goes in, stays in and comes back; Escape closes."""

from typing import Literal

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.vars.base import Var

from videoplanet.shared.ui.button import ButtonVariant, button, button_classes
from videoplanet.shared.ui.handler import Flag, FlagHandler, Handler, Text
from videoplanet.shared.ui.headless import OpenablePart, Part, TriggerPart
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.packages import BASE_UI
from videoplanet.shared.ui.text import t

_LIBRARY = f"{BASE_UI}/dialog"
_WIDTHS = {"sm": "400px", "md": "480px", "lg": "680px"}

DialogSize = Literal["sm", "md", "lg"]


class DialogPart(Part):
    """A part of the dialog."""

    library = _LIBRARY


class DialogRoot(OpenablePart):
    """Groups the parts and knows whether it is open."""

    library = _LIBRARY
    tag = "Dialog.Root"


class DialogTrigger(TriggerPart):
    """A button that opens it."""

    library = _LIBRARY
    tag = "Dialog.Trigger"


class DialogPortal(DialogPart):
    """Puts it at the end of the page."""

    tag = "Dialog.Portal"


class DialogBackdrop(DialogPart):
    """Dims the page."""

    tag = "Dialog.Backdrop"


class DialogPopup(DialogPart):
    """The box."""

    tag = "Dialog.Popup"


class DialogTitle(DialogPart):
    """Its name."""

    tag = "Dialog.Title"


class DialogDescription(DialogPart):
    """What it is about."""

    tag = "Dialog.Description"


class DialogClose(DialogPart):
    """A button that closes it."""

    tag = "Dialog.Close"
    disabled: Var[bool] = prop(doc="Whether it can be used.")


def dialog(
    *content: rx.Component,
    title: Text,
    description: Text | None = None,
    footer: rx.Component | None = None,
    open_: Flag | None = None,
    on_open_change: FlagHandler | None = None,
    trigger: rx.Component | None = None,
    size: DialogSize = "md",
) -> rx.Component:
    """A dialog with a title, content that scrolls, and a row of buttons.

    Args:
        content: The body; wrap body and footer in one ``rx.el.form`` by giving the form as the only content.
        title: Its name, in the words of the act.
        description: One sentence on what it is about.
        footer: Usually :func:`dialog_footer`.
        open_: Whether it is open, where the page decides; needs ``on_open_change``.
        on_open_change: Asked to open or close (Escape, backdrop, the cross).
        trigger: A :func:`dialog_trigger`, for a dialog that looks after itself.
        size: 400, 480 or 680 pixels wide, never wider than the screen.
    """
    root: dict[str, object] = {}
    if open_ is not None:
        root["open"] = open_
    if on_open_change is not None:
        root["on_open_change"] = on_open_change
    return DialogRoot.create(
        trigger or rx.fragment(),
        DialogPortal.create(
            DialogBackdrop.create(class_name="vp-backdrop"),
            DialogPopup.create(
                rx.el.div(
                    DialogTitle.create(title, class_name="text-lg font-bold"),
                    DialogDescription.create(description, class_name="mt-1 text-muted")
                    if description is not None
                    else None,
                    class_name="px-6 pt-5 pr-14",
                ),
                _close_cross(),
                rx.el.div(*content, class_name="min-h-0 overflow-y-auto px-6 pt-4 pb-6") if content else None,
                footer,
                class_name="vp-dialog",
                style={"--dialog-width": _WIDTHS[size]},
            ),
        ),
        **root,
    )


def dialog_trigger(
    *children: rx.Component | Text, variant: ButtonVariant = "secondary", label: Text | None = None
) -> rx.Component:
    """A button that opens the dialog it is given to."""
    return DialogTrigger.create(*children, class_name=button_classes(variant), **_named(label))


def dialog_footer(*buttons: rx.Component) -> rx.Component:
    """The row of buttons of a dialog, the chief one last."""
    return rx.el.div(*buttons, class_name="flex flex-wrap justify-end gap-2 px-6 pb-5 pt-1")


def dialog_cancel(text: Text | None = None) -> rx.Component:
    """A button that closes the dialog and does nothing else."""
    return DialogClose.create(text if text is not None else t("ui.cancel"), class_name=button_classes("secondary"))


def confirm(
    *,
    title: Text,
    description: Text,
    confirm_text: Text,
    open_: Flag,
    on_open_change: FlagHandler,
    on_confirm: Handler,
    danger: bool = True,
    loading: Flag = False,
    cancel_text: Text | None = None,
) -> rx.Component:
    """Asks before an act that is hard to undo; says what will happen, and its button names the act."""
    return dialog(
        title=title,
        description=description,
        footer=rx.el.div(
            dialog_footer(
                dialog_cancel(cancel_text),
                button(
                    confirm_text,
                    variant="danger" if danger else "primary",
                    loading=loading,
                    on_click=on_confirm,
                ),
            ),
            class_name="pt-5",
        ),
        open_=open_,
        on_open_change=on_open_change,
        size="sm",
    )


def drawer(*content: rx.Component, title: Text, trigger: rx.Component, label: Text) -> rx.Component:
    """A panel that comes in from the left, on phones; ``title`` names it for screen readers, ``label`` its trigger."""
    return DialogRoot.create(
        DialogTrigger.create(trigger, class_name=button_classes("ghost", square=True), **_named(label)),
        DialogPortal.create(
            DialogBackdrop.create(class_name="vp-backdrop"),
            DialogPopup.create(
                DialogTitle.create(title, class_name="sr-only"),
                *content,
                _close_cross(),
                class_name="vp-drawer flex flex-col",
            ),
        ),
    )


def _close_cross() -> rx.Component:
    return DialogClose.create(
        icon("x"),
        class_name=f"{button_classes('ghost', 'sm', square=True)} absolute top-4 right-4",
        **_named(t("ui.close")),
    )


def _named(label: Text | None) -> dict[str, object]:
    return {"custom_attrs": {"aria-label": label}} if label is not None else {}
