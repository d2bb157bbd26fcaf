"""The queue page for staff: what runs, waits and failed, and whether the workers live. It names no film and no project."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.staff.every import Every
from videoplanet.pages.staff.state import StaffJobsState
from videoplanet.shared.ui.badge import badge, tone_dot
from videoplanet.shared.ui.button import icon_button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.dates import time_ago
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.surface import empty_state, skeleton_rows
from videoplanet.shared.ui.table import table, table_row
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.tooltip import tooltip
from videoplanet.widgets.page_outcome.ui import outcome
from videoplanet.widgets.shell.signed_in import signed_in

LOOK_SECONDS = 3
_HEADING = "mb-3 text-sm font-semibold text-muted"


def staff_jobs_page() -> rx.Component:
    """The queue, for staff; anybody else finds nothing here."""
    return signed_in(
        outcome(
            rx.el.div(_workers(), _jobs(), _tasks(), class_name="flex flex-col gap-9"),
            is_loaded=StaffJobsState.is_loaded,
            failure=StaffJobsState.failure,
            on_retry=StaffJobsState.load,
            skeleton=skeleton_rows(6),
        ),
        Every.create(seconds=LOOK_SECONDS, on_time=StaffJobsState.refresh),
        title=text_if(StaffJobsState.failure == "not_found", t("shell.not_found.title"), t("staff.jobs")),
        active="queue",
    )


def _workers() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("staff.workers"), class_name=_HEADING),
        rx.cond(
            StaffJobsState.workers.length() > 0,
            rx.el.ul(
                rx.foreach(StaffJobsState.workers.to(list[dict[str, Any]]), _worker),
                class_name="flex flex-wrap gap-x-8 gap-y-2",
            ),
            rx.el.p(t("staff.workers.none"), role="status", class_name="text-fix-ink"),
        ),
    )


def _worker(worker: Any) -> rx.Component:
    running = worker["running"].to(int)
    return rx.el.li(
        rx.cond(worker["is_alive"].to(bool), tone_dot("approve"), tone_dot("fix")),
        rx.el.span(t("staff.worker", number=worker["number"].to(str)), class_name="font-semibold text-ink"),
        rx.el.span(
            text_if(
                worker["is_alive"].to(bool),
                text_if(running > 0, t("staff.worker.running", count=running), t("staff.worker.idle")),
                t("staff.worker.silent"),
            ),
            class_name="text-muted",
        ),
        time_ago(worker["seen_at"], "text-xs text-faint"),
        class_name="flex items-center gap-2",
    )


def _jobs() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("staff.jobs.caption"), class_name=_HEADING),
        rx.cond(
            StaffJobsState.jobs.length() > 0,
            table(
                [
                    t("staff.jobs.state"),
                    t("staff.jobs.progress"),
                    t("staff.jobs.size"),
                    t("staff.jobs.age"),
                    t("staff.jobs.attempts"),
                    t("staff.jobs.reason"),
                    "",
                ],
                rx.foreach(StaffJobsState.jobs.to(list[dict[str, Any]]), _job),
                caption=t("staff.jobs.caption"),
            ),
            empty_state("list_checks", t("staff.jobs.empty.title"), t("staff.jobs.empty.text")),
        ),
    )


def _job(job: Any) -> rx.Component:
    return table_row(
        rx.el.div(
            badge(t_of("staff.state", job["state"].to(str)), tone=job["tone"].to(str), dot=True),
            rx.cond(
                job["is_urgent"].to(bool) & (job["state"].to(str) == "queued"),
                badge(t("staff.jobs.urgent")),
                rx.fragment(),
            ),
            class_name="flex items-center gap-1.5",
        ),
        _progress(job),
        rx.el.span(job["size"].to(str), class_name="whitespace-nowrap text-muted"),
        time_ago(job["queued_at"], "whitespace-nowrap text-muted"),
        rx.el.span(job["attempts"].to(str), class_name="text-muted"),
        rx.el.div(
            rx.el.span(job["kind"].to(str), " ", job["number"].to(str), class_name="font-mono text-xs text-faint"),
            rx.el.span(t_of("error", job["error_code"].to(str)), class_name="block max-w-md text-sm text-muted"),
        ),
        rx.el.div(
            rx.cond(
                job["can_cancel"].to(bool),
                _act("x", t("staff.jobs.cancel"), StaffJobsState.cancel(job["id"].to(str))),
                rx.fragment(),
            ),
            rx.cond(
                job["can_retry"].to(bool),
                _act("rotate_cw", t("staff.jobs.retry"), StaffJobsState.retry(job["id"].to(str))),
                rx.fragment(),
            ),
            class_name="flex justify-end",
        ),
    )


def _progress(job: Any) -> rx.Component:
    return rx.cond(
        job["state"].to(str) == "running",
        rx.el.div(
            rx.el.div(
                progress(job["progress"].to(int), t("staff.jobs.progress"), class_name="max-w-28"),
                rx.el.span(job["progress"].to(str), "%", class_name="text-sm text-ink"),
                class_name="flex items-center gap-2",
            ),
            rx.el.span(
                text_if(job["left"].to(str) != "", t("staff.jobs.left", seconds=job["left"].to(str)), ""),
                class_name="text-xs whitespace-nowrap text-faint",
            ),
            class_name="w-44",
        ),
        rx.el.span("–", aria_hidden=True, class_name="block w-44 text-faint"),
    )


def _act(icon_name: str, label: Any, on_click: Any) -> rx.Component:
    return tooltip(icon_button(icon_name, label, size="sm", on_click=on_click), label)


def _tasks() -> rx.Component:
    return rx.el.section(
        rx.el.h2(t("staff.tasks"), class_name=_HEADING),
        table(
            [
                t("staff.tasks.task"),
                t("staff.tasks.queue"),
                t("staff.tasks.waiting"),
                t("staff.tasks.running"),
                t("staff.tasks.failed"),
            ],
            rx.foreach(StaffJobsState.tasks.to(list[dict[str, Any]]), _task),
            caption=t("staff.tasks"),
        ),
    )


def _task(task: Any) -> rx.Component:
    return table_row(
        rx.el.span(task["task"].to(str), class_name="font-mono text-sm"),
        rx.el.span(task["queue"].to(str), class_name="font-mono text-sm text-muted"),
        rx.el.span(task["waiting"].to(str), class_name="text-muted"),
        rx.el.span(task["running"].to(str), class_name="text-muted"),
        rx.el.span(
            task["failed"].to(str),
            class_name=text_if(task["failed"].to(int) > 0, "font-semibold text-fix-ink", "text-muted"),
        ),
    )
