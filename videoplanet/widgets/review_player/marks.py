"""The comments on the timeline: each mark its author ringed in the kind's colour, and how many more stand in the same place."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.avatar import avatar_colour, avatar_initial
from videoplanet.shared.ui.conditional import inline_style, text_if
from videoplanet.shared.ui.published import flag, number, text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.store import act, attribute_if, engine_ref, shown_rows


@memo
def marks() -> rx.Component:
    """All of them; the up and down keys go from one to the next."""
    return rx.el.div(
        rx.foreach(shown_rows("crowds"), _mark),
        role="group",
        aria_label=t("player.marks"),
        class_name="rp-marks",
        custom_attrs=engine_ref("marks"),
    )


def _mark(crowd: Any) -> rx.Component:
    name, timecode = text(crowd, "name"), text(crowd, "timecode")
    others, body = number(crowd, "others"), text(crowd, "body")
    named = t("player.mark", name=name, kind=t_of("player.kind", crowd["kind"]), timecode=timecode)
    is_selected = attribute_if(flag(crowd, "is_selected"))
    edge = text(crowd, "edge")
    note = rx.el.span(
        rx.el.span(rx.el.b(name), rx.el.span(timecode, class_name="rp-figures"), class_name="rp-mark-note-head"),
        rx.cond(body.bool(), rx.el.span(body, class_name="rp-mark-note-body"), rx.fragment()),
        class_name="rp-mark-note",
    )
    return rx.el.button(
        rx.el.span(
            avatar_initial(name), class_name="rp-mark-face", custom_attrs=inline_style({"--face": avatar_colour(name)})
        ),
        rx.cond(others > 0, rx.el.span("+", others, class_name="rp-mark-count"), rx.fragment()),
        note,
        key=text(crowd, "id"),
        type="button",
        tab_index=number(crowd, "tab_index"),
        aria_label=text_if(others > 0, t("player.mark_and_more", mark=named, count=others), named),
        class_name="rp-mark",
        custom_attrs={
            **inline_style({"left": text(crowd, "left")}),
            "onClick": act("choose_mark", text(crowd, "id")),
            "data-kind": text(crowd, "kind"),
            "data-selected": is_selected,
            "data-resolved": attribute_if(flag(crowd, "is_resolved")),
            "data-pending": attribute_if(flag(crowd, "is_pending")),
            "data-edge": attribute_if(edge),
            "aria-current": is_selected,
        },
    )
