"""The films page: every film one may watch, and uploading from here."""

from __future__ import annotations

import reflex as rx

from videoplanet.features.upload_video.ui import upload_button, upload_drop, upload_tray
from videoplanet.pages.videos.state import VideosState
from videoplanet.shared.ui.button import button, button_link
from videoplanet.shared.ui.select import select
from videoplanet.shared.ui.surface import empty_state, skeleton_cards
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.ui import film_grid
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.shell.signed_in import signed_in


def videos_page() -> rx.Component:
    """All films, last touched first."""
    return signed_in(
        upload_drop(
            outcome(
                _films(),
                is_loaded=VideosState.is_loaded,
                failure=VideosState.failure,
                on_retry=VideosState.load,
                skeleton=skeleton_cards(8),
            ),
            project_id=VideosState.project_id,
            class_name="min-h-[60dvh]",
        ),
        upload_tray(on_arrival=VideosState.load),
        title=t("shell.videos"),
        active="videos",
        actions=_upload(),
    )


def _films() -> rx.Component:
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
            VideosState.project_id != "",
            empty_state("film", t("videos.empty.title"), t("videos.empty.text"), upload_button(VideosState.project_id)),
            empty_state(
                "film",
                t("videos.empty.title"),
                t("videos.empty.no_project"),
                button_link(t("videos.empty.start_project"), href="/projects", variant="primary"),
            ),
        ),
    )


def _upload() -> rx.Component:
    return rx.cond(
        VideosState.project_id != "",
        rx.el.div(
            select(
                "project",
                t("videos.upload_to"),
                VideosState.projects.to(list[dict[str, str]]),
                value=VideosState.project_id,
                on_change=VideosState.choose_project,
                compact=True,
                class_name="w-44 max-sm:hidden",
            ),
            upload_button(VideosState.project_id),
            class_name="flex items-center gap-2",
        ),
        rx.fragment(),
    )
