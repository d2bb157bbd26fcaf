"""What the door of a share link shows to somebody who goes on in another browser: their address, then the mailed code."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.review.guest_code_state import PROVE, GuestCodeState
from videoplanet.pages.review.guest_state import GuestDoorState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form, submit_button
from videoplanet.shared.ui.text import t


def code_offer() -> rx.Component:
    """The way to the code, below the ordinary form."""
    return rx.el.div(
        rx.el.p(t("share_ui.guest.been_here"), class_name="text-sm text-muted"),
        button(t("share_ui.guest.go_on"), variant="ghost", size="sm", on_click=GuestCodeState.begin),
        class_name="mt-4 flex flex-wrap items-center justify-center gap-x-1 border-t border-line pt-4",
    )


def code_forms() -> rx.Component:
    """Asks for the address, then for the code."""
    return rx.fragment(
        rx.el.h1(t("share_ui.guest.go_on_title"), class_name="text-xl font-bold"),
        rx.el.div(_address_form(), hidden=GuestCodeState.step == PROVE),
        rx.cond(GuestCodeState.step == PROVE, _code_form(), rx.fragment()),
    )


def _address_form() -> rx.Component:
    errors: Any = GuestCodeState.errors
    return rx.fragment(
        rx.el.p(t("share_ui.guest.go_on_text"), class_name="mt-1.5 text-muted"),
        form(
            text_field(
                "email",
                t("share_ui.guest.email"),
                kind="email",
                error=error_of(errors, "email"),
                auto_complete="email",
                auto_focus=True,
                default_value=GuestCodeState.email,
                field_id="earlier-email",
            ),
            rx.cond(
                GuestDoorState.needs_password,
                text_field(
                    "password",
                    t("share_ui.guest.password"),
                    kind="password",
                    error=error_of(errors, "password"),
                    auto_complete="off",
                    field_id="earlier-password",
                ),
                rx.fragment(),
            ),
            on_submit=GuestCodeState.ask,
            errors=errors,
            submit=submit_button(t("share_ui.guest.send_code"), loading=GuestCodeState.is_waiting),
            class_name="mt-6",
        ),
        _others(button(t("share_ui.guest.first_time"), variant="ghost", size="sm", on_click=GuestCodeState.leave)),
    )


def _code_form() -> rx.Component:
    errors: Any = GuestCodeState.errors
    return rx.fragment(
        rx.el.p(
            t("share_ui.guest.code_text", email=GuestCodeState.email, minutes=GuestCodeState.code_minutes),
            class_name="mt-1.5 text-muted",
        ),
        form(
            text_field(
                "code",
                t("share_ui.guest.code"),
                error=error_of(errors, "code"),
                auto_complete="one-time-code",
                auto_focus=True,
                input_mode="numeric",
                max_length=12,
            ),
            on_submit=GuestCodeState.prove,
            errors=errors,
            submit=submit_button(t("share_ui.guest.enter"), loading=GuestCodeState.is_waiting),
            class_name="mt-6",
        ),
        _others(
            button(t("share_ui.guest.another_code"), variant="ghost", size="sm", on_click=GuestCodeState.begin),
            button(t("share_ui.guest.first_time"), variant="ghost", size="sm", on_click=GuestCodeState.leave),
        ),
    )


def _others(*ways: rx.Component) -> rx.Component:
    return rx.el.div(*ways, class_name="mt-3 flex flex-wrap justify-center gap-1")
