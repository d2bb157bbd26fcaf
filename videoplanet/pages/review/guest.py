"""A guest's way to a film: `/s/[room_share_token]`. First the door, then the room in plainer dress, phone first."""

from __future__ import annotations

import reflex as rx

from videoplanet.features.enter_room.ui import room
from videoplanet.features.upload_video.ui import closed_place, guest_upload_button, link_place, upload_tray
from videoplanet.pages.review.facts_panel import facts_panel
from videoplanet.pages.review.film import film_text
from videoplanet.pages.review.guest_door import guest_door, link_is_over
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.pages.review.room import conversation, review_room
from videoplanet.pages.review.state import ReviewState
from videoplanet.pages.review.title import film_title
from videoplanet.pages.review.versions import version_switcher
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.menu import menu, menu_item
from videoplanet.shared.ui.tab_title import live_tab_title
from videoplanet.shared.ui.tabs import tabs
from videoplanet.shared.ui.text import t
from videoplanet.widgets.comment_thread.store import thread_number
from videoplanet.widgets.live_state.refresh import refresh_by_own_projects
from videoplanet.widgets.live_state.state import LiveState
from videoplanet.widgets.presence_bar.ui import presence_bar


def guest_page() -> rx.Component:
    """What the link shows its visitor."""
    over = text_if(ReviewState.refusal != "", ReviewState.refusal, GuestDoorState.refusal)
    return room(
        rx.cond(
            over != "",
            link_is_over(over),
            rx.cond(ReviewState.has_to_open, guest_door(), _inside()),
        ),
        live_state=LiveState,
    )


def _inside() -> rx.Component:
    return rx.fragment(
        live_tab_title(film_text("title"), otherwise=t("review.title")),
        rx.cond(
            ReviewState.may_upload,
            link_place(ReviewState.project_id, ReviewState.share_token),
            closed_place(),
        ),
        refresh_by_own_projects(ReviewState.look_again),
        review_room(header=_header(), side=_side(), video_id=ReviewState.video_id, home=None),
    )


def _header() -> rx.Component:
    return rx.el.header(
        rx.el.span(t("ui.brand"), class_name="shrink-0 text-lg font-semibold text-accent max-sm:hidden"),
        rx.el.span("/", aria_hidden=True, class_name="text-faint max-sm:hidden"),
        film_title(),
        _other_films(),
        rx.el.span(class_name="grow"),
        rx.cond(
            ReviewState.may_upload,
            rx.fragment(
                upload_tray("header", ReviewState.share_token),
                guest_upload_button(ReviewState.project_id, ReviewState.share_token),
            ),
            rx.fragment(),
        ),
        presence_bar(),
        version_switcher(),
        class_name="vp-room-header",
    )


def _other_films() -> rx.Component:
    """A link may open several films."""
    address = "/s/" + ReviewState.share_token + "?video="
    return rx.cond(
        ReviewState.shared.length() > 1,
        menu(
            rx.foreach(
                ReviewState.shared,
                lambda video: menu_item(
                    rx.el.a(video["title"], dir="auto", href=address + video["id"], class_name="block grow truncate"),
                ),
            ),
            trigger=t("share_ui.guest.films"),
            variant="secondary",
            size="sm",
        ),
        rx.fragment(),
    )


def _side() -> rx.Component:
    return rx.el.aside(
        tabs(
            [
                ("comments", t("review.tab_comments", count=thread_number("total")), conversation()),
                ("facts", t("review.facts"), facts_panel(ReviewState.may_download)),
            ],
            label=t("review.panel"),
            list_class="vp-room-tabs",
            panel_class="flex min-h-0 grow flex-col data-hidden:hidden",
            keep_mounted=("comments",),
        ),
        aria_label=t("review.panel"),
        class_name="vp-room-side vp-guest",
    )
