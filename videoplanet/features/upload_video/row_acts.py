"""What its viewer may decide about an upload: go on, choose the file again, take the film that is there, try again, watch."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from videoplanet.features.upload_video.files import film_field
from videoplanet.features.upload_video.looks import LINK, narrow, small_button
from videoplanet.features.upload_video.store import TRAY_MODULE, act
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.published import flag, heard, text
from videoplanet.shared.ui.text import t


def acts_of_row(row: Any) -> rx.Component:
    """Buttons below a film that waits for its viewer."""
    id_ = row["id"]
    return rx.el.div(
        rx.cond(text(row, "go_on") != "", _go_on(row), rx.fragment()),
        rx.cond(
            text(row, "known_address") != "",
            rx.fragment(
                _watch(row, text(row, "known_address"), t("upload.known_open")),
                rx.cond(
                    flag(row, "may_become_version"),
                    small_button(t("upload.known_version"), act("send_as_version", id_)),
                    rx.fragment(),
                ),
                small_button(t("upload.known_anyway"), act("send_anyway", id_)),
            ),
            rx.fragment(),
        ),
        rx.cond(flag(row, "may_retry"), small_button(t("upload.retry"), act("resume", id_)), rx.fragment()),
        rx.cond(
            flag(row, "may_process_again"),
            small_button(t("upload.retry_job"), act("process_again", id_)),
            rx.fragment(),
        ),
        class_name="mt-2 flex flex-wrap items-center gap-2 empty:hidden",
    )


def _go_on(row: Any) -> rx.Component:
    id_, way = row["id"], text(row, "go_on")
    words = text_if(
        way == "go_on",
        t("upload.go_on"),
        text_if(way == "begin_anew", t("upload.begin_anew"), t("upload.choose_again")),
    )
    return rx.el.span(
        rx.el.button(
            words,
            type="button",
            custom_attrs={"onClick": heard(TRAY_MODULE, "goOn", id_)},
            class_name=narrow("primary"),
        ),
        film_field(words, several=False, on_change=heard(TRAY_MODULE, "fileGiven", id_)),
    )


def acts_of_arrived(row: Any) -> rx.Component:
    """What may be done with a film that has arrived, in the line that says how it stands."""
    return rx.fragment(
        rx.cond(
            flag(row, "may_stop"),
            rx.el.button(
                t("upload.stop_job"),
                type="button",
                on_click=act("stop_processing", row["id"]),
                class_name="rounded-sm text-muted hover:text-ink hover:underline",
            ),
            rx.fragment(),
        ),
        rx.cond(text(row, "address") != "", _watch(row, text(row, "address"), t("upload.review")), rx.fragment()),
    )


def _watch(row: Any, address: Text, words: Text) -> rx.Component:
    """A guest's room knows the films of its link when it is loaded."""
    return ReactRouterLink.create(
        words,
        to=address,
        reload_document=flag(row, "is_guest"),
        class_name=f"inline-flex items-center text-sm {LINK}",
    )
