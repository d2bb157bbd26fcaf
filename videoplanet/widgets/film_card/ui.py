"""Cards of films in a grid; the whole card opens the review room, a small menu beside the title steers the film."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.dialog import confirm
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form_dialog
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_item, menu_separator
from videoplanet.shared.ui.text import short_name, t, t_of
from videoplanet.widgets.film_card.live import preparing
from videoplanet.widgets.film_card.state import FilmActsState

GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,236px),1fr))] gap-x-4 gap-y-6"
RENAME_FORM = "rename-film"
_MENU = (
    "inline-flex size-8 items-center justify-center rounded-md text-muted transition-colors duration-120 hover:bg-hover "
    "hover:text-ink data-popup-open:bg-hover pointer-coarse:size-11"
)


def film_grid(films: rx.Var[Any], *, with_project: bool) -> rx.Component:
    """All films of a list of `FilmRow`; `with_project` names the project of each. Needs :func:`delete_film_question`."""
    return rx.fragment(
        rx.el.ul(rx.foreach(films, lambda film: _card(film, with_project)), class_name=GRID), rename_film_dialog()
    )


def rename_film_dialog() -> rx.Component:
    """In which a film gets another title; once on each page where one may be chosen for it, see `FilmActsState.ask_title`."""
    errors: Any = FilmActsState.errors
    return form_dialog(
        text_field(
            "title",
            t("review.film_title"),
            error=error_of(errors, "title"),
            default_value=FilmActsState.renamed_title,
            auto_complete="off",
            auto_focus=True,
            field_id="film-title",
        ),
        form_id=RENAME_FORM,
        title=t("review.rename"),
        submit=t("review.save"),
        on_submit=FilmActsState.rename,
        errors=errors,
        loading=FilmActsState.is_waiting,
        open_=FilmActsState.renamed_id != "",
        on_open_change=FilmActsState.set_renaming,
        size="sm",
    )


def delete_film_question() -> rx.Component:
    """Asks before a film is deleted; once on each page with cards, and in the room."""
    return confirm(
        title=t("film.delete_title", title=short_name(FilmActsState.asked_title)),
        description=t("film.delete_text"),
        confirm_text=t("film.delete"),
        open_=FilmActsState.asked_id != "",
        on_open_change=FilmActsState.set_asking,
        on_confirm=FilmActsState.delete,
    )


def _card(film: Any, with_project: bool) -> rx.Component:
    return rx.el.li(
        _picture(film),
        rx.el.div(
            rx.el.div(
                ReactRouterLink.create(
                    rx.el.span(film["title"], dir="auto", class_name="truncate"),
                    rx.el.span(film["version"], class_name="shrink-0 font-semibold text-faint"),
                    to="/videos/" + film["id"].to(str),
                    class_name="flex min-w-0 items-baseline gap-1.5 font-semibold text-ink after:absolute after:inset-0 "
                    "after:rounded-md focus-visible:outline-none focus-visible:after:outline-2 "
                    "focus-visible:after:outline-offset-2 focus-visible:after:outline-accent",
                ),
                _below(film, with_project),
                class_name="min-w-0 grow",
            ),
            rx.cond(film["may_change"].bool(), _acts(film), rx.fragment()),
            class_name="mt-2.5 flex min-w-0 items-start gap-1",
        ),
        key=film["id"],
        class_name="group relative min-w-0",
    )


def _below(film: Any, with_project: bool) -> rx.Component:
    """Where the film belongs, and how it stands: beside each other while both are short."""
    if not with_project:
        return rx.el.div(_standing(film), class_name="min-w-0 text-sm text-muted")
    project = rx.el.span(film["project"], dir="auto", class_name="max-w-full truncate")
    return rx.cond(
        film["state"].to(str) == "ready",
        rx.el.div(
            project,
            rx.el.span("·", aria_hidden=True),
            _standing(film),
            class_name="flex min-w-0 items-start gap-1.5 text-sm text-muted",
        ),
        rx.el.div(project, _standing(film), class_name="flex min-w-0 flex-col text-sm text-muted"),
    )


def _acts(film: Any) -> rx.Component:
    state = film["state"].to(str)
    retry = menu_item(t("film.retry"), icon_name="rotate_cw", on_click=FilmActsState.retry(film["job_id"].to(str)))
    cancel = menu_item(t("film.cancel"), icon_name="circle_stop", on_click=FilmActsState.cancel(film["job_id"].to(str)))
    steer: Any = rx.match(
        state,
        ("failed", rx.fragment(retry, menu_separator())),
        ("cancelled", rx.fragment(retry, menu_separator())),
        ("processing", rx.fragment(cancel, menu_separator())),
        ("playable", rx.fragment(cancel, menu_separator())),
        rx.fragment(),
    )
    return rx.el.div(
        menu(
            rx.cond(film["job_id"].to(str) != "", steer, rx.fragment()),
            menu_item(
                t("review.rename"),
                icon_name="pencil",
                on_click=FilmActsState.ask_title(film["id"].to(str), film["title"].to(str)),
            ),
            menu_separator(),
            menu_item(
                t("film.delete"),
                icon_name="trash_2",
                danger=True,
                on_click=FilmActsState.ask_delete(film["id"].to(str), film["title"].to(str)),
            ),
            trigger=icon("ellipsis_vertical", 17),
            label=t("film.acts", title=film["title"].to(str)),
            trigger_class=_MENU,
        ),
        class_name="relative z-10 -mt-1 -mr-1.5 shrink-0",
    )


def _picture(film: Any) -> rx.Component:
    return rx.el.div(
        rx.cond(
            film["poster"] != "",
            rx.el.img(
                src=film["poster"],
                alt="",
                loading="lazy",
                class_name="size-full object-cover transition-opacity duration-180 group-hover:opacity-90",
            ),
            rx.el.div(icon("film", 28), class_name="flex size-full items-center justify-center text-faint"),
        ),
        rx.cond(
            film["length"] != "",
            rx.el.span(
                film["length"],
                class_name="absolute right-2 bottom-2 rounded-sm bg-black/75 px-1.5 py-0.5 text-xs font-semibold text-white",
            ),
            rx.fragment(),
        ),
        class_name="relative aspect-video overflow-hidden rounded-md bg-hover",
    )


def _standing(film: Any) -> rx.Component:
    """What to know about the film: how far its preparation is, why that failed, or how much is open."""
    comments = rx.el.span(
        text_if(
            film["open_comments"].to(int) > 0,
            t("film.open_comments", count=film["open_comments"].to(int)),
            t("film.nothing_open"),
        ),
        class_name="shrink-0",
    )
    reason = t_of("error", film["error"])
    standing: Any = rx.match(
        film["state"],
        ("processing", preparing(film)),
        ("playable", preparing(film)),
        ("failed", rx.el.span(text_if(reason != "", reason, t("film.failed")), class_name="min-w-0 text-fix-ink")),
        ("cancelled", rx.el.span(t("film.cancelled"), class_name="min-w-0")),
        ("empty", rx.el.span(t("film.empty"), class_name="shrink-0")),
        comments,
    )
    return rx.fragment(standing)
