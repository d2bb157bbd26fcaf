"""The dialog that starts a project."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.projects.state import ProjectsState
from videoplanet.shared.ui.button import button
from videoplanet.shared.ui.dialog import dialog, dialog_cancel, dialog_footer
from videoplanet.shared.ui.field import form_error, text_area, text_field
from videoplanet.shared.ui.field_errors import error_of, form_error_of
from videoplanet.shared.ui.one_press import press_field
from videoplanet.shared.ui.text import t

FORM_ID = "new-project"


def new_project_dialog() -> rx.Component:
    """Name, client, who is in charge, first day, description."""
    errors: Any = ProjectsState.errors
    return dialog(
        rx.el.form(
            text_field("name", t("project.name"), error=error_of(errors, "name"), auto_complete="off", auto_focus=True),
            rx.el.div(
                text_field("client", t("project.client"), error=error_of(errors, "client"), auto_complete="off"),
                text_field("manager", t("project.manager"), error=error_of(errors, "manager"), auto_complete="off"),
                class_name="grid gap-4 sm:grid-cols-2",
            ),
            text_field(
                "starts_on",
                t("project.starts_on"),
                kind="date",
                hint=t("project.starts_on_hint"),
                error=error_of(errors, "starts_on"),
            ),
            text_area("description", t("project.description"), error=error_of(errors, "description")),
            form_error(form_error_of(errors)),
            press_field(ProjectsState),
            id=FORM_ID,
            on_submit=ProjectsState.create,
            no_validate=True,
            class_name="flex flex-col gap-4",
        ),
        title=t("project.new"),
        description=t("project.new_text"),
        footer=dialog_footer(
            dialog_cancel(),
            button(t("project.create"), variant="primary", submit=True, form=FORM_ID, loading=ProjectsState.is_waiting),
        ),
        open_=ProjectsState.is_creating,
        on_open_change=ProjectsState.set_creating,
    )
