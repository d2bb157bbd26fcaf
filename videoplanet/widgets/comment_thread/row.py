"""One comment in the list, with its replies and the boxes that open in it."""

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo
from reflex_base.vars.base import Var

from videoplanet.shared.ui.avatar import avatar
from videoplanet.shared.ui.badge import badge
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.dates import time_ago
from videoplanet.shared.ui.handler import Handler, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.published import flag, number, text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.comment_thread.boxes import (
    begun_words,
    delete_question,
    edit_form,
    is_stand_in,
    lone_words,
    reply_form,
)
from videoplanet.widgets.comment_thread.store import act


@memo
def comment_row(row: rx.Var[dict[str, Any]]) -> rx.Component:
    """A row of the view; drawn again only when it changed."""
    return _article(row)


def _article(row: Any) -> rx.Component:
    return rx.el.article(
        _head(row),
        rx.cond(text(row, "open") == "edit", edit_form(row), _words(row)),
        rx.el.div(
            _chips(row),
            rx.cond(flag(row, "is_active") | flag(row, "is_selected"), _actions(row), rx.fragment()),
            class_name="vp-comment-foot",
        ),
        _problem(text(row, "id"), text(row, "state"), text(row, "problem")),
        rx.el.div(rx.foreach(row["replies"].to(list[dict[str, Any]]), _reply), class_name="empty:hidden"),
        rx.cond(text(row, "open") == "reply", reply_form(row), rx.fragment()),
        rx.cond(text(row, "open") == "delete", delete_question(row), rx.fragment()),
        begun_words(row),
        lone_words(row),
        id="comment-" + text(row, "id"),
        tab_index=-1,
        aria_label=text(row, "author_name"),
        on_click=act("show", row["id"], row["frame"]),
        on_mouse_enter=act("point", row["id"]),
        on_focus=act("point", row["id"]),
        custom_attrs={
            "data-kind": row["kind"],
            "data-state": row["state"],
            "data-selected": flag(row, "is_selected"),
            "data-active": flag(row, "is_active"),
            "data-arrived": flag(row, "is_arrived"),
            "data-resolved": flag(row, "is_resolved"),
        },
        class_name="vp-comment",
    )


def _head(row: Any) -> rx.Component:
    return rx.cond(is_stand_in(row), _stand_in_head(row), _author(row))


def _stand_in_head(row: Any) -> rx.Component:
    said = text_if(text(row, "state") == "gone", t("review.gone_comment"), t("review.begun_elsewhere"))
    return rx.el.header(
        icon("pencil_line", 16, "shrink-0 text-muted"),
        rx.el.b(said, class_name="min-w-0 font-semibold"),
        class_name="flex items-center gap-2.5",
    )


def _author(row: Any) -> rx.Component:
    role = text_if(flag(row, "is_mine"), t("review.role.me"), t_of("review.role", row["author_role"]))
    told = rx.cond(
        role != "",  # somebody who has left the project has none
        rx.el.span(
            role,
            rx.el.span(" · ", aria_hidden=True),
            custom_attrs={"data-role": text_if(flag(row, "is_mine"), "me", text(row, "author_role"))},
            class_name="vp-role",
        ),
        rx.fragment(),
    )
    said = rx.cond(
        text(row, "state") == "pending",
        rx.el.span(t("review.sending")),
        rx.fragment(told, time_ago(text(row, "created_at"))),
    )
    return rx.el.header(
        avatar(text(row, "author_name")),
        rx.el.b(text(row, "author_name"), dir="auto", class_name="vp-author"),
        rx.el.span(said, class_name="vp-said"),
        rx.cond(
            flag(row, "is_edited"),
            rx.el.span(t("review.edited"), class_name="shrink-0 text-xs text-faint"),
            rx.fragment(),
        ),
        rx.el.span(class_name="grow"),
        rx.cond(
            number(row, "from_version") > 0,
            rx.el.span(
                badge(t("review.from_version", version=text(row, "from_version")), tone="accent"),
                class_name="vp-from-version",
            ),
            rx.fragment(),
        ),
        rx.el.span(_kind(row), class_name="vp-head-kind"),
        class_name="flex items-center gap-2.5",
    )


def _kind(row: Any) -> rx.Component:
    return badge(t_of("review.kind", row["kind"]), tone=text(row, "kind"), dot=True)


def _words(row: Any) -> rx.Component:
    label, here = text(row, "label"), text(row, "label_here")
    version = rx.cond(number(row, "from_version") > 0, rx.fragment("v", text(row, "from_version"), " "), rx.fragment())
    place = rx.cond(
        flag(row, "is_whole"),
        rx.el.span(version, t("review.whole"), class_name="vp-timecode"),
        rx.el.button(
            version,
            label,
            rx.cond(here != "", rx.el.span(" → ", here, class_name="font-normal text-muted"), rx.fragment()),
            type="button",
            title=text_if(
                here != "",
                t("review.same_moment", version=text(row, "from_version"), timecode=label, here=here),
            ),
            aria_label=t("review.seek", timecode=text_if(here != "", here, label)),
            on_click=act("show", row["id"], row["frame"]),
            class_name="vp-timecode",
        ),
    )
    return rx.el.div(
        place, rx.el.span(text(row, "body"), dir="auto", class_name="whitespace-pre-wrap"), class_name="vp-comment-body"
    )


