"""The timeline: the sound, the conversation's marks and ranges, other people's playheads, the playhead."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.published import flag, number, text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.marks import marks
from videoplanet.widgets.review_player.store import (
    attribute_if,
    engine_ref,
    shown_flag,
    shown_number,
    shown_rows,
    shown_text,
)


@memo
def timeline() -> rx.Component:
    """Everything on it, in parts of its width; later things lie over earlier ones."""
    return rx.el.div(
        _waveform(),
        _rail(),
        _stretches(),
        _range_handles(),
        rx.el.div(
            rx.el.div(class_name="rp-playhead"), class_name="rp-playhead-track", custom_attrs=engine_ref("playhead")
        ),
        _ghosts(),
        marks(),
        _preview(),
        class_name="rp-timeline",
        custom_attrs={**engine_ref("timeline"), "aria-busy": attribute_if(~shown_flag("is_ready"))},
    )


def _waveform() -> rx.Component:
    canvas = rx.el.canvas(aria_hidden=True, class_name="rp-waveform", custom_attrs=engine_ref("waveform"))
    return rx.cond(shown_flag("is_waveform_drawn"), canvas, rx.fragment())


def _rail() -> rx.Component:
    """The bar itself: a slider for the keyboard and for screen readers."""
    return rx.el.div(
        rx.el.div(rx.el.div(class_name="rp-played", custom_attrs=engine_ref("played")), class_name="rp-bar"),
        role="slider",
        tab_index=0,
        aria_label=t("player.timeline"),
        class_name="rp-rail",
        custom_attrs={
            **engine_ref("rail"),
            "aria-valuemin": 0,
            "aria-valuemax": shown_number("last_frame"),
            "aria-valuenow": 0,
            "aria-valuetext": shown_text("first_timecode"),
            "aria-disabled": attribute_if(~shown_flag("is_ready")),
        },
    )


def _stretches() -> rx.Component:
    """Parts of the film that could not be read, and those that comments are about."""
    return rx.fragment(
        rx.foreach(
            shown_rows("unreadable"),
            lambda stretch: rx.el.span(
                key=text(stretch, "id"),
                title=t("player.unreadable"),
                class_name="rp-unreadable",
                custom_attrs=_across(text(stretch, "left"), text(stretch, "width")),
            ),
        ),
        rx.foreach(shown_rows("ranges"), _range),
    )


def _range(mark: Any) -> rx.Component:
    return rx.el.span(
        key=text(mark, "id"),
        class_name="rp-range",
        custom_attrs={
            **_across(text(mark, "left"), text(mark, "width")),
            "data-kind": text(mark, "kind"),
            "data-resolved": attribute_if(flag(mark, "is_resolved")),
            "data-selected": attribute_if(flag(mark, "is_selected")),
        },
    )


def _range_handles() -> rx.Component:
    """The in and out points, to be dragged or moved by the arrow keys."""
    between = rx.el.div(
        class_name="rp-inout",
        custom_attrs={
            **_across(shown_text("range_left"), shown_text("range_width")),
            "data-looping": attribute_if(shown_flag("is_looping")),
        },
    )
    return rx.cond(
        shown_flag("has_range"),
        rx.fragment(between, rx.foreach(shown_rows("range_ends"), _handle)),
        rx.fragment(),
    )


def _handle(point: Any) -> rx.Component:
    return rx.el.div(
        key=text(point, "end"),
        role="slider",
        tab_index=0,
        aria_label=t_of("player", text(point, "end") + "_point"),
        class_name="rp-handle",
        custom_attrs={
            **inline_style({"left": text(point, "left")}),
            **engine_ref("range_" + text(point, "end")),
            "data-end": text(point, "end"),
            "aria-valuemin": 0,
            "aria-valuemax": shown_number("last_frame"),
            "aria-valuenow": number(point, "frame"),
            "aria-valuetext": text(point, "timecode"),
        },
    )


@memo
def _ghosts() -> rx.Component:
    """Other people's playheads."""
    return rx.fragment(
        rx.foreach(
            shown_rows("ghosts"),
            lambda ghost: rx.el.span(
                key=text(ghost, "id"),
                title=text(ghost, "name"),
                class_name="rp-ghost",
                custom_attrs=inline_style({"left": text(ghost, "left"), "background": text(ghost, "colour")}),
            ),
        )
    )


def _preview() -> rx.Component:
    """What stands above the pointer; `preview.js` fills it."""
    picture = rx.el.div(rx.el.i(), rx.el.span(class_name="rp-figures"), hidden=True, class_name="rp-preview-picture")
    return rx.el.div(
        picture,
        rx.el.p(rx.el.b(), rx.el.span(), class_name="rp-preview-words"),
        hidden=True,
        aria_hidden=True,
        class_name="rp-preview",
        custom_attrs=engine_ref("preview"),
    )


def _across(left: rx.Var[str], width: rx.Var[str]) -> dict[str, Any]:
    return inline_style({"left": left, "width": width})
