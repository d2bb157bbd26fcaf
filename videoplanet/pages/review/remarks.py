"""What has to be said of the film on the screen: pictures that could not be read, a silent sound, an uneven rate."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.review.film import dismiss_remarks, film, show_remark
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t, t_of


def remarks_note() -> rx.Component:
    """Lies over the picture's upper edge until it was read; nothing where there is nothing to say."""
    remarks = film("remarks").to(list[dict[str, Any]])
    return rx.cond(
        remarks.length() > 0,
        rx.el.div(
            icon("info", 16, "mt-0.5 shrink-0 text-muted"),
            rx.el.ul(rx.foreach(remarks, _remark), class_name="grid min-w-0 gap-1"),
            rx.el.button(
                icon("x", 14),
                type="button",
                aria_label=t("review.close_remarks"),
                on_click=dismiss_remarks(),
                class_name="grid size-6 shrink-0 place-items-center rounded-md text-muted hover:bg-hover hover:text-ink",
            ),
            role="status",
            aria_label=t("review.remarks"),
            class_name="pointer-events-auto absolute top-3 left-3 flex max-w-[min(440px,calc(100%-24px))] items-start gap-2.5 "
            "rounded-lg border border-line bg-canvas/90 px-3 py-2 text-sm text-ink",
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
