"""Films that were deleted lately, folded away at the foot of the project's films, each with the way back."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.project.state import ProjectState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.dates import relative_time
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.state import FilmActsState


def deleted_films() -> rx.Component:
    """Nothing where nothing can be restored, or not by this viewer."""
    return rx.cond(
        ProjectState.deleted.length() > 0,
        rx.el.details(
            rx.el.summary(
                icon("chevron_right", 16, "text-faint transition-transform duration-120 group-open:rotate-90"),
                t("film.deleted_films"),
                rx.el.span(ProjectState.deleted.length(), class_name="text-faint"),
                class_name="-ml-1 inline-flex cursor-pointer list-none items-center gap-1.5 rounded-md py-1.5 pr-2 pl-1 "
                "font-semibold text-muted hover:text-ink pointer-coarse:min-h-11",
            ),
            rx.el.p(t("film.deleted_note"), class_name="mt-1 text-sm text-muted"),
            rx.el.ul(
                rx.foreach(ProjectState.deleted, _row),
                class_name="mt-3 overflow-hidden rounded-xl border border-line bg-panel",
            ),
            class_name="group mt-8",
        ),
        rx.fragment(),
    )


def _row(film: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            icon("film", 17),
            class_name="flex size-9 shrink-0 items-center justify-center rounded-md bg-hover text-faint",
        ),
        rx.el.div(
            rx.el.p(film["title"], class_name="truncate font-semibold"),
            rx.el.p(
                t("film.deleted_at", when=relative_time(film["deleted_at"])),
                " · ",
                t("film.days_left", count=film["days_left"].to(int)),
                class_name="text-sm text-muted",
            ),
            class_name="min-w-0 grow",
        ),
        button(
            t("film.restore"),
            size="sm",
            icon_name="undo_2",
            on_click=FilmActsState.restore(film["id"].to(str), film["title"].to(str)),
        ),
        key=film["id"],
        class_name="flex items-center gap-3 border-b border-line px-4 py-3 last:border-b-0",
    )
