"""The invitation page: who invites to what, and the two answers; before that the way in, for whoever is not signed in."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.invitation.state import AWAY, DECLINED, DOOR, FOREIGN, LOADING, MINE, OVER, InvitationState
from videoplanet.shared.ui.button import button, button_link
from videoplanet.shared.ui.conditional import text_by
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.dialog import confirm
from videoplanet.shared.ui.field import form_error
from videoplanet.shared.ui.field_errors import form_error_of
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.surface import skeleton
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.shell.auth_layout import auth_layout

_ACTS = "mt-6 flex flex-col gap-2.5"


def invitation_page() -> rx.Component:
    """What the letter leads to."""
    step = InvitationState.step
    shown = [
        (DOOR, _door()),
        (MINE, _answer()),
        (FOREIGN, _foreign()),
        (OVER, _home(t("invitation.over_text"))),
        (DECLINED, _home(t("invitation.declined_text", project=InvitationState.project_name))),
        (AWAY, _away()),
        (LOADING, rx.el.div(skeleton("h-5 w-3/4"), skeleton("mt-3 h-5 w-1/2"), skeleton("mt-6 h-11 w-full"))),
    ]
    return auth_layout(
        *[rx.cond(step == name, content, rx.fragment()) for name, content in shown],
        title=text_by(
            step,
            {
                FOREIGN: t("invitation.foreign"),
                OVER: t("invitation.over"),
                DECLINED: t("invitation.declined"),
                AWAY: t("home.away"),
            },
            t("invitation.title"),
        ),
    )


def _what() -> rx.Component:
    """Who invites, to what, as what, until when."""
    return rx.fragment(
        rx.el.p(
            t("invitation.from", inviter=InvitationState.inviter),
            class_name="text-muted",
        ),
        rx.el.p(InvitationState.project_name, dir="auto", class_name="mt-1 text-lg font-bold wrap-anywhere"),
        rx.cond(
            InvitationState.message != "",
            rx.el.blockquote(
                InvitationState.message,
                class_name="mt-3 border-l-2 border-line-strong/45 pl-3 whitespace-pre-line wrap-anywhere text-ink",
            ),
            rx.fragment(),
        ),
        rx.el.dl(
            _fact(t("member.role"), t_of("project.role", InvitationState.role)),
            _fact(t("invitation.address"), InvitationState.email),
            _fact(t("invitation.until"), date(InvitationState.expires_at, "date_time")),
            class_name="mt-4 flex flex-col gap-1.5 text-sm",
        ),
    )


def _fact(label: Text, value: Text) -> rx.Component:
    return rx.el.div(
        rx.el.dt(label, class_name="w-20 shrink-0 text-muted"),
        rx.el.dd(value, class_name="min-w-0 wrap-anywhere"),
        class_name="flex gap-3",
    )


def _door() -> rx.Component:
    return rx.fragment(
        _what(),
        rx.el.p(t("invitation.door_text"), class_name="mt-5 text-pretty break-keep text-muted"),
        rx.el.div(
            button_link(t("auth.sign_in"), href=InvitationState.sign_in_path, variant="primary", size="lg"),
            button_link(t("auth.sign_up"), href=InvitationState.sign_up_path, size="lg"),
            class_name=_ACTS,
        ),
    )


def _answer() -> rx.Component:
    errors: Any = InvitationState.errors
    return rx.fragment(
        _what(),
        rx.el.div(
            form_error(form_error_of(errors)),
            button(
                t("invitation.accept"),
                variant="primary",
                size="lg",
                loading=InvitationState.is_waiting,
                on_click=InvitationState.accept,
            ),
            button(
                t("invitation.decline"),
                size="lg",
                disabled=InvitationState.is_waiting,
                on_click=InvitationState.set_declining(True),
            ),
            class_name=_ACTS,
        ),
        confirm(
            title=t("invitation.decline_title"),
            description=t("invitation.decline_text"),
            confirm_text=t("invitation.decline"),
            open_=InvitationState.is_declining,
            on_open_change=InvitationState.set_declining,
            on_confirm=InvitationState.decline,
        ),
    )


def _foreign() -> rx.Component:
    return rx.fragment(
        rx.el.p(
            t("invitation.foreign_text", email=InvitationState.my_email),
            class_name="text-pretty break-keep wrap-anywhere text-muted",
        ),
        rx.el.div(
            button(
                t("invitation.change_account"), variant="primary", size="lg", on_click=InvitationState.change_account
            ),
            button_link(t("shell.not_found.home"), href="/home", size="lg"),
            class_name=_ACTS,
        ),
    )


def _home(text: Text) -> rx.Component:
    return rx.fragment(
        rx.el.p(text, class_name="text-pretty break-keep text-muted"),
        rx.el.div(button_link(t("shell.not_found.home"), href="/home", variant="primary", size="lg"), class_name=_ACTS),
    )


def _away() -> rx.Component:
    return rx.fragment(
        rx.el.p(t("error.unavailable"), class_name="text-pretty break-keep text-muted"),
        rx.el.div(
            button(t("home.retry"), variant="primary", size="lg", on_click=InvitationState.look), class_name=_ACTS
        ),
    )
