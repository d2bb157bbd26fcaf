"""What has to be said of the film on the screen: pictures that could not be read, a silent sound, an uneven rate."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.review.film import closed_by_swipe, dismiss_remarks, film, show_remark
from videoplanet.pages.review.notes import NOTE, close_note
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t, t_of


def remarks_note() -> rx.Component:
    """Stays until it was read; nothing where there is nothing to say."""
    remarks = film("remarks").to(list[dict[str, Any]])
    return rx.cond(
        remarks.length() > 0,
        rx.el.div(
            icon("info", 16, "mt-0.5 shrink-0 text-muted"),
            rx.el.ul(rx.foreach(remarks, _remark), class_name="grid min-w-0 gap-1"),
            close_note(t("review.close_remarks"), dismiss_remarks()),
            role="status",
            aria_label=t("review.remarks"),
            custom_attrs={"onPointerDown": closed_by_swipe(dismiss_remarks())},
            class_name=f"{NOTE} items-start py-2 pl-3",
        ),
        rx.fragment(),
    )


def _remark(remark: Any) -> rx.Component:
    code = remark["code"].to(str)
    return rx.el.li(
        t_of("review.remark", code, count=remark["count"].to(int)),
        rx.cond(
            remark["has_frames"].bool(),
            rx.el.button(
                t("review.show_remark"),
                type="button",
                on_click=show_remark(code),
                class_name="ml-2 font-semibold text-accent hover:underline",
            ),
            rx.fragment(),
        ),
        key=code,
    )
