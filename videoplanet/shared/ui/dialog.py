"""Dialogs: a question or a form over the page. Focus goes in, stays in and comes back; Escape closes.

What somebody has written in a dialog does not go without a question, however the dialog is asked to close.
"""

import hashlib
from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field as prop
from reflex_base.components.tags import Tag
from reflex_base.event import EventChain
from reflex_base.vars.base import LiteralVar, Var, VarData
from reflex_base.vars.function import FunctionVar

from videoplanet.shared.ui.button import ButtonVariant, button, button_classes
from videoplanet.shared.ui.handler import Flag, FlagHandler, Handler, Text
from videoplanet.shared.ui.headless import OpenablePart, Part, PopupPart, PortalPart, TriggerPart, part
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.packages import BASE_UI
from videoplanet.shared.ui.text import t
from videoplanet.shared.ui.unsent import UNSENT_MODULE

_LIBRARY = f"{BASE_UI}/dialog"
_WIDTHS = {"sm": "400px", "md": "480px", "lg": "680px"}

DialogSize = Literal["sm", "md", "lg"]

DialogTrigger = part("Dialog.Trigger", TriggerPart)
DialogPortal = part("Dialog.Portal", PortalPart)
DialogPopup = part("Dialog.Popup", PopupPart)
DialogTitle = part("Dialog.Title")
DialogDescription = part("Dialog.Description")


class DialogRoot(OpenablePart):
    """Groups the parts and knows whether it is open; with a name it asks before written words go, see `unsent.js`."""

    library = _LIBRARY
    tag = "Dialog.Root"

    unsent: Var[str] = prop(doc="The dialog's name, when it asks.")

    def add_imports(self) -> Any:
        """What the browser needs to ask."""
        return {UNSENT_MODULE: "guarded"} if self.unsent is not None else {}

    def _render(self, props: dict[str, Any] | None = None) -> Tag:
        tag = super()._render(props)
        given = dict(tag.props)
        name, change = given.pop("unsent", None), given.get("onOpenChange")
        if name is not None and change is not None:
            change = LiteralVar.create(change)
            data = change._get_all_var_data()
            given["onOpenChange"] = Var(_js_expr=f"guarded({name!s}, {change!s})", _var_data=data)
        asking: Tag = tag.set(props=given)
        return asking


class DialogBackdrop(Part):
    """Dims the page."""

    library = _LIBRARY
    tag = "Dialog.Backdrop"
    force_render: Var[bool] = prop(doc="Whether it dims although it belongs to a dialog over another one.")


class DialogClose(Part):
    """A button that closes it."""

    library = _LIBRARY
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
    asks: bool = True,
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
        asks: Whether words written in it are asked about before it closes.
    """
    root: dict[str, object] = {}
    name = hashlib.sha256(str(title).encode()).hexdigest()[:8]
    asks = asks and on_open_change is not None and bool(content)
    focus: dict[str, object] = {}
    if asks:
        root["unsent"] = name
        focus["final_focus"] = Var(
            _js_expr=f'() => wayBack("{name}")', _var_data=VarData(imports={UNSENT_MODULE: "wayBack"})
        )
    if open_ is not None:
        root["open"] = open_
    if on_open_change is not None:
        root["on_open_change"] = on_open_change
    return DialogRoot.create(
        trigger or rx.fragment(),
        DialogPortal.create(
            DialogBackdrop.create(class_name="vp-backdrop", force_render=True),
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
                _unsent_question(name) if asks else None,
                class_name="vp-dialog",
                style={"--dialog-width": _WIDTHS[size]},
                custom_attrs={"data-unsent": name} if asks else {},
                **focus,
            ),
        ),
        **root,
    )


def _unsent_question(name: str) -> rx.Component:
    """Stands in the dialog it is about, so that both are one for the keyboard and for screen readers."""
    hook = f'const unsent_{name} = useQuestion("{name}");'
    asking = Var(
        _js_expr=f"unsent_{name}", _var_data=VarData(imports={UNSENT_MODULE: "useQuestion"}, hooks=hook)
    ).bool()
    closed: Any = _act("keepWords")
    return confirm(
        title=t("ui.unsent.title"),
        description=t("ui.unsent.text"),
        confirm_text=t("ui.unsent.discard"),
        cancel_text=t("ui.unsent.keep"),
        open_=asking,
        on_open_change=closed,
        on_confirm=_act("discardWords", "() => discardWords()"),
    )


def _act(name: str, expression: str = "") -> Var[EventChain]:
    data = VarData(imports={UNSENT_MODULE: name})
    return Var(_js_expr=f"({expression or name})", _var_data=data).to(FunctionVar, EventChain)


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
        asks=False,
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
