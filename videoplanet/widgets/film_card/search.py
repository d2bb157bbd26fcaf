"""Finding a film among many: the box, and what stands there when nothing was found."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.address import in_address
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.handler import Handler, Text, TextHandler
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t


def film_search(words: rx.Var[str], on_change: TextHandler, *, class_name: str = "") -> rx.Component:
    """The box; `on_change` is called with the words a moment after typing paused, and they stand in the address as `?q=`."""
    return rx.el.div(
        in_address("q", words),
        icon("search", 16, "pointer-events-none absolute top-1/2 left-3 z-10 -translate-y-1/2 text-faint"),
        text_field(
            "film_search",
            t("film.search"),
            kind="search",
            hide_label=True,
            value=words,
            on_change=on_change,
            placeholder=t("film.search_hint"),
            auto_complete="off",
            spell_check=False,
            max_length=200,
            class_name="[&_input]:h-9 [&_input]:pl-9 pointer-coarse:[&_input]:h-11",
        ),
        role="search",
        class_name=f"relative {class_name}".strip(),
    )


def found_none(words: Text, on_clear: Handler) -> rx.Component:
    """Says that nothing matched, what can be searched for, and offers the way back."""
    return empty_state(
        "search_x",
        t("film.found_none", words=words),
        t("film.found_none_text"),
        button(t("film.search_clear"), on_click=on_clear),
    )
