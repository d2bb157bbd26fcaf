"""How much of a project's storage is used: a quiet line on its page, and a word above the uploads when it is nearly full."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.features.upload_video.store import STORAGE_MODULE
from videoplanet.shared.ui.conditional import inline_style, joined, text_if
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import flag, hooked, number
from videoplanet.shared.ui.size import size_text
from videoplanet.shared.ui.text import t


@memo
def storage_note(project_id: rx.Var[str], stamp: rx.Var[int]) -> rx.Component:
    """A warning when a project is nearly full; ``stamp`` changes when there is reason to ask again."""
    used = _used(project_id, stamp)
    return rx.cond(flag(used, "is_near"), _warning(used, "border-t border-line px-4 py-2 text-sm"), rx.fragment())


@memo
def storage_line(project_id: rx.Var[str], stamp: rx.Var[int]) -> rx.Component:
    """How much is used, with a warning when it is nearly full."""
    used = _used(project_id, stamp)
    return rx.cond(
        flag(used, "is_known"),
        rx.el.div(
            rx.el.div(
                icon("hard_drive", 15),
                rx.el.span(
                    text_if(
                        number(used, "quota") > 0,
                        t("upload.storage.of", used=size_text(used["used"]), quota=size_text(used["quota"])),
                        t("upload.storage.used", used=size_text(used["used"])),
                    )
                ),
                rx.cond(number(used, "quota") > 0, _meter(used), rx.fragment()),
                class_name="flex h-5 items-center gap-2.5 text-sm text-faint tabular-nums",
            ),
            rx.cond(flag(used, "is_near"), _warning(used, "rounded-lg px-4 py-3 font-medium"), rx.fragment()),
            class_name="flex flex-col gap-3",
        ),
        rx.el.p(aria_hidden=True, class_name="h-5"),
    )


def _used(project_id: Any, stamp: Any) -> Any:
    return hooked("used_", STORAGE_MODULE, "useStorage", project_id, stamp).to(dict[str, Any])


def _meter(used: Any) -> rx.Component:
    return rx.el.span(
        rx.el.span(
            class_name=joined("block h-full rounded-full", text_if(flag(used, "is_near"), "bg-idea", "bg-line-strong")),
            custom_attrs=inline_style({"width": number(used, "filled").to(str) + "%"}),
        ),
        custom_attrs={"role": "meter"},
        aria_label=t("upload.storage.label"),
        aria_valuemin=0,
        aria_valuemax=100,
        aria_valuenow=number(used, "filled"),
        class_name="h-1.5 w-24 overflow-hidden rounded-full bg-line",
    )


def _warning(used: Any, look: str) -> rx.Component:
    words = t("upload.storage.near", percent=number(used, "percent"), left=size_text(used["left"]))
    return rx.el.p(words, role="status", class_name=f"bg-idea-soft text-idea-ink {look}")
