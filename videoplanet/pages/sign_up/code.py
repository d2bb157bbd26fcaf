"""The second step of signing up: the mailed code, another one, and what to do when no mail comes."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.sign_up.state import SignUpState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.countdown import countdown
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form, submit_button
from videoplanet.shared.ui.text import t


def code_step() -> rx.Component:
    """Asks for the code."""
    errors: Any = SignUpState.code_errors
    return rx.fragment(
        form(
            text_field(
                "code",
                t("auth.code"),
                error=error_of(errors, "code"),
                hint=t("auth.code_hint", minutes=SignUpState.code_minutes),
                auto_complete="one-time-code",
                auto_focus=True,
                input_mode="numeric",
                spell_check=False,
                max_length=20,
                class_name="[&_input]:text-xl [&_input]:tracking-[0.25em] [&_input]:tabular-nums",
            ),
            on_submit=SignUpState.prove,
            errors=errors,
            submit=submit_button(t("auth.code_enter"), loading=SignUpState.is_waiting, wide=True),
        ),
        _ways(),
        _no_mail(),
    )


def _ways() -> rx.Component:
    left = countdown(SignUpState.resend_in, SignUpState.mailed)
    return rx.el.div(
        button(
            text_if(left > 0, t("auth.code_again_in", seconds=left), t("auth.code_again")),
            variant="ghost",
            size="sm",
            disabled=left > 0,
            loading=SignUpState.is_sending,
            on_click=SignUpState.mail_again,
        ),
        button(t("auth.code_back"), variant="ghost", size="sm", on_click=SignUpState.go_back),
        class_name="mt-3 flex flex-wrap justify-center gap-1",
    )


def _no_mail() -> rx.Component:
    return rx.el.p(
        t("auth.code_no_mail"),
        " ",
        text_if(SignUpState.mails_are_files, t("ui.mails_are_files"), t("auth.code_ask_administrator")),
        class_name="mt-4 border-t border-line pt-4 text-sm text-pretty break-keep text-muted",
    )
