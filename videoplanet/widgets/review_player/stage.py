"""The picture, as large as it can be, on black, and words where it cannot be shown. While there is no film, the page says why."""

from __future__ import annotations

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.conditional import inline_style
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.line import is_line_down
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.review_player.button import control_button
from videoplanet.widgets.review_player.store import act, attribute_if, of_player, shown, shown_flag, shown_text


@memo
def frame(children: rx.Var[rx.Component]) -> rx.Component:
    """The player itself, and what it has just done; where it is clicked on, it gets the keys."""
    return rx.el.section(
        children,
        rx.el.div(t_of("player", shown_text("announcement")), role="status", class_name="rp-announcement"),
        tab_index=-1,
        aria_label=t("player.name"),
        class_name="rp",
        custom_attrs={
            "ref": of_player("root"),
            "onMouseDown": of_player("pressed"),
            "data-scheme": "dark",
            "data-compact": attribute_if(shown_flag("is_compact")),
            "data-aside": attribute_if(shown_flag("is_aside")),
        },
    )


@memo
def stage(children: rx.Var[rx.Component]) -> rx.Component:
    """The picture with what lies over it."""
    waiting = rx.el.div(aria_hidden=True, class_name="rp-waiting")
    return rx.el.div(
        _picture(),
        children,
        rx.cond(shown_flag("is_waiting"), waiting, rx.fragment()),
        rx.el.div(_notice(), role="status", class_name="rp-notice-place"),
        class_name="rp-stage",
        custom_attrs=inline_style({"--ratio": shown("ratio")}),
    )


def _picture() -> rx.Component:
    poster = shown_text("poster")
    still = rx.el.img(
        key=poster, src=poster, alt="", class_name="rp-film", custom_attrs={"onError": act("lose_poster", poster)}
    )
    return rx.el.div(
        rx.el.video(
            preload="auto",
            aria_hidden=True,
            class_name="rp-film",
            custom_attrs={"ref": of_player("video"), "playsInline": True},
        ),
        rx.el.canvas(hidden=True, aria_hidden=True, class_name="rp-film", custom_attrs={"ref": of_player("canvas")}),
        rx.cond(poster.bool(), still, rx.fragment()),
        class_name="rp-picture",
        custom_attrs={"onClick": act("press_picture")},
    )


def _notice() -> rx.Component:
    """What keeps the film from playing, in words; the line is not, while the page says so itself."""
    notice = shown_text("notice")
    retry = control_button(t("player.retry"), act=act("retry"), class_name="rp-text")
    words = rx.el.div(
        icon("triangle_alert", 20),
        rx.el.p(t_of("player.notice", notice)),
        rx.cond(notice == "unsupported", rx.fragment(), retry),
        class_name="rp-notice",
    )
    return rx.cond(notice.bool() & ~((notice == "offline") & is_line_down()), words, rx.fragment())
