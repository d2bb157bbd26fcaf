"""The conversation: filters, the list, and the composer at its foot. Stands inside a :class:`ThreadRoom`."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.components.memo import memo

from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import inline_style, text_if
from videoplanet.shared.ui.dialog import confirm
from videoplanet.shared.ui.handler import Flag, Text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_choices, menu_separator
from videoplanet.shared.ui.published import number, text
from videoplanet.shared.ui.surface import empty_state, loading, skeleton
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.comment_thread.composer import KINDS, thread_composer
from videoplanet.widgets.comment_thread.row import comment_row
from videoplanet.widgets.comment_thread.store import (
    act,
    act_with_value,
    drawn,
    thread,
    thread_flag,
    thread_number,
    thread_text,
)


def comment_thread(*, may_comment: Flag, limit: rx.Var[int] | int, read_only: Text) -> rx.Component:
    """The list with its filters and the composer.

    Args:
        may_comment: Whether the viewer writes here; else ``read_only`` stands in the composer's place.
        limit: The longest comment, in characters.
        read_only: Why there is no composer.
    """
    return rx.el.section(
        _filters(),
        rx.el.div(
            rx.match(
                thread_text("state"),
                ("loading", _skeleton()),
                ("failed", rx.fragment(_skeleton(), _note(t("review.load_failed")))),
                _list(may_comment),
            ),
            tab_index=-1,
            on_mouse_leave=act("point", ""),
            class_name="vp-comments",
        ),
        rx.el.div(rx.cond(may_comment, thread_composer(limit), _note(read_only))),
        rx.el.div(_arrivals(), role="status", aria_live="polite", class_name="sr-only"),
        _unsent_question(),
        aria_label=t("review.comments"),
        class_name="grid min-h-0 grow grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto]",
    )


def _unsent_question() -> rx.Component:
    """Asks before words in an open box are thrown away."""
    closed: Any = act_with_value("asking")
    return confirm(
        title=t("ui.unsent.title"),
        description=t("ui.unsent.text"),
        confirm_text=t("ui.unsent.discard"),
        cancel_text=t("ui.unsent.keep"),
        open_=thread_flag("is_asking"),
        on_open_change=closed,
        on_confirm=act("discard_words"),
    )


def _filters() -> rx.Component:
    """Two menus above the list; where there is little room, both in one behind an icon."""
    order = thread("order").to(dict[str, Any])
    status, kind = text(order, "status"), text(order, "kind")
    return rx.el.div(
        rx.el.div(
            menu(
                *_choices_shown(order),
                trigger=rx.fragment(
                    t_of("review.status", status),
                    rx.el.span(t("review.shown_count", count=_count(status))),
                    rx.cond(kind == "all", rx.fragment(), rx.el.span("· ", t_of("review.kind", kind))),
                    icon("chevron_down", 15, "text-faint"),
                ),
                variant="secondary",
                size="sm",
                align="start",
            ),
            menu(
                _choices_sorted(order),
                trigger=rx.fragment(t_of("review.sort", text(order, "sort")), icon("chevron_down", 15, "text-faint")),
                variant="secondary",
                size="sm",
                align="start",
            ),
            rx.el.span(class_name="grow"),
            rx.cond(
                thread_number("carried") > 0,
                rx.el.span(
                    t("review.carried", count=thread_number("carried")),
                    class_name="min-w-0 truncate text-sm text-muted",
                ),
                rx.fragment(),
            ),
            class_name="vp-filters",
        ),
        rx.el.div(
            menu(
                *_choices_shown(order),
                menu_separator(),
                _choices_sorted(order),
                trigger=rx.el.span(
                    icon("list_filter", 18), class_name=text_if(thread_flag("is_filtered"), "text-accent")
                ),
                label=t("review.arrange"),
                square=True,
            ),
            class_name="vp-filters-menu",
        ),
    )


def _choices_shown(order: Any) -> tuple[rx.Component, rx.Component]:
    return (
        menu_choices(
            t("review.filter_status"),
            [(each, t(f"review.status.{each}")) for each in ("open", "all", "resolved")],
            value=text(order, "status"),
            on_change=act_with_value("arrange", "status"),
        ),
        menu_choices(
            t("review.filter_kind"),
            [(each, t(f"review.kind.{each}")) for each in ("all", *KINDS)],
            value=text(order, "kind"),
            on_change=act_with_value("arrange", "kind"),
        ),
    )


def _choices_sorted(order: Any) -> rx.Component:
    return menu_choices(
        t("review.sort"),
        [(each, t(f"review.sort.{each}")) for each in ("timecode", "newest", "oldest")],
        value=text(order, "sort"),
        on_change=act_with_value("arrange", "sort"),
    )


def _count(status: Any) -> Any:
    return rx.match(
        status, ("open", thread_number("open")), ("resolved", thread_number("resolved")), thread_number("total")
    )


def _list(may_comment: Flag) -> rx.Component:
    return rx.cond(
        thread_number("listed") > 0,
        rx.fragment(
            rx.el.div(_rows(), role="feed", aria_label=t("review.comments")),
            rx.cond(thread_flag("is_complete"), rx.fragment(), _skeleton()),
        ),
        rx.cond(thread_flag("is_complete"), _nothing(may_comment), _skeleton()),
    )


def _nothing(may_comment: Flag) -> rx.Component:
    return rx.cond(
        thread_flag("is_filtered"),
        empty_state(
            "list_filter",
            t("review.nothing_passes.title"),
            t("review.nothing_passes.text"),
            button(t("review.show_all"), size="sm", on_click=act("show_all")),
        ),
        empty_state(
            "message_circle",
            t("review.empty.title"),
            rx.cond(may_comment, _first_words(), t("review.empty.read_only")),
        ),
    )


@memo
def _rows() -> rx.Component:
    """The rows on the screen and around it; where others are not drawn stands as much room as they take."""
    return rx.fragment(
        rx.foreach(
            drawn()["rows"].to(list[dict[str, Any]]),
            lambda each: rx.fragment(_space(number(each, "space")), comment_row(row=each["row"]), key=each["id"]),
        ),
        _space(number(drawn(), "after")),
    )


def _space(height: Any) -> rx.Component:
    space = rx.el.div(class_name="vp-rows-space", custom_attrs=inline_style({"height": height.to(str) + "px"}))
    return rx.cond(height > 0, space, rx.fragment())


def _first_words() -> rx.Component:
    """How a first comment is made: with a key, or with a finger."""
    return rx.fragment(
        rx.el.span(t("review.empty.text"), class_name="pointer-coarse:hidden"),
        rx.el.span(t("review.empty.text_touch"), class_name="hidden pointer-coarse:inline"),
    )


def _skeleton() -> rx.Component:
    one = rx.el.div(
        rx.el.div(skeleton("size-7 rounded-full"), skeleton("h-3.5 w-24"), class_name="flex items-center gap-2.5"),
        skeleton("mt-3 ml-[38px] h-3.5 w-3/4"),
        skeleton("mt-2 ml-[38px] h-3.5 w-1/2"),
        class_name="px-4 py-3",
    )
    return loading(*[one] * 4)


def _note(words: Text) -> rx.Component:
    return rx.el.p(words, class_name="border-t border-line px-4 py-4 text-sm text-muted")


def _arrivals() -> rx.Component:
    news = thread("news").to(dict[str, Any])
    count = news["count"].to(int)
    return rx.cond(
        count == 0,
        rx.fragment(),
        rx.cond(
            count == 1,
            rx.el.span(t("review.arrived_one", name=text(news, "name"), body=text(news, "body"))),
            rx.el.span(t("review.arrived_many", count=count)),
        ),
    )
