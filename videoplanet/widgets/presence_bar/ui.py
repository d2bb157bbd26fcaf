"""Faces of those who are here, and a quiet word on who is writing."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.shared.ui.avatar import avatar, avatar_stack
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.text import t
from videoplanet.widgets.presence_bar.room import present

SHOWN_FACES = 5


def presence_bar() -> rx.Component:
    """How many are here, and their faces; nothing while nobody is known."""
    people = present("people").to(list[dict[str, Any]])
    count, guests = present("count").to(int), present("guests").to(int)
    return rx.cond(
        count > 0,
        rx.el.div(
            rx.el.span(
                text_if(
                    guests > 0,
                    t("review.present_guests", count=count, guests=guests),
                    t("review.present", count=count),
                ),
                class_name="text-xs whitespace-nowrap text-muted max-lg:sr-only",
            ),
            avatar_stack(
                rx.foreach(people[:SHOWN_FACES], _face),
                more=(count - SHOWN_FACES).to(int),
                label=t("review.present_label"),
            ),
            class_name="flex items-center gap-2.5",
        ),
        rx.fragment(),
    )


def _face(person: Any) -> rx.Component:
    """A guest's face has another shape than a member's, and says so: anybody may go by any name."""
    name, colour = person["name"].to(str), person["colour"].to(str)
    return rx.cond(
        person["kind"].to(str) == "guest",
        avatar(name, spoken=t("review.present_guest", name=name), is_guest=True, colour=colour),
        avatar(name, spoken=name, colour=colour),
    )


def writing_note(timecode_of: Var[Any]) -> rx.Component:
    """Who is writing and where, for among the notes over the picture.

    Args:
        timecode_of: A JavaScript function that writes a frame as timecode.
    """
    writing = present("writing").to(list[dict[str, Any]])
    return rx.el.div(
        rx.foreach(
            writing[:3],
            lambda person: rx.el.div(
                rx.el.span(aria_hidden=True, class_name="size-2 rounded-full bg-approve"),
                text_if(
                    person["frame"].to(int) >= 0,
                    t("review.typing_at", name=person["name"], timecode=_written(timecode_of, person["frame"])),
                    t("review.typing", name=person["name"]),
                ),
                class_name="flex items-center gap-2.5 rounded-[9px] bg-black/75 px-2.5 py-1.5 text-xs text-white backdrop-blur-sm",
            ),
        ),
        class_name="pointer-events-none flex flex-col items-start gap-1.5 empty:hidden",
    )


def _written(timecode_of: Var[Any], frame: Any) -> Var[str]:
    data = timecode_of._get_all_var_data()
    return Var(_js_expr=f"{timecode_of!s}({frame!s})", _var_type=str, _var_data=data)
