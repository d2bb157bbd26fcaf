"""The film's title, as the page's heading; who may rename the film presses it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.review.film import film_text
from videoplanet.pages.review.title_state import TitleState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.dialog import dialog, dialog_cancel, dialog_footer
from videoplanet.shared.ui.field import form_error, text_field
from videoplanet.shared.ui.field_errors import error_of, form_error_of
from videoplanet.shared.ui.handler import Flag
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.text import t

FORM_ID = "rename-film"


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
        _dialog(title),
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
            on_click=TitleState.set_open(True),
            class_name="group flex max-w-full min-w-0 cursor-text items-center gap-2 rounded-sm font-semibold",
        ),
        class_name="min-w-0",
    )


def _dialog(title: rx.Var[str]) -> rx.Component:
    errors: Any = TitleState.errors
    return dialog(
        rx.el.form(
            text_field(
                "title",
                t("review.film_title"),
                error=error_of(errors, "title"),
                default_value=title,
                auto_complete="off",
                auto_focus=True,
            ),
            form_error(form_error_of(errors)),
            id=FORM_ID,
            on_submit=TitleState.save,
            no_validate=True,
            class_name="flex flex-col gap-4",
        ),
        title=t("review.rename"),
        footer=dialog_footer(
            dialog_cancel(),
            button(t("review.save"), variant="primary", submit=True, form=FORM_ID, loading=TitleState.is_waiting),
        ),
        open_=TitleState.is_open,
        on_open_change=TitleState.set_open,
        size="sm",
    )
