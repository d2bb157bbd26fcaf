"""The door of a share link: who sent which film, and the form that opens it. In the viewer's theme; the room behind it is dark."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.review.guest_code import code_forms, code_offer
from videoplanet.pages.review.guest_code_state import GuestCodeState
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form, submit_button
from videoplanet.shared.ui.language_choice import language_choice
from videoplanet.shared.ui.surface import empty_state
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.comment_thread.closed_room import unsent_words


def guest_door() -> rx.Component:
    """What a visitor sees first. Behind a password it names nothing. Whichever form shows, the other keeps what was typed in it."""
    is_first = GuestCodeState.step == ""
    return _calm(
        rx.el.div(_first_time(), hidden=~is_first),
        rx.cond(
            GuestCodeState.is_begun,
            rx.el.div(rx.el.div(code_forms(), class_name="p-6 sm:p-8"), hidden=is_first),
            rx.fragment(),
        ),
    )


def _first_time() -> rx.Component:
    return rx.fragment(
        rx.cond(GuestDoorState.film_title != "", _film(), _sealed()),
        form(
            text_field(
                "name",
                t("share_ui.guest.name"),
                error=error_of(GuestDoorState.errors, "name"),
                auto_complete="name",
                auto_focus=True,
            ),
            text_field(
                "email",
                t("share_ui.guest.email"),
                error=error_of(GuestDoorState.errors, "email"),
                auto_complete="email",
                input_mode="email",
            ),
            rx.cond(
                GuestDoorState.needs_password,
                text_field(
                    "password",
                    t("share_ui.guest.password"),
                    kind="password",
                    error=error_of(GuestDoorState.errors, "password"),
                    auto_complete="off",
                ),
                rx.fragment(),
            ),
            on_submit=GuestDoorState.enter,
            once=GuestDoorState,
            submit=submit_button(t("share_ui.guest.enter"), loading=GuestDoorState.is_opening),
            class_name="px-6 pt-5 sm:px-8",
        ),
        rx.el.div(code_offer(), class_name="px-6 pb-4 sm:px-8 sm:pb-5"),
    )


def link_is_over(code: Any) -> rx.Component:
    """In the door's place when the link opens nothing any more; ``code`` is the error that says why."""
    over = empty_state("link_2_off", t("share_ui.guest.over"), t_of("error", code))
    return _calm(rx.el.div(over, unsent_words(viewer_id=""), class_name="p-6 sm:p-8"))


def _film() -> rx.Component:
    title = rx.el.h1(
        rx.el.span(GuestDoorState.film_title, dir="auto"),
        rx.cond(
            GuestDoorState.more_films > 0,
            rx.el.span(
                t("share_ui.guest.more_films", count=GuestDoorState.more_films),
                class_name="ml-2 text-base font-medium whitespace-nowrap text-muted",
            ),
            rx.fragment(),
        ),
        class_name="line-clamp-3 text-xl font-bold",
    )
    sender = text_if(
        GuestDoorState.sender_name != "",
        t("share_ui.guest.sent_by", name=GuestDoorState.sender_name, project=GuestDoorState.project_name),
        t("share_ui.guest.of_project", project=GuestDoorState.project_name),
    )
    return rx.fragment(
        rx.cond(
            GuestDoorState.poster != "",
            rx.el.img(
                src=GuestDoorState.poster,
                alt="",
                class_name="aspect-video max-h-[34dvh] w-full rounded-t-xl bg-black object-contain",
            ),
            rx.fragment(),
        ),
        rx.el.div(
            rx.el.p(sender, class_name="text-sm text-muted"),
            rx.el.div(title, class_name="mt-1"),
            rx.el.p(t("share_ui.guest.description"), class_name="mt-2 text-muted"),
            class_name="px-6 pt-5 sm:px-8",
        ),
    )


def _sealed() -> rx.Component:
    locked, open_ = t("share_ui.guest.description_locked"), t("share_ui.guest.description")
    return rx.el.div(
        rx.el.h1(t("share_ui.guest.title"), class_name="text-xl font-bold"),
        rx.el.p(text_if(GuestDoorState.needs_password, locked, open_), class_name="mt-1.5 text-muted"),
        class_name="px-6 pt-6 sm:px-8 sm:pt-8",
    )


def _calm(*content: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.main(
            rx.el.p(
                t("ui.brand"),
                class_name="mb-6 text-center text-2xl font-bold tracking-tight text-accent "
                "[@media(max-height:500px)]:mb-3",
            ),
            rx.el.div(*content, class_name="rounded-xl border border-line bg-panel"),
            class_name="w-full max-w-[420px]",
        ),
        rx.el.footer(language_choice("mt-8")),
        class_name="flex min-h-dvh flex-col items-center justify-center bg-canvas px-4 py-10 text-ink "
        "[@media(max-height:500px)]:py-4",
    )
