"""What may be taken home of the version on the screen: the original and its sizes."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.pages.review.film import film, save
from videoplanet.shared.ui.button import button_classes
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Flag
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_item
from videoplanet.shared.ui.text import t


def download_menu() -> rx.Component:
    """A button with everything there is; nothing where nothing may be taken."""
    return rx.cond(
        _downloads().length() > 0,
        menu(
            rx.foreach(_downloads(), _entry),
            trigger=icon("download", 18),
            label=t("review.download"),
            variant="secondary",
            square=True,
        ),
        rx.fragment(),
    )


def download_list(may_download: Flag) -> rx.Component:
    """The same as links below the facts, or why there are none."""
    return rx.cond(
        may_download,
        rx.cond(
            _downloads().length() > 0,
            rx.el.div(
                rx.foreach(_downloads(), _link),
                class_name="flex flex-wrap gap-2 border-t border-line px-4 py-4",
            ),
            rx.fragment(),
        ),
        rx.cond(
            film("number").to(int) > 0,
            rx.el.p(
                icon("lock", 15, "mt-0.5 shrink-0"),
                t("review.download_none"),
                class_name="flex gap-2 border-t border-line px-4 py-4 text-sm text-muted",
            ),
            rx.fragment(),
        ),
    )


def _entry(download: Any) -> rx.Component:
    return menu_item(_name(download), icon_name="download", on_click=save(download["url"]))


def _link(download: Any) -> rx.Component:
    return rx.el.a(
        icon("download", 16),
        _name(download),
        href=download["url"].to(str),
        download=True,
        class_name=button_classes("secondary", "sm").replace("enabled:", ""),
    )


def _name(download: Any) -> rx.Var[str]:
    name = download["name"].to(str)
    return text_if(name == "original", t("review.download_original"), name)


def _downloads() -> Any:
    shown = film("version")
    expression = f"({shown!s}?.downloads ?? [])"
    return Var(_js_expr=expression, _var_data=shown._get_all_var_data()).to(list[dict[str, Any]])
