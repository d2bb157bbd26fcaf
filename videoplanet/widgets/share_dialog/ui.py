"""The share dialog: make a link, copy it, see the links there are, withdraw one."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_base.vars.base import Var

from videoplanet.entities.share.model import SharePermission
from videoplanet.shared.ui.badge import badge
from videoplanet.shared.ui.button import button, icon_button
from videoplanet.shared.ui.choice import switch
from videoplanet.shared.ui.conditional import text_if
from videoplanet.shared.ui.copying import copy_and_say
from videoplanet.shared.ui.dates import date
from videoplanet.shared.ui.dialog import confirm, dialog
from videoplanet.shared.ui.field import text_field
from videoplanet.shared.ui.form import form
from videoplanet.shared.ui.handler import Text
from videoplanet.shared.ui.select import select
from videoplanet.shared.ui.surface import skeleton_rows
from videoplanet.shared.ui.text import t, t_of
from videoplanet.widgets.share_dialog.state import PASSWORD_LENGTH_MIN, ShareState

# The approval of versions by guests is not offered yet: a link for it would promise what the page cannot do.
_PERMISSIONS = (SharePermission.COMMENT, SharePermission.VIEW)


def share_button(video_id: Text) -> rx.Component:
    """The button that opens the dialog, and the dialog."""
    return rx.fragment(
        button(t("share_ui.share"), variant="primary", on_click=ShareState.open(video_id)),
        dialog(
            _form(),
            rx.el.h3(t("share_ui.links"), class_name="mt-6 mb-1 font-bold"),
            rx.cond(
                ShareState.is_loading,
                skeleton_rows(2),
                rx.cond(
                    ShareState.links.length() > 0,
                    rx.el.ul(rx.foreach(ShareState.links, _link), class_name="flex flex-col"),
                    rx.el.p(t("share_ui.none"), class_name="py-3 text-muted"),
                ),
            ),
            rx.cond(
                ShareState.expired.length() > 0,
                rx.fragment(
                    rx.el.h3(t("share_ui.expired_links"), class_name="mt-6 mb-1 font-bold"),
                    rx.el.ul(rx.foreach(ShareState.expired, _link), class_name="flex flex-col"),
                ),
                rx.fragment(),
            ),
            _question(),
            title=t("share_ui.title"),
            description=t("share_ui.description"),
            open_=ShareState.is_open,
            on_open_change=ShareState.set_open,
        ),
    )


def _question() -> rx.Component:
    """Asks before a link is withdrawn, and says who loses what."""
    return confirm(
        title=t("share_ui.revoke_title"),
        description=text_if(
            ShareState.asked_visits > 0,
            t("share_ui.revoke_text_visited", count=ShareState.asked_visits),
            t("share_ui.revoke_text"),
        ),
        confirm_text=t("share_ui.revoke"),
        open_=ShareState.asked_id != "",
        on_open_change=ShareState.set_asking,
        on_confirm=ShareState.revoke,
    )


def _form() -> rx.Component:
    too_short = t("error.field.too_short", limit=PASSWORD_LENGTH_MIN)
    zone: Var[str] = Var(_js_expr="Intl.DateTimeFormat().resolvedOptions().timeZone", _var_type=str)
    return form(
        select(
            "permission",
            t("share_ui.permission"),
            [(str(each), t(f"share_ui.permission.{each}")) for each in _PERMISSIONS],
            value=ShareState.permission,
            on_change=ShareState.set_permission,
        ),
        rx.el.div(
            text_field(
                "password",
                t("share_ui.password"),
                kind="password",
                hint=t("share_ui.password_hint"),
                error=text_if(ShareState.password_error != "", too_short),
                auto_complete="new-password",
            ),
            text_field(
                "expires_on",
                t("share_ui.expires"),
                kind="date",
                hint=t("share_ui.expires_hint"),
                error=t_of("error", ShareState.expiry_error),
            ),
            class_name="grid gap-4 sm:grid-cols-2",
        ),
        rx.el.div(
            switch("allow_download", t("share_ui.allow_download")),
            switch("allow_upload", t("share_ui.allow_upload"), hint=t("share_ui.allow_upload_hint")),
            class_name="flex flex-col gap-3",
        ),
        rx.el.input(type="hidden", name="time_zone", value=zone, read_only=True),
        once=ShareState,
        submit=button(
            t("share_ui.create"),
            variant="primary",
            icon_name="link",
            loading=ShareState.is_creating,
            submit=True,
            class_name="self-end",
        ),
        key=ShareState.presses.to(str),  # a link made begins the form anew
        on_submit=ShareState.create,
    )


def _link(link: Any) -> rx.Component:
    address = link["address"].to(str)
    return rx.el.li(
        rx.el.div(
            rx.el.input(
                value=address,
                read_only=True,
                aria_label=t("share_ui.address"),
                class_name="min-w-0 grow truncate bg-transparent text-sm text-ink pointer-coarse:h-11",
            ),
            icon_button("copy", t("share_ui.copy"), size="sm", on_click=copy_and_say(address, "share_ui.copied")),
            icon_button(
                "trash_2",
                t("share_ui.revoke"),
                size="sm",
                on_click=ShareState.ask_revoke(link["id"].to(str), link["visits"].to(int)),
            ),
            class_name="flex items-center gap-1",
        ),
        rx.el.div(
            rx.cond(link["is_new"].bool(), badge(t("share_ui.new"), tone="accent"), rx.fragment()),
            badge(t_of("share_ui.permission", link["permission"])),
            rx.cond(link["has_password"].bool(), badge(t("share_ui.has_password")), rx.fragment()),
            rx.cond(link["allow_download"].bool(), badge(t("share_ui.has_download")), rx.fragment()),
            rx.cond(link["allow_upload"].bool(), badge(t("share_ui.has_upload")), rx.fragment()),
            rx.cond(
                link["expires_at"].to(str) != "",
                rx.cond(
                    link["is_expired"].bool(),
                    badge(t("share_ui.expired"), tone="fix"),
                    badge(t("share_ui.until", date=date(link["expires_at"].to(str)))),
                ),
                rx.fragment(),
            ),
            rx.el.span(t("share_ui.visits", count=link["visits"].to(int)), class_name="text-xs text-faint"),
            class_name="flex flex-wrap items-center gap-1.5",
        ),
        key=link["id"].to(str),
        class_name="flex flex-col gap-1.5 border-t border-line py-3",
    )
