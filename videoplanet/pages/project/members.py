"""The members panel: who is in and as what; for those who manage members also inviting, changing and removing."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.entities.project.model import Role
from videoplanet.pages.project.invitations import given_roles, invite_dialog, pending_invitations
from videoplanet.pages.project.invitations_state import InvitationsState
from videoplanet.pages.project.members_state import MembersState
from videoplanet.shared.ui.avatar import avatar
from videoplanet.shared.ui.button import icon_button
from videoplanet.shared.ui.conditional import text_by
from videoplanet.shared.ui.dialog import confirm
from videoplanet.shared.ui.email_text import email_text
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_choices, menu_item, menu_separator
from videoplanet.shared.ui.surface import card
from videoplanet.shared.ui.text import t, t_of


def members_panel() -> rx.Component:
    """All members of the project on the page."""
    return card(
        rx.el.div(
            rx.el.h2(
                t("member.title"),
                rx.el.span(MembersState.members.length(), class_name="ml-2 font-semibold text-faint"),
                class_name="text-lg font-bold",
            ),
            rx.cond(
                MembersState.may_manage,
                icon_button("user_plus", t("member.add"), on_click=InvitationsState.set_inviting(True)),
                rx.fragment(),
            ),
            class_name="flex min-h-9 items-center justify-between",
        ),
        rx.el.ul(rx.foreach(MembersState.members, _member), class_name="mt-2 flex flex-col"),
        pending_invitations(),
        invite_dialog(),
        _question(),
        class_name="w-full shrink-0 p-5 xl:w-80",
    )


def _member(member: Any) -> rx.Component:
    return rx.el.li(
        avatar(member["name"], size=34),
        rx.el.div(
            rx.el.p(
                rx.el.span(member["name"], class_name="truncate"),
                rx.cond(member["is_me"], rx.el.span(t("member.me"), class_name="shrink-0 text-xs text-faint"), ""),
                class_name="flex items-baseline gap-1.5 font-semibold",
            ),
            rx.cond(
                member["email"] != "",
                rx.el.p(email_text(member["email"].to(str)), class_name="text-xs text-muted"),
                rx.fragment(),
            ),
            class_name="min-w-0 grow",
        ),
        _role(member),
        key=member["id"],
        class_name="flex items-center gap-3 py-2",
    )


def _role(member: Any) -> rx.Component:
    """The role; with a menu where there is something one may do about this member."""
    is_owner = member["role"] == Role.OWNER.value
    plain = rx.el.span(t_of("project.role", member["role"]), class_name="shrink-0 px-2 text-sm font-medium text-muted")
    return rx.cond(
        is_owner | ~(MembersState.may_manage | member["is_me"].to(bool)),
        plain,
        menu(
            rx.cond(MembersState.may_manage, _choices(member), rx.fragment()),
            rx.cond(
                member["is_me"],
                menu_item(
                    t("member.leave"),
                    icon_name="log_out",
                    danger=True,
                    on_click=MembersState.ask("leave", member["id"], member["name"]),
                ),
                menu_item(
                    t("member.remove"),
                    icon_name="user_minus",
                    danger=True,
                    on_click=MembersState.ask("remove", member["id"], member["name"]),
                ),
            ),
            trigger=rx.fragment(t_of("project.role", member["role"]), icon("chevron_down", 15, "text-faint")),
            label=t("member.acts", name=member["name"]),
            size="sm",
        ),
    )


def _choices(member: Any) -> rx.Component:
    return rx.fragment(
        menu_choices(
            t("member.role"),
            given_roles(),
            value=member["role"],
            on_change=lambda role: MembersState.set_role(member["id"], role),
            closes=True,
        ),
        menu_separator(),
        rx.cond(
            MembersState.may_hand_over,
            menu_item(
                t("member.hand_over"),
                icon_name="crown",
                on_click=MembersState.ask("hand_over", member["id"], member["name"]),
            ),
            rx.fragment(),
        ),
    )


def _question() -> rx.Component:
    name = MembersState.asked_name
    asked = MembersState.question
    return confirm(
        title=text_by(
            asked,
            {"leave": t("member.leave_title"), "hand_over": t("member.hand_over_title", name=name)},
            t("member.remove_title", name=name),
        ),
        description=text_by(
            asked, {"leave": t("member.leave_text"), "hand_over": t("member.hand_over_text")}, t("member.remove_text")
        ),
        confirm_text=text_by(
            asked, {"leave": t("member.leave"), "hand_over": t("member.hand_over")}, t("member.remove")
        ),
        open_=asked != "",
        on_open_change=MembersState.set_asking,
        on_confirm=MembersState.confirm,
    )
