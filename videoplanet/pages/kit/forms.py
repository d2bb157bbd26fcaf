"""The kit's form and everything that opens over the page."""

from __future__ import annotations

import reflex as rx

from videoplanet.pages.kit.state import KitState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.choice import checkbox, switch
from videoplanet.shared.ui.dialog import confirm, dialog, dialog_cancel, dialog_footer
from videoplanet.shared.ui.field import text_area, text_field
from videoplanet.shared.ui.icon import icon
from videoplanet.shared.ui.menu import menu, menu_item, menu_separator
from videoplanet.shared.ui.select import Option, select
from videoplanet.shared.ui.text import t, t_of
from videoplanet.shared.ui.toast.state import ToastState

_KINDS: list[Option] = [(kind, t(f"kit.kind.{kind}")) for kind in ("fix", "idea", "approve", "question")]


def form_section() -> rx.Component:
    """One of each field, in a form that the server refuses until the address has an @."""
    return rx.el.form(
        text_field("name", t("kit.name"), required=True, auto_complete="name", default_value="김지우"),
        text_field(
            "email",
            t("kit.email"),
            hint=t("kit.email_hint"),
            error=t_of("kit.error", KitState.email_error),
            auto_complete="email",
        ),
        text_field("password", t("kit.password"), kind="password", auto_complete="new-password"),
        select("kind", t("kit.kind"), _KINDS, value=KitState.chosen, on_change=KitState.choose),
        text_field("due", t("kit.due"), kind="date"),
        text_area("note", t("kit.note"), placeholder=t("kit.note_placeholder")),
        text_field(
            "search",
            t("kit.search"),
            kind="search",
            hint=t("kit.typed", text=KitState.searched),
            value=KitState.searched,
            on_change=KitState.search,
        ),
        checkbox("agree", t("kit.agree"), default_checked=True),
        switch("mail_me", t("kit.mail_me"), hint=t("kit.mail_me_hint")),
        button(t("kit.save"), variant="primary", submit=True, class_name="self-start"),
        on_submit=KitState.submit,
        no_validate=True,
        class_name="flex flex-col gap-4",
    )


def overlay_section() -> rx.Component:
    """A menu, two dialogs and the three kinds of toast."""
    return rx.el.div(
        menu(
            menu_item(t("kit.open"), icon_name="folder_open", on_click=KitState.click),
            menu_item(t("kit.save"), icon_name="save", disabled=True),
            menu_separator(),
            menu_item(t("kit.delete"), icon_name="trash_2", danger=True, on_click=KitState.ask(True)),
            trigger=icon("ellipsis"),
            label=t("kit.sample"),
            variant="secondary",
            square=True,
            align="start",
        ),
        select(
            "compact", t("kit.kind"), _KINDS, default_value="idea", compact=True, field_id="compact", class_name="w-28"
        ),
        button(t("kit.delete"), on_click=KitState.ask(True)),
        button(t("kit.open"), on_click=KitState.edit(True)),
        button("success", on_click=ToastState.show("success", "kit.saved", '{"name": "지우"}', "")),
        button("info", on_click=ToastState.show("info", "ui.loading", "{}", "")),
        button("error", on_click=ToastState.show("error", "kit.failed", "{}", "")),
        button("fail", on_click=KitState.fail),
        confirm(
            title=t("kit.delete_question"),
            description=t("kit.delete_text"),
            confirm_text=t("kit.delete"),
            open_=KitState.asking,
            on_open_change=KitState.ask,
            on_confirm=KitState.ask(False),
        ),
        dialog(
            rx.el.form(
                text_field("name", t("kit.name"), field_id="edit_name", default_value="봄 캠페인"),
                text_field(
                    "email",
                    t("kit.email"),
                    field_id="edit_email",
                    error=t_of("kit.error", KitState.email_error),
                ),
                on_submit=KitState.submit,
                id="edit",
                no_validate=True,
                class_name="flex flex-col gap-4",
            ),
            title=t("kit.open"),
            description=t("kit.empty_text"),
            footer=dialog_footer(dialog_cancel(), button(t("kit.save"), variant="primary", submit=True, form="edit")),
            open_=KitState.editing,
            on_open_change=KitState.edit,
        ),
        class_name="flex flex-wrap items-center gap-2.5",
    )
