"""The boxes that open in a comment: to answer it, to edit it, to ask before it is deleted; and words in them that were not sent."""

from typing import Any

import reflex as rx

from videoplanet.entities.comment.model import BODY_LENGTH, REPLY_LENGTH
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.comment_thread.room import WordsForm
from videoplanet.widgets.comment_thread.store import act


def begun_words(row: Any) -> rx.Component:
    """The way back to words that were begun here and not sent."""
    box = text(row, "draft")
    return rx.cond(
        box != "",
        rx.el.button(
            icon("pencil_line", 14),
            text_if(box == "edit", t("review.draft_of_edit"), t("review.draft_of_reply")),
            type="button",
            on_click=act("open", row["id"], box),
            class_name="mt-2 ml-[38px] inline-flex items-center gap-1.5 rounded-sm text-sm font-semibold text-accent "
            "underline-offset-4 hover:underline pointer-coarse:min-h-11",
        ),
        rx.fragment(),
    )


def reply_form(row: Any) -> rx.Component:
    """The box for an answer."""
    return WordsForm.create(
        rx.fragment(),
        _form_buttons(row, t("review.reply")),
        target="reply",
        comment_id=text(row, "id"),
        limit=REPLY_LENGTH,
        label=text_if(
            text(row, "state") == "gone",
            t("review.gone_comment_words"),
            t("review.reply_label", name=text(row, "author_name")),
        ),
        placeholder=t("review.reply_hint"),
        class_name="vp-inline-form",
    )


def edit_form(row: Any) -> rx.Component:
    """The box in place of the words that are edited."""
    return WordsForm.create(
        rx.fragment(),
        _form_buttons(row, t("review.save")),
        target="edit",
        comment_id=text(row, "id"),
        words=text(row, "body"),
        limit=BODY_LENGTH,
        label=t("review.edit_label"),
        class_name="vp-inline-form",
    )


def _form_buttons(row: Any, send: Text) -> rx.Component:
    """What ends a box; where its comment is gone the row has other ways out."""
    ways = rx.el.div(
        button(t("review.cancel"), variant="ghost", size="sm", on_click=act("close")),
        button(send, variant="primary", size="sm", submit=True),
        class_name="mt-1 flex justify-end gap-1.5",
    )
    return rx.cond(text(row, "state") == "gone", rx.fragment(), ways)


def is_stand_in(row: Any) -> Any:
    """Whether a row stands for words only: its comment is gone, or was never posted."""
    return (text(row, "state") == "gone") | (text(row, "state") == "elsewhere")


def lone_words(row: Any) -> rx.Component:
    """Words that stand by themselves: to be read, taken along, posted or thrown away."""
    at = row["unsent_at"]
    is_gone = text(row, "state") == "gone"
    return rx.cond(
        is_stand_in(row),
        rx.el.div(
            rx.el.p(
                text(row, "unsent"), dir="auto", class_name="break-words whitespace-pre-wrap select-text empty:hidden"
            ),
            rx.el.p(
                text_if(is_gone, t("review.gone_comment_words"), t_of("review.unsent_what", row["unsent_what"])),
                class_name="mt-1 text-sm text-muted",
            ),
            rx.el.div(
                button(t("review.discard"), variant="ghost", size="sm", on_click=act("discard_unsent", at)),
                button(t("review.unsent_copy"), size="sm", on_click=act("copy_unsent", at)),
                button(
                    text_if(is_gone, t("review.post_unsent"), t("review.post")),
                    variant="primary",
                    size="sm",
                    on_click=act("post_unsent", at),
                ),
                class_name="mt-2 flex flex-wrap justify-end gap-1.5",
            ),
            class_name="mt-2 ml-[38px]",
        ),
        rx.fragment(),
    )


def delete_question(row: Any) -> rx.Component:
    """Asks before a comment goes."""
    return rx.el.div(
        rx.el.p(
            text_if(
                row["replies"].to(list[dict[str, Any]]).length() > 0,
                t("review.delete_question_replies"),
                t("review.delete_question"),
            ),
            class_name="text-sm",
        ),
        rx.el.div(
            button(t("review.cancel"), variant="ghost", size="sm", on_click=act("close")),
            button(t("review.delete"), variant="danger", size="sm", auto_focus=True, on_click=act("remove", row["id"])),
            class_name="mt-2 flex justify-end gap-1.5",
        ),
        role="alertdialog",
        aria_label=t("review.delete"),
        class_name="mt-3 ml-[38px] rounded-lg border border-line bg-panel p-3",
    )
