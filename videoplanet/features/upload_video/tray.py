"""The tray: every upload of this page. Loaded when there is something to show.

Folded it is one button, in a corner or in a header; unfolded a small card, which Escape and a press anywhere else fold again, and
which in a room never lies over the conversation.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.base import Var, VarData

from videoplanet.features.upload_video.looks import sign_button, slot, wide
from videoplanet.features.upload_video.question import upload_question
from videoplanet.features.upload_video.row import upload_row
from videoplanet.features.upload_video.storage import storage_note
from videoplanet.features.upload_video.store import TRAY_MODULE, act, tray, tray_flag, tray_number, tray_text
from videoplanet.shared.ui.conditional import dotted, inline_style, joined, text_if
from videoplanet.shared.ui.covering import COVERING_MODULE
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.size import size_text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.time_left import time_left

TrayLook = Literal["corner", "header"]

_CARD = (
    "flex flex-col overflow-hidden rounded-xl border border-line bg-raised whitespace-normal text-ink shadow-float "
    "animate-arrive w-[min(340px,calc(100vw-32px))]"
)
_IN_CORNER = "fixed right-4 bottom-[max(16px,env(safe-area-inset-bottom))] z-40"
_BELOW_HEADER = "fixed top-[calc(var(--room-header,56px)+4px)] right-[calc(var(--beside,0px)+12px)] z-40"
"""``--beside``: how wide the conversation beside the player is; ``--tray``: how high rows may be over one that is below it."""


@memo
def upload_list(look: rx.Var[str]) -> rx.Component:
    """The tray as it looks on this page, what screen readers hear of it, and the question where films go."""
    return rx.fragment(
        rx.el.p(rx.foreach(tray("news").to(list[dict[str, Any]]), _told), role="status", class_name="sr-only"),
        rx.cond(tray_number("count") > 0, _folding(look), rx.fragment()),
        upload_question(),
    )


def _told(told: Any) -> rx.Component:
    what = text(told, "what")
    return rx.fragment(
        text_if(what == "offline", t("upload.standing.offline"), t_of("upload.news", what, name=text(told, "name"))),
        " ",
    )


def _folding(look: Any) -> rx.Component:
    in_corner = look == "corner"
    is_open = (in_corner & tray_flag("open_corner")) | (~in_corner & tray_flag("open_header"))
    cover: Var[Any] = Var(
        _js_expr=f"({in_corner!s} ? coverPage : undefined)",
        _var_data=VarData.merge(VarData(imports={COVERING_MODULE: "coverPage"}), look._get_all_var_data()),
    )
    keep: Var[Any] = Var(_js_expr="keepKeys", _var_data=VarData(imports={TRAY_MODULE: "keepKeys"}))
    return rx.el.div(
        rx.cond(in_corner & is_open, rx.fragment(), _chip(look, in_corner, is_open)),
        rx.cond(
            is_open,
            rx.el.section(
                _summary(look, in_corner),
                storage_note(project_id=tray_text("storage_of"), stamp=tray_number("moving")),
                _rows(in_corner),
                aria_label=t("upload.tray"),
                class_name=joined(_CARD, text_if(in_corner, "", _BELOW_HEADER)),
            ),
            rx.fragment(),
        ),
        class_name=text_if(in_corner, _IN_CORNER, "contents"),
        custom_attrs={"data-tray": look, "ref": cover, "onKeyDown": keep},
    )


def _chip(look: Any, in_corner: Any, is_open: Any) -> rx.Component:
    moving, percent = tray_number("moving"), tray_number("percent").to(str) + "%"
    sign: Any = rx.match(
        tray_text("rest"),
        ("paused", icon("pause", 16)),
        ("offline", icon("wifi_off", 16)),
        ("busy", icon("hourglass", 16)),
        rx.cond(moving > 0, icon("upload", 16, "text-accent"), icon("upload", 16)),
    )
    return rx.el.button(
        rx.fragment(sign),
        text_if(moving > 0, percent, tray_number("count").to(str)),
        rx.cond(
            tray_flag("needs_help"),
            rx.el.span(aria_hidden=True, class_name="size-2 rounded-full bg-idea"),
            rx.fragment(),
        ),
        type="button",
        aria_expanded=is_open,
        aria_label=dotted(t("upload.tray"), _summary_words(), text_if(moving > 0, percent)),
        on_click=act("toggle", look),
        class_name=joined(f"{wide('secondary')} px-2.5 text-sm tabular-nums", text_if(in_corner, "shadow-float", "")),
        custom_attrs={"data-chip": True} | slot("fold"),
    )


def _rows(in_corner: Any) -> rx.Component:
    return rx.el.ul(
        rx.foreach(
            tray("rows").to(list[dict[str, Any]]), lambda row: rx.fragment(upload_row(row=row), key=text(row, "id"))
        ),
        tab_index=-1,
        class_name=joined(
            "overflow-y-auto overscroll-contain border-t border-line outline-none",
            text_if(in_corner, "max-h-[min(44dvh,320px)]", "max-h-(--tray,320px)"),
        ),
        custom_attrs={"data-rows": True},
    )


def _summary(look: Any, in_corner: Any) -> rx.Component:
    moving, percent = tray_number("moving"), tray_number("percent").to(str) + "%"
    return rx.el.div(
        rx.el.div(
            rx.el.p(
                _summary_words(),
                class_name="truncate text-sm font-bold",
            ),
            rx.cond(
                moving > 0,
                rx.el.p(
                    dotted(
                        percent,
                        text_if(tray_number("speed") > 0, size_text(tray("speed")) + "/s"),
                        time_left(tray("seconds_left")),
                    ),
                    class_name="truncate text-xs text-muted tabular-nums",
                ),
                rx.fragment(),
            ),
            class_name="min-w-0 grow",
        ),
        _if("may_pause_all", sign_button(t("upload.pause_all"), "pause", act("pause_all"), custom_attrs=slot("all"))),
        _if("may_resume_all", sign_button(t("upload.resume_all"), "play", act("resume_all"), custom_attrs=slot("all"))),
        rx.cond(in_corner, _fold("chevron_down", look), _fold("chevron_up", look)),
        _if("may_clear", sign_button(t("upload.clear"), "x", act("clear"))),
        rx.cond(
            moving > 0,
            rx.el.span(
                aria_hidden=True,
                class_name=joined(
                    "absolute bottom-0 left-0 h-0.5 transition-[width] duration-180 ease-quick",
                    text_if(tray_text("rest") == "", "bg-accent", "bg-line-strong"),
                ),
                custom_attrs=inline_style({"width": percent}),
            ),
            rx.fragment(),
        ),
        class_name="relative flex min-h-11 items-center gap-1 py-1 pr-1.5 pl-3.5",
    )


def _summary_words() -> Text:
    return t_of("upload.summary", tray_text("summary"), count=tray_number("summary_count"))


def _fold(icon_name: str, look: Any) -> rx.Component:
    return sign_button(
        t("upload.fold"), icon_name, act("toggle", look), size=18, aria_expanded=True, custom_attrs=slot("fold")
    )


def _if(condition: str, shown: rx.Component) -> rx.Component:
    return rx.cond(tray_flag(condition), shown, rx.fragment())