def _chips(row: Any) -> rx.Component:
    priority = text(row, "priority")
    return rx.el.div(
        rx.el.span(_kind(row), class_name="vp-foot-kind"),
        _chip_if(flag(row, "is_resolved"), badge(icon("check", 14), t("review.resolved"), tone="approve")),
        _chip_if(flag(row, "has_drawing"), badge(t("review.drawing"))),
        _chip_if(
            priority != "medium",
            badge(t_of("review.priority", row["priority"]), tone=text_if(priority == "low", "neutral", "idea")),
        ),
        _chip_if(text(row, "assignee") != "", badge(t("review.assignee", name=text(row, "assignee")))),
        _chip_if(
            number(row, "likes") > 0,
            rx.el.span(
                icon("thumbs_up", 14),
                text(row, "likes"),
                aria_label=t("review.likes", count=text(row, "likes")),
                role="img",
                class_name="inline-flex items-center gap-1 text-xs text-faint",
            ),
        ),
        class_name="vp-comment-chips",
    )


def _chip_if(condition: Any, chip: rx.Component) -> rx.Component:
    return rx.cond(condition, chip, rx.fragment())


def _problem(id_: Any, state: Any, problem: Any) -> rx.Component:
    failed = rx.el.span(
        _quiet(t("review.retry"), act("retry", id_)),
        _quiet(t("review.discard"), act("discard", id_)),
        class_name="flex gap-1",
    )
    return rx.cond(
        problem != "",
        rx.el.div(
            icon("triangle_alert", 15, "mt-0.5"),
            rx.el.span(problem, class_name="min-w-0 grow"),
            rx.cond(state == "failed", failed, rx.fragment()),
            id="problem-" + id_,
            role="alert",
            class_name="mt-2 ml-[38px] flex flex-wrap items-start gap-2 text-sm text-fix-ink",
        ),
        rx.fragment(),
    )


def _reply(reply: Var[dict[str, Any]]) -> rx.Component:
    name, state = text(reply, "author_name"), text(reply, "state")
    return rx.el.div(
        rx.el.div(
            avatar(name),
            rx.el.b(name, dir="auto", class_name="vp-author"),
            rx.cond(
                state == "pending",
                rx.el.span(t("review.sending"), class_name="vp-said"),
                rx.el.span(
                    rx.cond(flag(reply, "is_guest"), rx.el.span(t("review.role.guest"), " · "), rx.fragment()),
                    time_ago(text(reply, "created_at")),
                    class_name="vp-said",
                ),
            ),
            rx.el.span(class_name="grow"),
            rx.cond(
                flag(reply, "may_delete"),
                _action(
                    "trash_2",
                    t("review.delete_reply"),
                    act("remove_reply", text(reply, "comment_id"), text(reply, "id")),
                ),
                rx.fragment(),
            ),
            class_name="flex min-h-7 items-center gap-2.5",
        ),
        rx.el.div(text(reply, "body"), dir="auto", class_name="mt-1 ml-[38px] whitespace-pre-wrap"),
        _problem(text(reply, "id"), state, text(reply, "problem")),
        key=text(reply, "id"),
        custom_attrs={"data-state": state},
        class_name="vp-reply",
    )


def _actions(row: Any) -> rx.Component:
    id_ = row["id"]
    return rx.el.div(
        rx.cond(
            flag(row, "may_resolve"),
            rx.cond(
                flag(row, "is_resolved"),
                _action("rotate_ccw", t("review.reopen"), act("resolve", id_, False)),
                _action("check", t("review.resolve"), act("resolve", id_, True)),
            ),
            rx.fragment(),
        ),
        rx.cond(flag(row, "may_reply"), _action("reply", t("review.reply"), act("open", id_, "reply")), rx.fragment()),
        rx.cond(flag(row, "may_edit"), _action("pencil", t("review.edit"), act("open", id_, "edit")), rx.fragment()),
        rx.cond(
            text(row, "state") == "stored",
            _action("link", t("review.copy_link"), act("copy_link", id_, row["frame"])),
            rx.fragment(),
        ),
        rx.cond(
            flag(row, "may_delete"), _action("trash_2", t("review.delete"), act("open", id_, "delete")), rx.fragment()
        ),
        role="group",
        aria_label=t("review.actions"),
        class_name="vp-comment-actions empty:hidden",
    )


def _action(icon_name: str, label: Text, on_click: Handler) -> rx.Component:
    return rx.el.button(
        icon(icon_name, 16),
        type="button",
        aria_label=label,
        title=label,
        on_click=on_click,
        class_name="vp-comment-action",
    )


def _quiet(label: Text, on_click: Handler) -> rx.Component:
    return rx.el.button(
        label,
        type="button",
        on_click=on_click,
        class_name="rounded-sm px-1.5 font-semibold text-ink underline-offset-4 hover:underline pointer-coarse:min-h-11",
    )
