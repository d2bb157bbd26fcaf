"""Cards of films in a grid; the whole card opens the review room."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.text import t

GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,236px),1fr))] gap-x-4 gap-y-6"


def film_grid(films: rx.Var[Any], *, with_project: bool) -> rx.Component:
    """All films of a list of `FilmRow`; `with_project` names the project of each."""
    return rx.el.ul(rx.foreach(films, lambda film: _card(film, with_project)), class_name=GRID)


def _card(film: Any, with_project: bool) -> rx.Component:
    return rx.el.li(
        ReactRouterLink.create(
            _picture(film),
            rx.el.p(
                rx.el.span(film["title"], class_name="truncate"),
                rx.el.span(film["version"], class_name="shrink-0 font-semibold text-faint"),
                class_name="mt-2.5 flex min-w-0 items-baseline gap-1.5 font-semibold text-ink",
            ),
            rx.el.p(
                rx.el.span(film["project"], class_name="truncate") if with_project else None,
                rx.el.span("·", aria_hidden=True) if with_project else None,
                _standing(film),
                class_name="flex min-w-0 items-center gap-1.5 text-sm text-muted",
            ),
            to="/videos/" + film["id"].to(str),
            class_name="group block rounded-md",
        ),
        key=film["id"],
        class_name="min-w-0",
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
    """What to know about the film: that it is still being made ready, that it failed, or how much is open."""
    comments = rx.cond(
        film["open_comments"].to(int) > 0,
        rx.el.span(t("home.film.open_comments", count=film["open_comments"].to(int)), class_name="shrink-0"),
        rx.el.span(t("home.film.nothing_open"), class_name="shrink-0"),
    )
    preparing = rx.el.span(
        rx.el.span(t("home.film.processing", percent=film["progress"].to(int)), class_name="shrink-0"),
        progress(film["progress"].to(int), t("home.film.progress"), class_name="max-w-20"),
        class_name="flex min-w-0 grow items-center gap-2",
    )
    standing = rx.match(
        film["state"],
        ("processing", preparing),
        ("failed", rx.el.span(t("home.film.failed"), class_name="shrink-0 text-fix-ink")),
        ("empty", rx.el.span(t("home.film.empty"), class_name="shrink-0")),
        comments,
    )
    return rx.fragment(standing)
