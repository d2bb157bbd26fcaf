"""The projects page: running, archived and deleted projects, and the dialog that starts one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.projects.new_project import new_project_dialog
from videoplanet.pages.projects.state import ProjectsState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import inline_style, joined, text_if
from videoplanet.shared.ui.surface import card, empty_state, loading, skeleton
from videoplanet.shared.ui.text import t
from videoplanet.widgets.live_state.refresh import refresh_by_own_projects
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.project_card.ui import GRID, project_grid
from videoplanet.widgets.shell.signed_in import signed_in

_LISTS = ("active", "archived", "deleted")


def projects_page() -> rx.Component:
    """All projects of whoever is signed in."""
    return signed_in(
        refresh_by_own_projects(ProjectsState.refresh),
        _list_choice(),
        outcome(
            rx.cond(ProjectsState.projects.length() > 0, _list(), _nothing()),
            is_loaded=ProjectsState.is_loaded,
            failure=ProjectsState.failure,
            on_retry=ProjectsState.load,
            skeleton=_skeleton(),
        ),
        new_project_dialog(),
        title=t("shell.projects"),
        active="projects",
        actions=button(
            t("project.new"), variant="primary", icon_name="plus", on_click=ProjectsState.set_creating(True)
        ),
    )


def _list_choice() -> rx.Component:
    return rx.el.div(
        *[
            rx.el.button(
                t(f"project.list.{name}"),
                type="button",
                aria_pressed=ProjectsState.shown == name,
                on_click=ProjectsState.show(name),
                class_name=joined(
                    "h-9 rounded-md px-3.5 font-semibold transition-colors duration-120 pointer-coarse:h-11",
                    text_if(
                        ProjectsState.shown == name, "bg-tint text-accent", "text-muted hover:bg-hover hover:text-ink"
                    ),
                ),
            )
            for name in _LISTS
        ],
        role="group",
        aria_label=t("project.list"),
        class_name="mb-5 flex gap-1",
    )


def _list() -> rx.Component:
    return rx.el.div(
        rx.cond(ProjectsState.shown == "deleted", _deleted(), project_grid(ProjectsState.projects)),
        rx.cond(
            ProjectsState.has_more,
            rx.el.div(
                button(t("project.more"), on_click=ProjectsState.load_more), class_name="mt-6 flex justify-center"
            ),
            rx.fragment(),
        ),
    )


def _deleted() -> rx.Component:
    return card(
        rx.el.ul(rx.foreach(ProjectsState.projects, _deleted_row), class_name="divide-y divide-line"), class_name="px-5"
    )


def _deleted_row(project: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(
            aria_hidden=True,
            class_name="size-2.5 shrink-0 rounded-full",
            custom_attrs=inline_style({"background": project["colour"]}),
        ),
        rx.el.span(project["name"], dir="auto", class_name="min-w-0 grow truncate font-semibold"),
        button(
            t("project.restore"),
            size="sm",
            icon_name="undo_2",
            on_click=ProjectsState.restore(project["id"]),
        ),
        key=project["id"],
        class_name="flex items-center gap-3 py-3.5",
    )


def _nothing() -> rx.Component:
    start = button(
        t("project.new"), variant="primary", size="lg", icon_name="plus", on_click=ProjectsState.set_creating(True)
    )
    nothing = rx.match(
        ProjectsState.shown,
        ("archived", empty_state("archive", t("project.none_archived"), t("project.none_archived_text"))),
        ("deleted", empty_state("trash_2", t("project.none_deleted"), t("project.none_deleted_text"))),
        empty_state("folder_plus", t("project.none"), t("project.none_text"), start),
    )
    return card(rx.fragment(nothing), class_name="")


def _skeleton() -> rx.Component:
    one = card(
        skeleton("h-5 w-2/5"),
        skeleton("mt-2.5 h-3.5 w-1/4"),
        skeleton("mt-8 h-1.5 w-full"),
        skeleton("mt-5 h-3.5 w-full"),
    )
    return loading(one, one, one, class_name=GRID)
