"""Versions of the film: the switcher in the header, the note of a newer one, the list."""

from __future__ import annotations

from typing import Any, cast

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.features.upload_video.ui import new_version_button
from videoplanet.pages.review.film import choose_version, closed_by_swipe, film, pass_over_newer
from videoplanet.pages.review.notes import NOTE, close_note
from videoplanet.shared.ui.badge import badge
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.handler import Flag, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_item
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.text import t


def version_switcher() -> rx.Component:
    """The version on the screen; behind it, the others. A mark says that a newer one waits."""
    waiting, ahead = film("waiting").to(int), film("ahead").to(int)
    mark = rx.el.span(aria_hidden=True, class_name="size-2 rounded-full bg-accent animate-arrive")
    return rx.cond(
        film("number").to(int) > 0,
        menu(
            # Where only one version is shown, the one that is shown from now on is not in the list before it is watched.
            rx.cond(
                ahead > 0,
                menu_item(
                    rx.el.b("v", ahead.to(str), class_name="font-semibold"),
                    badge(t("review.watch_newer"), tone="accent"),
                    on_click=choose_version(ahead),
                ),
                rx.fragment(),
            ),
            rx.foreach(_versions(), _menu_entry),
            trigger=rx.fragment(
                "v",
                film("number").to(str),
                rx.cond(waiting > 0, mark, rx.fragment()),
                icon("chevron_down", 15, "text-faint"),
            ),
            label=text_if(waiting > 0, t("review.version_newer", number=waiting), t("review.version")),
            variant="secondary",
            size="sm",
            align="start",
        ),
        skeleton("h-8 w-14"),
    )


def newer_version_note() -> rx.Component:
    """Says that a newer version has arrived, with a button to watch it; what is being watched stays."""
    newer = film("newer").to(int)
    return rx.cond(
        newer > 0,
        rx.el.div(
            rx.el.span(t("review.newer_version", number=newer), class_name="min-w-0"),
            button(t("review.watch_newer"), variant="primary", size="sm", on_click=choose_version(newer)),
            close_note(t("review.close_newer"), pass_over_newer()),
            role="status",
            custom_attrs={"onPointerDown": closed_by_swipe(pass_over_newer())},
            class_name=f"{NOTE} items-center py-1.5 pl-3.5",
        ),
        rx.fragment(),
    )


def version_list(video_id: Text, may_upload: Flag) -> rx.Component:
    """Every version, newest first."""
    return rx.el.div(
        rx.el.ul(rx.foreach(_versions(), _entry), class_name="flex flex-col"),
        rx.cond(may_upload, rx.el.div(new_version_button(video_id), class_name="p-4"), rx.fragment()),
        class_name="min-h-0 overflow-y-auto",
    )


def _versions() -> Var[list[dict[str, Any]]]:
    return film("versions").to(list[dict[str, Any]])


def _menu_entry(version: Any) -> rx.Component:
    return menu_item(
        rx.el.span(
            rx.el.b("v", version["number"].to(str), class_name="font-semibold"),
            rx.el.span(date(version["created_at"].to(str)), class_name="text-sm text-muted"),
            class_name="flex items-baseline gap-2.5",
        ),
        _state(version),
        on_click=choose_version(version["number"]),
    )


def _entry(version: Any) -> rx.Component:
    return rx.el.li(
        rx.el.button(
            rx.el.span("v", version["number"].to(str), class_name="w-9 shrink-0 text-left font-bold"),
            rx.el.span(
                rx.el.span(version["filename"].to(str), class_name="block truncate"),
                rx.el.span(date(version["created_at"].to(str), "date_time"), class_name="block text-xs text-faint"),
                rx.cond(
                    version["status"].to(str) == "processing",
                    progress(version["progress"].to(int), t("review.versions"), class_name="mt-1.5"),
                    rx.fragment(),
                ),
                class_name="min-w-0 grow text-left",
            ),
            _state(version),
            type="button",
            aria_pressed=version["is_shown"].bool(),
            on_click=choose_version(version["number"]),
            class_name="flex w-full items-center gap-3 border-b border-line px-4 py-3 hover:bg-hover aria-pressed:bg-raised "
            "focus-visible:-outline-offset-2",
        ),
        key=version["id"].to(str),
    )


def _state(version: Any) -> rx.Component:
    percent = version["progress"].to(int)
    chip: Any = rx.match(
        version["status"].to(str),
        ("processing", badge(t("review.version_progress", percent=percent), tone="accent")),
        ("uploading", badge(t("review.version_progress", percent=percent), tone="accent")),
        ("failed", badge(t("review.version_failed"), tone="fix")),
        rx.cond(version["is_shown"].bool(), badge(t("review.version_current")), rx.fragment()),
    )
    return cast("rx.Component", chip)
