"""Asks where films go when the page cannot know: which project, or new version or new film."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.base import Var

from videoplanet.features.upload_video.looks import wide
from videoplanet.features.upload_video.store import TRAY_MODULE, act
from videoplanet.shared.ui.conditional import dotted, text_if
from videoplanet.shared.ui.dialog import (
    DialogBackdrop,
    DialogClose,
    DialogDescription,
    DialogPopup,
    DialogPortal,
    DialogRoot,
    DialogTitle,
)
from videoplanet.shared.ui.published import flag, hooked, number, text
from videoplanet.shared.ui.size import size_text
from videoplanet.shared.ui.text import t, t_of


@memo
def upload_question() -> rx.Component:
    """The dialog, while there is something to ask."""
    asked = hooked("asked_", TRAY_MODULE, "useQuestion").to(dict[str, Any])
    return rx.cond(
        flag(asked, "is_open"),
        DialogRoot.create(
            DialogPortal.create(
                DialogBackdrop.create(class_name="vp-backdrop"),
                DialogPopup.create(_form(asked), class_name="vp-dialog"),
            ),
            open=True,
            on_open_change=act("close_question"),
        ),
        rx.fragment(),
    )


def _form(asked: Any) -> rx.Component:
    what = text_if(
        text(asked, "name") != "", text(asked, "name"), t("upload.ask.several", count=number(asked, "count"))
    )
    choices = asked["choices"].to(list[dict[str, Any]])
    return rx.el.form(
        rx.el.div(
            DialogTitle.create(
                text_if(flag(asked, "is_room"), t("upload.ask.room"), t("upload.ask.project")),
                class_name="text-lg font-bold",
            ),
            DialogDescription.create(dotted(what, size_text(asked["size"])), class_name="mt-1 truncate text-muted"),
            class_name="px-6 pt-5",
        ),
        rx.el.fieldset(
            rx.el.legend(t("upload.ask.where"), class_name="sr-only"),
            rx.cond(choices.length() == 0, rx.el.p(t("upload.ask.none"), class_name="py-3 text-muted"), rx.fragment()),
            rx.foreach(choices, lambda choice: _choice(choice, text(asked, "chosen"))),
            class_name="flex min-h-0 flex-col gap-1.5 overflow-y-auto px-6 py-4",
        ),
        rx.el.div(
            DialogClose.create(t("ui.cancel"), class_name=wide("secondary")),
            rx.el.button(
                t("upload.ask.send"),
                type="submit",
                disabled=text(asked, "chosen") == "",
                class_name=wide("primary"),
            ),
            class_name="flex flex-wrap justify-end gap-2 px-6 pb-5 pt-1",
        ),
        on_submit=act("answer"),
        class_name="flex min-h-0 flex-col",
    )


def _choice(choice: Any, chosen: Var[str]) -> rx.Component:
    value, title = text(choice, "value"), text(choice, "title")
    return rx.el.label(
        rx.el.input(
            type="radio",
            name="where",
            value=value,
            checked=value == chosen,
            on_change=act("choose", value),
            class_name="size-4 shrink-0 accent-(--brand) outline-none",
        ),
        rx.el.span(
            rx.el.span(
                text_if(title != "", title, t_of("upload.drop", value)), class_name="block truncate font-semibold"
            ),
            rx.cond(
                text(choice, "text") != "",
                rx.el.span(text(choice, "text"), class_name="block truncate text-sm text-muted"),
                rx.fragment(),
            ),
            class_name="min-w-0",
        ),
        key=value,
        class_name=(
            "flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-line px-3.5 py-2.5 hover:bg-hover "
            "has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-accent"
        ),
    )
