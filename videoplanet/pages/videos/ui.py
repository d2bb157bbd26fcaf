"""The film feedback page: every film one may watch, last touched first."""

from __future__ import annotations

import reflex as rx

from videoplanet.pages.videos.state import VideosState
from videoplanet.shared.ui.button import button_link
from videoplanet.shared.ui.surface import card, empty_state, skeleton_cards
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.ui import film_grid
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.shell.signed_in import signed_in


def videos_page() -> rx.Component:
    """All films over all running projects."""
    to_projects = button_link(t("home.to_projects"), href="/projects", variant="primary", size="lg")
    return signed_in(
        outcome(
            rx.cond(
                VideosState.films.length() > 0,
                film_grid(VideosState.films, with_project=True),
                card(empty_state("film", t("home.no_films"), t("home.no_films_text"), to_projects), class_name=""),
            ),
            is_loaded=VideosState.is_loaded,
            failure=VideosState.failure,
            on_retry=VideosState.load,
            skeleton=skeleton_cards(8),
        ),
        title=t("shell.videos"),
        active="videos",
    )
