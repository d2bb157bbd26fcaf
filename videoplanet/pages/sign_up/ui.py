"""The sign-up page: what one enters, then the code that was mailed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.sign_up.code import code_step
from videoplanet.pages.sign_up.state import CODE, NOT_RATED, SignUpState
from videoplanet.shared.ui.button import text_link
from videoplanet.shared.ui.choice import checkbox
from videoplanet.shared.ui.conditional import joined, text_by, text_if
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form, submit_button
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.shell.auth_layout import auth_layout

_STEPS = 4


def sign_up_page() -> rx.Component:
    """E-mail, password, name and what one agrees to; the form stays, out of sight, while the code is asked for."""
    has_mail = SignUpState.step == CODE
    return auth_layout(
        rx.el.div(_form(), class_name=text_if(has_mail, "hidden", "")),
        rx.cond(has_mail, code_step(), rx.fragment()),
        title=text_if(has_mail, t("auth.code_title"), t("auth.sign_up")),
        description=text_if(has_mail, t("auth.code_text", email=SignUpState.email), t("auth.sign_up_text")),
        below=rx.cond(
            has_mail,
            rx.fragment(),
            rx.el.span(t("auth.have_account"), " ", text_link(t("auth.sign_in"), href=SignUpState.sign_in_path)),
        ),
    )


def _form() -> rx.Component:
    errors: Any = SignUpState.errors
    return form(
        text_field(
            "email",
            t("auth.email"),
            kind="email",
            error=error_of(errors, "email"),
            auto_complete="username",
            auto_focus=True,
            default_value=SignUpState.email,
        ),
        rx.el.div(
            text_field(
                "password",
                t("auth.password"),
                kind="password",
                hint=t("auth.password_hint"),
                error=error_of(errors, "password"),
                auto_complete="new-password",
                on_change=SignUpState.rate,
            ),
            _strength(),
        ),
        text_field(
            "name",
            t("auth.name"),
            error=error_of(errors, "name"),
            auto_complete="name",
            default_value=SignUpState.name,
        ),
        rx.el.div(
            _agreement("agree_terms", t("auth.agree_terms"), t("ui.required"), error_of(errors, "agree_terms")),
            _agreement("agree_privacy", t("auth.agree_privacy"), t("ui.required"), error_of(errors, "agree_privacy")),
            _agreement("agree_marketing", t("auth.agree_marketing"), t("ui.optional")),
            class_name="flex flex-col gap-0.5",
        ),
        on_submit=SignUpState.submit,
        errors=errors,
        submit=submit_button(t("auth.sign_up"), loading=SignUpState.is_waiting, wide=True),
    )


def _agreement(name: str, text: Text, kind: Text, error: Text | None = None) -> rx.Component:
    return checkbox(name, text, rx.el.span(kind, class_name="ml-1.5 text-xs text-faint"), error=error)


def _strength() -> rx.Component:
    """How hard the password is to guess, in bars and in words; nothing before something is typed."""
    score = SignUpState.strength
    tone = text_by(score, {"2": "bg-idea", "3": "bg-approve", "4": "bg-approve"}, "bg-fix")
    bars = [
        rx.el.span(
            class_name=joined(
                "h-1 grow rounded-full transition-colors duration-120",
                text_if(score >= step if step > 1 else True, tone, "bg-line"),
            )
        )
        for step in range(1, _STEPS + 1)
    ]
    return rx.el.div(
        rx.cond(
            score > NOT_RATED,
            rx.el.div(
                rx.el.div(*bars, aria_hidden=True, class_name="mt-2 flex gap-1"),
                rx.el.p(t_of("auth.strength", score.to(str)), class_name="mt-1 text-xs text-muted"),
            ),
            rx.fragment(),
        ),
        role="status",
    )
