"""The film's title, as the page's heading; who may rename the film presses it."""

from __future__ import annotations

import reflex as rx

from videoplanet.pages.review.film import film_text
from videoplanet.pages.review.state import ReviewState
from videoplanet.shared.ui.handler import Flag
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.state import FilmActsState
from videoplanet.widgets.film_card.ui import rename_film_dialog


def film_title(may_rename: Flag = False) -> rx.Component:
    """The heading.

    Args:
        may_rename: whether it leads to another title.
    """
    title = film_text("title")
    heading = rx.el.h1(title, dir="auto", class_name="min-w-0 truncate font-semibold")
    if may_rename is False:
        return rx.cond(title != "", heading, skeleton("h-4 w-40"))
    return rx.fragment(
        rx.cond(title != "", rx.cond(may_rename, _pressed(title), heading), skeleton("h-4 w-40")),
        rename_film_dialog(),
    )


def _pressed(title: rx.Var[str]) -> rx.Component:
    return rx.el.h1(
        rx.el.button(
            rx.el.span(title, dir="auto", class_name="min-w-0 truncate"),
            icon(
                "pencil",
                14,
                "text-faint opacity-0 group-hover:opacity-100 group-focus-visible:opacity-100 max-sm:hidden",
            ),
            type="button",
            title=t("review.rename"),
            aria_haspopup="dialog",
            on_click=FilmActsState.ask_title(ReviewState.video_id, title),
            class_name="group flex max-w-full min-w-0 cursor-text items-center gap-2 rounded-sm font-semibold",
        ),
        class_name="min-w-0",
    )
