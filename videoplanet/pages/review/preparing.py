"""What stands where the picture will be: how far a version's preparation is, or why there is none and what to do."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.features.upload_video.ui import new_version_button
from videoplanet.pages.review.film import film
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Flag, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.progress import progress
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.time_left import time_left
from videoplanet.widgets.film_card.rows import CANCELLED
from videoplanet.widgets.film_card.state import FilmActsState


def preparing_note(video_id: Text, may_upload: Flag) -> rx.Component:
    """Lies over the picture while the version on the screen cannot be watched; nothing while it can."""
    version: Any = film("version").to(dict[str, Any])
    status = version["status"].to(str)
    is_watchable = version["hls_url"].bool() | (version["is_playable"].bool() & version["original_url"].bool())
    failed = _failed(version, video_id, may_upload)
    note: Any = rx.match(
        status,
        ("processing", _preparing(version, may_upload)),
        ("uploading", _note(icon("upload", 22, "text-accent"), _title(t("review.uploading")))),
        ("failed", failed),
        rx.fragment(),
    )
    return rx.cond((film("number").to(int) > 0) & ~is_watchable, note, rx.fragment())


def _preparing(version: Any, may_upload: Flag) -> rx.Component:
    percent = version["progress"].to(int)
    left = time_left(version["seconds_left"])
    stage = t_of("review.stage", version["stage"])
    return _note(
        rx.el.p(
            rx.el.span(t("review.preparing", percent=percent), class_name="text-lg font-semibold text-ink"),
            rx.el.span(left, class_name="text-muted empty:hidden"),
            class_name="flex flex-wrap items-baseline justify-center gap-x-2.5",
        ),
        progress(percent, t("film.progress"), class_name="max-w-[260px]"),
        rx.el.p(text_if(stage != "", stage, t("review.preparing_text")), class_name="text-sm text-muted"),
        rx.cond(
            may_upload & version["job_id"].bool(),
            button(
                t("review.cancel_preparing"),
                variant="ghost",
                size="sm",
                on_click=FilmActsState.cancel(version["job_id"].to(str)),
            ),
            rx.fragment(),
        ),
    )


def _failed(version: Any, video_id: Text, may_upload: Flag) -> rx.Component:
    code = version["error_code"].to(str)
    is_cancelled = code == CANCELLED
    hint = t_of("error", code + ".hint")
    return _note(
        rx.cond(is_cancelled, icon("circle_slash", 22, "text-muted"), icon("triangle_alert", 22, "text-fix-ink")),
        _title(text_if(is_cancelled, t("review.cancelled"), t("review.failed"))),
        rx.el.p(text_if(is_cancelled, "", t_of("error", code)), class_name="text-ink empty:hidden"),
        rx.el.p(hint, class_name="text-sm text-muted empty:hidden"),
        rx.cond(
            may_upload,
            rx.el.div(
                rx.cond(
                    version["job_id"].bool(),
                    button(
                        t("review.retry_preparing"),
                        variant="primary",
                        size="sm",
                        icon_name="rotate_cw",
                        on_click=FilmActsState.retry(version["job_id"].to(str)),
                    ),
                    rx.fragment(),
                ),
                new_version_button(video_id),
                class_name="mt-1 flex flex-wrap justify-center gap-2",
            ),
            rx.fragment(),
        ),
    )


def _title(text: Text) -> rx.Component:
    return rx.el.p(text, class_name="text-lg font-semibold text-ink")


def _note(*content: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            *content,
            role="status",
            class_name="pointer-events-auto flex max-h-full w-full max-w-[440px] animate-arrive flex-col items-center gap-2.5 "
            "overflow-y-auto rounded-xl bg-canvas/85 px-6 py-5 text-center text-balance",
        ),
        class_name="absolute inset-0 flex items-center justify-center p-4",
    )
