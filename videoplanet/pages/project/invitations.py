"""The part of the members panel about invitations: inviting, and who has not answered yet. For those who manage members."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.entities.project.model import INVITATION_MESSAGE_LENGTH, Role
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.project.members_state import MembersState
from videoplanet.shared.ui.conditional import joined, text_if
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.email_text import email_text
from videoplanet.shared.ui.field import text_area, text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form_dialog
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_choices, menu_item, menu_separator
from videoplanet.shared.ui.select import Option, select
from videoplanet.shared.ui.text import t, t_of

FORM_ID = "new-invitation"


def given_roles() -> list[Option]:
    """The roles one gives: all but the owner's, which is handed over."""
    return [(role.value, t(f"project.role.{role}")) for role in Role if role is not Role.OWNER]


def pending_invitations() -> rx.Component:
    """Who was invited and has not answered; nothing when there is nobody."""
    return rx.cond(
        MembersState.may_manage & (InvitationsState.invitations.length() > 0),
        rx.el.section(
            rx.el.h3(
                t("invitation.pending"),
                rx.el.span(InvitationsState.invitations.length(), class_name="ml-1.5 text-faint"),
                class_name="text-sm font-semibold text-muted",
            ),
            rx.el.ul(rx.foreach(InvitationsState.invitations, _invitation), class_name="mt-1 flex flex-col"),
            rx.cond(
                InvitationsState.mails_are_files,
                rx.el.p(t("ui.mails_are_files"), class_name="mt-2 text-xs text-pretty break-keep text-muted"),
                rx.fragment(),
            ),
            class_name="mt-3 border-t border-line pt-4",
        ),
        rx.fragment(),
    )


def _invitation(invitation: Any) -> rx.Component:
    until = t("invitation.good_until", day=date(invitation["expires_at"], "day"))
    return rx.el.li(
        rx.el.span(
            icon("mail", 16),
            class_name="flex size-[34px] shrink-0 items-center justify-center rounded-full bg-hover text-faint",
        ),
        rx.el.div(
            rx.el.p(email_text(invitation["email"].to(str)), class_name="leading-snug font-medium"),
            rx.el.p(
                text_if(invitation["is_late"].to(bool), t("invitation.late"), until),
                class_name=text_if(invitation["is_late"].to(bool), "text-xs text-fix-ink", "text-xs text-muted"),
            ),
            class_name="min-w-0 grow",
        ),
        menu(
            menu_choices(
                t("member.role"),
                given_roles(),
                value=invitation["role"],
                on_change=lambda role: InvitationsState.set_role(invitation["id"], role),
            ),
            menu_separator(),
            menu_item(
                t("invitation.resend"),
                icon_name="send",
                on_click=InvitationsState.resend(invitation["id"]),
            ),
            menu_item(
                t("invitation.cancel"),
                icon_name="x",
                danger=True,
                on_click=InvitationsState.cancel(invitation["id"], invitation["email"]),
            ),
            trigger=rx.fragment(t_of("project.role", invitation["role"]), icon("chevron_down", 15, "text-faint")),
            label=t("invitation.acts", email=invitation["email"]),
            size="sm",
        ),
        key=invitation["id"],
        class_name="flex items-center gap-3 py-2",
    )


def invite_dialog() -> rx.Component:
    """Asks whom to invite, as what, and for a few words."""
    errors: Any = InvitationsState.errors
    return form_dialog(
        text_field(
            "email",
            t("auth.email"),
            kind="email",
            error=error_of(errors, "email"),
            hint=joined(t("member.email_hint"), t("invitation.language")),
            auto_complete="off",
            auto_focus=True,
            field_id="member-email",
        ),
        select(
            "role",
            t("member.role"),
            given_roles(),
            default_value=Role.REVIEWER.value,
            error=error_of(errors, "role"),
            hint=t("member.role_hint"),
            field_id="member-role",
        ),
        text_area(
            "message",
            t("invitation.message"),
            hint=t("invitation.message_hint"),
            error=error_of(errors, "message"),
            rows=2,
            field_id="member-message",
            max_length=INVITATION_MESSAGE_LENGTH,
        ),
        form_id=FORM_ID,
        title=t("member.add"),
        description=t("member.add_text"),
        submit=t("member.add"),
        on_submit=InvitationsState.invite,
        errors=errors,
        loading=InvitationsState.is_waiting,
        once=InvitationsState,
        open_=InvitationsState.is_inviting,
        on_open_change=InvitationsState.set_inviting,
        size="sm",
    )
