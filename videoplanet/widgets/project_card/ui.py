"""Cards of projects in a grid; the whole card opens the project."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.shared.ui.badge import badge
from videoplanet.shared.ui.conditional import inline_style, text_by
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.text import t, t_of

GRID = "grid grid-cols-[repeat(auto-fill,minmax(min(100%,280px),1fr))] gap-4"
_TONES = {"planning": "neutral", "in_progress": "accent", "review": "idea", "completed": "approve"}


def project_grid(projects: Var[Any]) -> rx.Component:
    """All projects of a list of `ProjectRow`."""
    return rx.el.ul(rx.foreach(projects, _card), class_name=GRID)


def status_badge(status: Var[Any]) -> rx.Component:
    """A project's status in a word."""
    return badge(t_of("project.status", status), tone=text_by(status, _TONES, "neutral"))


def _card(project: Any) -> rx.Component:
    return rx.el.li(
        ReactRouterLink.create(
            rx.el.div(
                rx.el.span(
                    aria_hidden=True,
                    class_name="size-2.5 shrink-0 rounded-full",
                    custom_attrs=inline_style({"background": project["colour"]}),
                ),
                rx.el.span(project["name"], dir="auto", class_name="truncate text-lg font-bold text-ink"),
                rx.el.span(class_name="grow"),
                status_badge(project["status"]),
                class_name="flex min-w-0 items-center gap-2.5",
            ),
            rx.el.p(
                rx.cond(project["client"] != "", project["client"], t("project.no_client")),
                class_name="mt-1 truncate text-muted",
            ),
            rx.el.div(
                rx.el.span(t("project.progress"), class_name="text-sm text-muted"),
                rx.el.span(project["progress"].to(int), "%", class_name="text-sm font-semibold text-ink"),
                class_name="mt-5 flex items-baseline justify-between",
            ),
            progress(project["progress"].to(int), t("project.progress"), class_name="mt-1.5"),
            rx.el.div(
                rx.el.span(
                    icon("users_round", 15),
                    t("project.member_count", count=project["members"].to(int)),
                    class_name="flex items-center gap-1.5",
                ),
                rx.cond(
                    project["ends_on"] != "",
                    rx.el.span(
                        icon("flag", 15), date(project["ends_on"], "day"), class_name="flex items-center gap-1.5"
                    ),
                    rx.fragment(),
                ),
                class_name="mt-4 flex items-center justify-between text-sm text-muted",
            ),
            to="/projects/" + project["id"].to(str),
            class_name="block rounded-xl border border-line bg-panel p-5 transition-colors duration-120 "
            "hover:border-line-strong",
        ),
        key=project["id"],
        class_name="min-w-0",
    )
