"""The films page: every film one may watch, and uploading from here."""

from __future__ import annotations

import reflex as rx

from videoplanet.features.upload_video.ui import upload_anywhere_button, upload_arrivals
from videoplanet.pages.videos.state import VideosState
from videoplanet.shared.ui.button import button, button_link
from videoplanet.shared.ui.surface import empty_state, skeleton_cards
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.live import watch_films
from videoplanet.widgets.film_card.search import film_search, found_none
from videoplanet.widgets.film_card.ui import delete_film_question, film_grid
from videoplanet.widgets.live_state.refresh import refresh_by_own_projects
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.shell.signed_in import signed_in


def videos_page() -> rx.Component:
    """All films, last touched first."""
    return signed_in(
        refresh_by_own_projects(VideosState.load),
        outcome(
            _films(),
            is_loaded=VideosState.is_loaded,
            failure=VideosState.failure,
            on_retry=VideosState.load,
            skeleton=skeleton_cards(8),
        ),
        upload_arrivals(VideosState.load),
        title=t("shell.videos"),
        active="videos",
        actions=rx.cond(VideosState.may_upload, upload_anywhere_button(), rx.fragment()),
    )


def _films() -> rx.Component:
    return rx.fragment(
        watch_films(VideosState.films, VideosState.load),
        delete_film_question(),
        rx.cond(
            (VideosState.films.length() > 0) | (VideosState.words != ""),
            film_search(VideosState.words, VideosState.search, class_name="mb-5 w-full max-w-[400px]"),
            rx.fragment(),
        ),
        rx.cond(
            (VideosState.films.length() == 0) & (VideosState.words != ""),
            found_none(VideosState.words, VideosState.search("")),
            _list(),
        ),
    )


def _list() -> rx.Component:
    return rx.cond(
        VideosState.films.length() > 0,
        rx.el.div(
            film_grid(VideosState.films, with_project=True),
            rx.cond(
                VideosState.has_more,
                rx.el.div(
                    button(t("videos.more"), on_click=VideosState.load_more), class_name="mt-8 flex justify-center"
                ),
                rx.fragment(),
            ),
        ),
        rx.cond(
            VideosState.may_upload,
            empty_state("film", t("videos.empty.title"), t("videos.empty.text"), upload_anywhere_button()),
            empty_state(
                "film",
                t("videos.empty.title"),
                t("videos.empty.no_project"),
                button_link(t("videos.empty.start_project"), href="/projects", variant="primary"),
            ),
        ),
    )
