"""The sign-in page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.sign_in.state import SignInState
from videoplanet.shared.ui.button import text_link
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form, submit_button
from videoplanet.shared.ui.text import t
from videoplanet.widgets.shell.auth_layout import auth_layout


def sign_in_page() -> rx.Component:
    """E-mail and password."""
    errors: Any = SignInState.errors
    return auth_layout(
        form(
            text_field(
                "email",
                t("auth.email"),
                kind="email",
                error=error_of(errors, "email"),
                auto_complete="username",
                auto_focus=True,
                default_value=SignInState.email,
            ),
            text_field(
                "password",
                t("auth.password"),
                kind="password",
                error=error_of(errors, "password"),
                auto_complete="current-password",
            ),
            on_submit=SignInState.submit,
            errors=errors,
            submit=submit_button(t("auth.sign_in"), loading=SignInState.is_waiting, wide=True),
        ),
        title=t("auth.sign_in"),
        description=t("auth.sign_in_text"),
        below=rx.el.span(t("auth.no_account"), " ", text_link(t("auth.sign_up"), href=SignInState.sign_up_path)),
    )
