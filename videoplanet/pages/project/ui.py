"""The project page: what it is about, its schedule, its films, its people."""

from __future__ import annotations

import reflex as rx

from videoplanet.entities.project.model import ProjectStatus
from videoplanet.features.upload_video.ui import closed_place, project_place, storage_meter, upload_button
from videoplanet.pages.project.deleted import deleted_films
from videoplanet.pages.project.dialogs import delete_question, edit_dialog
from videoplanet.pages.project.live_refresh import live_refresh
from videoplanet.pages.project.members import members_panel
from videoplanet.pages.project.phases import phase_strip
from videoplanet.pages.project.state import ProjectState
from videoplanet.shared.ui.breadcrumb import breadcrumb
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_item, menu_separator
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.select import select
from videoplanet.shared.ui.surface import card, empty_state, skeleton, skeleton_cards
from videoplanet.shared.ui.text import t
from videoplanet.widgets.film_card.live import as_commented
from videoplanet.widgets.film_card.search import film_search, found_none
from videoplanet.widgets.film_card.ui import delete_film_question, film_grid
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.project_card.ui import status_badge
from videoplanet.widgets.shell.signed_in import signed_in


def project_page() -> rx.Component:
    """One project."""
    return signed_in(
        live_refresh(),
        outcome(
            _content(),
            is_loaded=ProjectState.is_loaded,
            failure=ProjectState.failure,
            on_retry=ProjectState.load,
            skeleton=_skeleton(),
        ),
        edit_dialog(),
        delete_question(),
        delete_film_question(),
        _place(),
        title=breadcrumb(
            (t("shell.projects"), "/projects"),
            here=text_if(ProjectState.is_loaded, ProjectState.name, t("project.one")),
        ),
        active="projects",
        actions=rx.cond(ProjectState.is_loaded & ProjectState.may_edit, _acts(), rx.fragment()),
    )


def _place() -> rx.Component:
    """Where films go that are dropped on this page."""
    here = rx.cond(ProjectState.may_upload, project_place(ProjectState.project_id, ProjectState.name), closed_place())
    return rx.cond(ProjectState.is_loaded, here, rx.fragment())


def _content() -> rx.Component:
    return rx.el.div(
        rx.cond(ProjectState.is_archived, _archive_notice(), rx.fragment()),
        card(_facts(), phase_strip(ProjectState.phases), class_name="p-5"),
        rx.el.div(
            rx.el.div(_films(), class_name="min-w-0 grow"),
            members_panel(),
            class_name="flex flex-col gap-6 xl:flex-row xl:items-start",
        ),
        class_name="flex flex-col gap-6",
    )


def _films() -> rx.Component:
    has_films = (ProjectState.films.length() > 0) | (ProjectState.words != "")
    upload = rx.cond(
        ProjectState.may_upload & has_films,
        upload_button(ProjectState.project_id, ProjectState.name),
        rx.fragment(),
    )
    return rx.el.section(
        rx.el.div(
            rx.el.h2(t("project.films"), class_name="text-lg font-bold"),
            rx.el.div(
                rx.cond(
                    has_films,
                    film_search(
                        ProjectState.words,
                        ProjectState.search,
                        class_name="w-64 max-sm:w-auto max-sm:min-w-40 max-sm:flex-1",
                    ),
                    rx.fragment(),
                ),
                upload,
                class_name="flex flex-wrap items-center gap-2 max-sm:w-full",
            ),
            class_name="mb-2 flex min-h-9 flex-wrap items-center justify-between gap-3",
        ),
        rx.el.div(storage_meter(ProjectState.project_id, ProjectState.films.length()), class_name="mb-4"),
        rx.cond(
            ProjectState.films.length() > 0,
            film_grid(as_commented(ProjectState.films), with_project=False),
            card(
                rx.cond(ProjectState.words != "", found_none(ProjectState.words, ProjectState.search("")), _no_films()),
                class_name="",
            ),
        ),
        deleted_films(),
    )


def _facts() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                _fact(t("project.client"), ProjectState.client),
                _fact(t("project.manager"), ProjectState.manager),
                class_name="flex flex-wrap gap-x-8 gap-y-2",
            ),
            rx.cond(
                ProjectState.description != "",
                rx.el.p(
                    ProjectState.description,
                    class_name="mt-3 max-w-[70ch] whitespace-pre-line break-words text-pretty text-muted",
                ),
                rx.fragment(),
            ),
            class_name="min-w-0 grow",
        ),
        rx.el.div(
            rx.cond(
                ProjectState.may_edit & ~ProjectState.is_archived, _status_choice(), status_badge(ProjectState.status)
            ),
            rx.el.div(
                rx.el.div(
                    rx.el.span(t("project.progress"), class_name="text-sm text-muted"),
                    rx.el.span(ProjectState.progress, "%", class_name="text-sm font-semibold"),
                    class_name="flex items-baseline justify-between",
                ),
                progress(ProjectState.progress, t("project.progress"), class_name="mt-1.5"),
                class_name="w-full",
            ),
            class_name="flex w-full shrink-0 flex-col gap-3 sm:w-44",
        ),
        class_name="flex flex-col gap-5 sm:flex-row sm:items-start",
    )


def _fact(label: Text, value: rx.Var[str]) -> rx.Component:
    return rx.el.div(
        rx.el.p(label, class_name="text-xs text-muted"),
        rx.el.p(text_if(value != "", value, "–"), class_name="truncate font-semibold"),
        class_name="min-w-0",
    )


def _status_choice() -> rx.Component:
    return select(
        "status",
        t("project.status"),
        [(status.value, t(f"project.status.{status}")) for status in ProjectStatus],
        value=ProjectState.status,
        on_change=ProjectState.set_status,
        compact=True,
    )


def _acts() -> rx.Component:
    archive = rx.cond(
        ProjectState.is_archived,
        menu_item(t("project.unarchive"), icon_name="archive_restore", on_click=ProjectState.set_archived(False)),
        menu_item(t("project.archive"), icon_name="archive", on_click=ProjectState.set_archived(True)),
    )
    return menu(
        menu_item(t("project.edit"), icon_name="pencil", on_click=ProjectState.set_editing(True)),
        archive,
        rx.cond(
            ProjectState.may_delete,
            rx.fragment(
                menu_separator(),
                menu_item(
                    t("project.delete"), icon_name="trash_2", danger=True, on_click=ProjectState.set_deleting(True)
                ),
            ),
            rx.fragment(),
        ),
        trigger=icon("ellipsis", 18),
        label=t("project.acts"),
        variant="secondary",
        square=True,
        pinned=True,
    )


def _archive_notice() -> rx.Component:
    return rx.el.p(
        icon("archive", 18, "shrink-0"),
        t("project.archive_notice"),
        role="status",
        class_name="flex items-center gap-2.5 rounded-lg bg-idea-soft px-4 py-3 font-medium text-idea-ink",
    )


def _no_films() -> rx.Component:
    return rx.cond(
        ProjectState.may_upload,
        empty_state(
            "film",
            t("project.no_films"),
            t("project.no_films_text"),
            upload_button(ProjectState.project_id, ProjectState.name, size="lg"),
        ),
        empty_state("film", t("project.no_films"), t("project.no_films_wait")),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        card(skeleton("h-4 w-40"), skeleton("mt-3 h-3.5 w-2/3"), skeleton("mt-8 h-14 w-full rounded-md")),
        skeleton_cards(4),
        class_name="flex flex-col gap-6",
    )
