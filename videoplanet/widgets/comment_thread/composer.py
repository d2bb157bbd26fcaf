"""The composer: always there, knows its frame, needs one key, the words and Enter."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Handler, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.kbd import kbd
from videoplanet.shared.ui.published import flag, number, text
from videoplanet.shared.ui.text import t
from videoplanet.widgets.comment_thread.room import WordsForm
from videoplanet.widgets.comment_thread.store import act, composer

KINDS = ("fix", "idea", "approve", "question")


def thread_composer(limit: rx.Var[int] | int) -> rx.Component:
    """The box at the foot of the list; ``limit`` is the longest comment this writer may send, in characters."""
    return rx.el.div(
        _away(),
        WordsForm.create(
            rx.cond(flag(composer(), "is_away"), rx.fragment(), _place()),
            _kinds_and_send(),
            target="comment",
            limit=limit,
            label=t("review.composer"),
            placeholder=text_if(
                flag(composer(), "is_range"), t("review.composer_hint_range"), t("review.composer_hint")
            ),
            class_name="vp-composer",
        ),
        class_name="vp-room-composer",
    )


def _away() -> rx.Component:
    """Words of another version: says where they belong, and lets their writer choose."""
    at = composer()
    version, label = text(at, "away_version"), text(at, "away_label")
    where = text_if(
        label != "",
        t("review.away", version=version, timecode=label),
        text_if(number(at, "away_version") > 0, t("review.away_whole", version=version), t("review.away_unknown")),
    )
    here = text_if(
        flag(at, "is_away_whole"), t("review.away_take_whole"), t("review.away_take", timecode=text(at, "label"))
    )
    note = rx.el.div(
        rx.el.span(where, class_name="vp-place"),
        rx.cond(
            flag(at, "is_away_reachable"),
            button(t("review.away_go", version=version), size="sm", on_click=act("go_to_words")),
            rx.fragment(),
        ),
        button(here, size="sm", on_click=act("take_here")),
        rx.el.p(
            text_if(flag(at, "is_urged"), t("review.away_urge")),
            role="alert",
            class_name="basis-full text-sm text-fix-ink empty:hidden",
        ),
        role="group",
        aria_label=where,
        class_name="mb-2 flex flex-wrap items-center gap-2",
    )
    return rx.cond(flag(at, "is_away"), note, rx.fragment())


def _place() -> rx.Component:
    at = composer()
    return rx.el.div(
        rx.cond(
            flag(at, "is_whole"),
            rx.el.span(t("review.about_whole"), class_name="vp-place"),
            rx.el.button(
                rx.el.span(text(at, "label"), class_name="vp-place-long"),
                rx.el.span(text(at, "short"), class_name="vp-place-short"),
                _proof(at),
                type="button",
                title=t("review.pinned_at", timecode=text(at, "label")),
                aria_label=t("review.pinned_at", timecode=text(at, "label")),
                on_click=act("pin"),
                custom_attrs={"data-proving": flag(at, "is_proving")},
                class_name="vp-place",
            ),
        ),
        rx.cond(flag(at, "is_missed"), _word(t("review.prove_again"), act("prove_again")), rx.fragment()),
        rx.cond(flag(at, "is_unseen"), _word(t("review.go_to_frame"), act("prove_again")), rx.fragment()),
        rx.cond(flag(at, "is_elsewhere"), _word(t("review.pin_here"), act("pin")), rx.fragment()),
        rx.cond(
            flag(at, "is_range"),
            rx.fragment(
                rx.cond(flag(at, "is_range_open"), _word(t("review.end_range"), act("end_range")), rx.fragment()),
                rx.el.button(
                    icon("x", 14),
                    type="button",
                    aria_label=t("review.drop_range"),
                    on_click=act("drop_range"),
                    class_name="vp-word",
                ),
            ),
            rx.cond(flag(at, "is_whole"), rx.fragment(), _word(t("review.start_range"), act("start_range"))),
        ),
        rx.el.button(
            t("review.about_whole"),
            type="button",
            aria_pressed=flag(at, "is_whole"),
            on_click=act("whole"),
            class_name="vp-word aria-pressed:text-accent",
        ),
        class_name="vp-composer-place",
    )


def _proof(at: Any) -> rx.Component:
    """Says so while the frame is not proven to be on the screen."""
    words = text_if(flag(at, "is_missed"), t("review.frame_not_shown"), t("review.frame_checking"))
    is_said = flag(at, "is_proving") | flag(at, "is_missed")
    return rx.cond(is_said, rx.el.span(words, class_name="vp-place-proof"), rx.fragment())


def _word(label: Text, on_click: Handler) -> rx.Component:
    return rx.el.button(label, type="button", on_click=on_click, class_name="vp-word")


def _kinds_and_send() -> rx.Component:
    at = composer()
    return rx.el.div(
        rx.el.div(
            *[_kind(at, kind, index) for index, kind in enumerate(KINDS, start=1)],
            role="radiogroup",
            aria_label=t("review.kinds"),
            class_name="vp-kinds",
        ),
        button(t("review.post"), kbd("↵"), variant="primary", size="sm", submit=True, class_name="vp-send"),
        class_name="vp-composer-foot",
    )


def _kind(at: Any, kind: str, index: int) -> rx.Component:
    return rx.el.button(
        rx.el.i(aria_hidden=True),
        t(f"review.kind.{kind}"),
        type="button",
        role="radio",
        aria_checked=text(at, "kind") == kind,
        title=t(f"review.kind.{kind}") + f" (Alt+{index})",
        on_click=act("kind", kind),
        custom_attrs={"data-kind": kind},
        class_name="vp-kind",
    )
