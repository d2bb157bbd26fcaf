"""A guest's way to a film: `/s/[room_share_token]`. First the door, then the room in plainer dress, phone first."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.features.upload_video.ui import closed_place, guest_upload_button, link_place, upload_tray
from videoplanet.pages.review.guest_code import code_forms, code_offer
from videoplanet.pages.review.guest_code_state import GuestCodeState
from videoplanet.pages.review.guest_state import NAME_LENGTH, GuestDoorState
from videoplanet.pages.review.room import conversation, review_room
from videoplanet.pages.review.state import ReviewState
from videoplanet.pages.review.versions import film_title, version_facts, version_switcher
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.language_choice import language_choice
from videoplanet.shared.ui.menu import menu, menu_item
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.tabs import tabs
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.theme import always_dark
from videoplanet.widgets.comment_thread.store import thread_number
from videoplanet.widgets.presence_bar.ui import presence_bar


def guest_page() -> rx.Component:
    """What the link shows its visitor."""
    over = text_if(ReviewState.refusal != "", ReviewState.refusal, GuestDoorState.refusal)
    return rx.cond(
        over != "",
        _over(over),
        rx.cond(
            ReviewState.has_to_open,
            _door(),
            rx.fragment(
                rx.cond(
                    ReviewState.may_upload,
                    link_place(ReviewState.project_id, ReviewState.share_token),
                    closed_place(),
                ),
                review_room(header=_header(), side=_side(), video_id=ReviewState.video_id, home=None),
            ),
        ),
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
                    rx.el.a(video["title"], href=address + video["id"], class_name="block grow truncate"),
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
                ("facts", t("review.facts"), version_facts(ReviewState.may_download)),
            ],
            label=t("review.panel"),
            list_class="vp-room-tabs",
            panel_class="flex min-h-0 grow flex-col data-hidden:hidden",
            keep_mounted=True,
        ),
        aria_label=t("review.panel"),
        class_name="vp-room-side vp-guest",
    )


def _door() -> rx.Component:
    return _calm(rx.cond(GuestCodeState.step == "", _first_time(), code_forms()))


def _first_time() -> rx.Component:
    return rx.fragment(
        rx.el.h1(t("share_ui.guest.title"), class_name="text-xl font-bold"),
        rx.el.p(
            text_if(
                GuestDoorState.needs_password,
                t("share_ui.guest.description_locked"),
                t("share_ui.guest.description", project=GuestDoorState.project_name),
            ),
            class_name="mt-1.5 text-muted",
        ),
        rx.el.form(
            text_field(
                "name",
                t("share_ui.guest.name"),
                error=_error(GuestDoorState.name_error),
                auto_complete="name",
                auto_focus=True,
            ),
            text_field(
                "email",
                t("share_ui.guest.email"),
                error=_error(GuestDoorState.email_error),
                auto_complete="email",
                input_mode="email",
            ),
            rx.cond(
                GuestDoorState.needs_password,
                text_field(
                    "password",
                    t("share_ui.guest.password"),
                    kind="password",
                    error=_error(GuestDoorState.password_error),
                    auto_complete="off",
                ),
                rx.fragment(),
            ),
            button(
                t("share_ui.guest.enter"),
                variant="primary",
                size="lg",
                loading=GuestDoorState.is_opening,
                submit=True,
            ),
            on_submit=GuestDoorState.enter,
            reset_on_submit=False,
            no_validate=True,
            class_name="mt-6 flex flex-col gap-4",
        ),
        code_offer(),
    )


def _error(code: Any) -> Any:
    return text_if(code == "field.too_long_name", t("error.field.too_long", limit=NAME_LENGTH), t_of("error", code))


def _over(code: Any) -> rx.Component:
    return _calm(
        empty_state("link_2_off", t("share_ui.guest.over"), t_of("error", code)),
    )


def _calm(*content: rx.Component) -> rx.Component:
    return always_dark(
        rx.el.main(
            rx.el.p(t("ui.brand"), class_name="mb-7 text-center text-2xl font-bold tracking-tight text-accent"),
            rx.el.div(*content, class_name="rounded-xl border border-line bg-panel p-6 sm:p-8"),
            class_name="w-full max-w-[420px]",
        ),
        rx.el.footer(language_choice("mt-8")),
        class_name="flex min-h-dvh flex-col items-center justify-center px-4 py-10",
    )
