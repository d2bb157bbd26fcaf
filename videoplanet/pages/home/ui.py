"""The home page: how much is open, films to go on with, projects lately worked on."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.home.state import HomeState
from videoplanet.shared.ui.button import button_link, text_link
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.dates import part_of_day
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.surface import card, empty_state, loading, skeleton, skeleton_cards
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.film_card.live import watch_films
from videoplanet.widgets.film_card.ui import delete_film_question, film_grid
from videoplanet.widgets.live_state.refresh import refresh_by_own_projects
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.project_card.ui import project_grid
from videoplanet.widgets.shell.signed_in import signed_in
from videoplanet.widgets.shell.viewer import ViewerState

_FIGURES = "grid grid-cols-2 gap-4 lg:grid-cols-3"
_WIDE = "col-span-2 lg:col-span-1"
_NUMBER = "mt-1 text-2xl font-bold tracking-tight text-ink"


def home_page() -> rx.Component:
    """Where one lands after signing in."""
    return signed_in(
        refresh_by_own_projects(HomeState.load),
        outcome(
            _content(),
            is_loaded=HomeState.is_loaded,
            failure=HomeState.failure,
            on_retry=HomeState.load,
            skeleton=_skeleton(),
        ),
        title=text_if(
            ViewerState.name == "", t("home.title"), t_of("home.hello", part_of_day(), name=ViewerState.name)
        ),
        active="home",
        actions=button_link(
            rx.el.span(t("project.new"), class_name="max-sm:sr-only"),
            href="/projects?new=1",
            variant="primary",
            icon_name="plus",
        ),
    )


def _content() -> rx.Component:
    return rx.cond(HomeState.project_count > 0, _work(), _first_steps())


def _work() -> rx.Component:
    return rx.el.div(
        watch_films(HomeState.films, HomeState.load),
        delete_film_question(),
        rx.el.div(
            _figure(t("home.feedback"), t("home.feedback_text"), "message_square", HomeState.open_comments),
            _figure(t("home.projects"), t("home.projects_text"), "folder", HomeState.project_count),
            _schedule(),
            class_name=_FIGURES,
        ),
        card(
            _heading(t("home.resume"), text_link(t("home.all_projects"), href="/videos")),
            rx.cond(
                HomeState.films.length() > 0,
                rx.el.div(film_grid(HomeState.films, with_project=True), class_name="mt-4"),
                empty_state("film", t("home.no_films"), t("home.no_films_text")),
            ),
            class_name="p-5",
        ),
        rx.el.section(
            _heading(t("home.recent_projects"), text_link(t("home.all_projects"), href="/projects")),
            rx.el.div(project_grid(HomeState.projects), class_name="mt-4"),
        ),
        class_name="flex flex-col gap-6",
    )


def _first_steps() -> rx.Component:
    return card(
        empty_state(
            "folder_plus",
            text_if(HomeState.has_archived, t("project.none_running"), t("project.none")),
            text_if(HomeState.has_archived, t("project.none_running_text"), t("project.none_text")),
            button_link(t("project.new"), href="/projects?new=1", variant="primary", size="lg", icon_name="plus"),
        ),
        class_name="",
    )


def _heading(text: Text, more: rx.Component | None = None) -> rx.Component:
    return rx.el.div(
        rx.el.h2(text, class_name="text-lg font-bold"),
        more,
        class_name="flex items-baseline justify-between gap-4",
    )


def _label(text: Text, icon_name: str) -> rx.Component:
    return rx.el.p(icon(icon_name, 17), text, class_name="flex items-center gap-2 font-semibold text-muted")


def _figure(label: Text, note: Text, icon_name: str, value: Any) -> rx.Component:
    return card(
        _label(label, icon_name), rx.el.p(value, class_name=_NUMBER), rx.el.p(note, class_name="text-sm text-muted")
    )


def _schedule() -> rx.Component:
    return card(
        _label(t("home.schedule"), "calendar_days"),
        rx.el.p(
            HomeState.phases_done,
            rx.el.span(" ", t("home.of_phases", count=HomeState.phase_count), class_name="text-lg text-muted"),
            class_name=_NUMBER,
        ),
        progress(HomeState.phases_percent.to(int), t("home.phases_done"), class_name="mt-2.5"),
        class_name=f"p-5 {_WIDE}",
    )


def _skeleton() -> rx.Component:
    figure = card(skeleton("h-4 w-24"), skeleton("mt-3 h-7 w-14"), skeleton("mt-2.5 h-3.5 w-40"))
    return rx.el.div(
        loading(figure, figure, rx.el.div(figure, class_name=_WIDE), class_name=_FIGURES),
        card(skeleton("mb-5 h-5 w-32"), skeleton_cards(4)),
        class_name="flex flex-col gap-6",
    )
