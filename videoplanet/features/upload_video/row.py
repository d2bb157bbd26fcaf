"""One upload in the tray: its name, how far it is, what may be done about it."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.features.upload_video.looks import sign_button, slot, small_button
from videoplanet.features.upload_video.row_acts import acts_of_arrived, acts_of_row
from videoplanet.features.upload_video.store import act
from videoplanet.shared.ui.conditional import dotted, inline_style, joined, text_if
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import flag, number, text
from videoplanet.shared.ui.size import size_text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.time_left import time_left


@memo
def upload_row(row: rx.Var[dict[str, Any]]) -> rx.Component:
    """A row of the tray; drawn again only when it changed."""
    return rx.el.li(
        rx.el.div(
            _mark(text(row, "mark")),
            rx.el.span(
                text(row, "name"), title=text(row, "name"), class_name="min-w-0 grow truncate text-sm font-semibold"
            ),
            rx.el.span(*_head_acts(row), class_name="-my-1 -mr-2 flex h-8 shrink-0 items-center pointer-coarse:h-11"),
            class_name="flex items-center gap-2",
        ),
        _destination(row),
        rx.cond(
            flag(row, "is_asking"),
            _cancel_question(row),
            rx.fragment(_bar(row), *_standing(row), acts_of_row(row), _more(row)),
        ),
        aria_label=text(row, "name"),
        tab_index=-1,
        class_name="border-b border-line px-3.5 py-2 last:border-b-0 focus-visible:-outline-offset-2",
        custom_attrs={"data-row": True},
    )


def _head_acts(row: Any) -> list[rx.Component]:
    id_ = row["id"]
    leave = text_if(flag(row, "is_under_way"), t("upload.cancel"), t("upload.dismiss"))
    return [
        rx.cond(
            flag(row, "may_pause"),
            sign_button(t("upload.pause"), "pause", act("pause", id_), size=16, custom_attrs=slot("turn")),
            rx.fragment(),
        ),
        rx.cond(
            flag(row, "may_resume"),
            sign_button(t("upload.resume"), "play", act("resume", id_), size=16, custom_attrs=slot("turn")),
            rx.fragment(),
        ),
        rx.cond(
            flag(row, "may_leave"),
            sign_button(leave, "x", act("leave", id_), size=16, custom_attrs=slot("leave")),
            rx.fragment(),
        ),
    ]


def _mark(mark: Any) -> rx.Component:
    sign: Any = rx.match(
        mark,
        ("done", icon("check", 18, "text-approve-ink")),
        ("wrong", icon("triangle_alert", 18, "text-fix-ink")),
        ("asks", icon("triangle_alert", 18, "text-idea-ink")),
        icon("film", 18, "text-faint"),
    )
    return rx.fragment(sign)


def _destination(row: Any) -> rx.Component:
    """Where it goes, and how large it is."""
    place = text(row, "place")
    return rx.el.p(
        dotted(size_text(row["size"]), t_of("upload.to", text(row, "goes_to"), title=place, name=place)),
        class_name="truncate pl-[26px] text-xs text-faint tabular-nums",
    )


def _bar(row: Any) -> rx.Component:
    colour = text_if(flag(row, "is_resting"), "bg-line-strong", "bg-accent")
    return rx.cond(
        text(row, "bar") != "",
        rx.el.div(
            rx.el.div(
                class_name=joined(
                    "h-full rounded-full transition-[width] duration-180 ease-quick",
                    colour,
                    text_if(flag(row, "is_checking"), "animate-pulse"),
                ),
                custom_attrs=inline_style({"width": _percent(row)}),
            ),
            key=text(row, "bar"),  # another measure is another bar, and does not run back from this one
            role="progressbar",
            aria_label=t_of("upload.bar", text(row, "bar"), name=text(row, "name")),
            aria_valuemin=0,
            aria_valuemax=100,
            aria_valuenow=number(row, "percent"),
            class_name="mt-1.5 h-1 overflow-hidden rounded-full bg-line",
        ),
        rx.fragment(),
    )


def _standing(row: Any) -> list[rx.Component]:
    """What happened, what is wrong, and how it stands; on the right what changes, or what may be done with what has arrived."""
    notice, wrong = text(row, "notice"), text(row, "problem")
    key = text(row, "problem_key")
    return [
        rx.cond(
            notice != "",
            rx.el.p(t_of("upload.notice", notice), class_name="mt-1.5 text-sm text-idea-ink"),
            rx.fragment(),
        ),
        rx.cond(
            (wrong != "") | (key != ""),
            rx.el.p(
                text_if(wrong != "", wrong, t_of("upload.problem", key)),
                role="alert",
                class_name="mt-1.5 text-sm break-words text-fix-ink",
            ),
            rx.fragment(),
        ),
        rx.cond(
            text(row, "standing") == "none",
            rx.fragment(),
            rx.el.p(
                rx.el.span(_words(row), class_name="tabular-nums"),
                rx.el.span(
                    _figures(row),
                    acts_of_arrived(row),
                    class_name="ml-auto flex items-baseline gap-x-3 tabular-nums",
                ),
                class_name="mt-1 flex flex-wrap items-baseline justify-between gap-x-3 text-xs text-muted",
            ),
        ),
    ]


def _words(row: Any) -> Any:
    words = t_of(
        "upload.standing",
        text(row, "standing"),
        percent=number(row, "stored"),
        count=number(row, "busy_seconds"),
        title=text(row, "known_title"),
    )
    # While it is converted there is something to do on the right.
    return text_if(flag(row, "is_processing"), dotted(words, _percent(row), time_left(row["seconds_left"])), words)


def _figures(row: Any) -> rx.Component:
    speed = text_if(number(row, "speed") > 0, size_text(row["speed"]) + "/s")
    return rx.cond(
        flag(row, "is_sending"),
        rx.el.span(dotted(_percent(row), speed, time_left(row["seconds_left"]))),
        rx.fragment(),
    )


def _percent(row: Any) -> Any:
    return number(row, "percent").to(str) + "%"


def _cancel_question(row: Any) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            text_if(
                flag(row, "has_stored"),
                t("upload.cancel_question", percent=number(row, "stored")),
                t("upload.cancel_question_anew"),
            ),
            class_name="text-sm",
        ),
        rx.el.div(
            small_button(t("upload.keep_on"), act("keep", row["id"]), auto_focus=True, custom_attrs=slot("leave")),
            small_button(t("upload.cancel"), act("remove", row["id"]), variant="danger"),
            class_name="mt-2 flex flex-wrap gap-2",
        ),
        role="group",
        class_name="mt-2",
    )


def _more(row: Any) -> rx.Component:
    """What few want to know of a film that has arrived: that it is whole, and its digest."""
    return rx.cond(
        flag(row, "has_more"),
        rx.el.details(
            rx.el.summary(
                t("upload.more"),
                class_name="inline-flex cursor-pointer items-center rounded-sm hover:text-ink pointer-coarse:min-h-11",
            ),
            rx.el.p(
                rx.cond(
                    flag(row, "is_verified"),
                    rx.el.span(
                        icon("shield_check", 14),
                        t("upload.verified"),
                        title=t("upload.verified_text"),
                        class_name="inline-flex items-center gap-1 text-approve-ink",
                    ),
                    rx.fragment(),
                ),
                _digest(row),
                class_name="mt-1 flex flex-wrap items-center gap-x-3",
            ),
            class_name="text-xs text-faint",
        ),
        rx.fragment(),
    )


def _digest(row: Any) -> rx.Component:
    sha256 = text(row, "sha256")
    return rx.cond(
        sha256 != "",
        rx.el.button(
            "SHA-256 " + text(row, "sha256_start") + "…" + text(row, "sha256_end"),
            rx.cond(flag(row, "is_copied"), icon("check", 13), icon("copy", 13)),
            type="button",
            title="SHA-256 " + sha256,
            aria_label=t("upload.copy_sha256", sha256=sha256),
            on_click=act("copy", row["id"]),
            class_name="inline-flex items-center gap-1 rounded-sm tabular-nums hover:text-ink pointer-coarse:min-h-11",
        ),
        rx.fragment(),
    )
