"""The dialog that starts a project."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.projects.state import ProjectsState
from videoplanet.shared.ui.field import text_area, text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form_dialog
from videoplanet.shared.ui.text import t

FORM_ID = "new-project"


def new_project_dialog() -> rx.Component:
    """Name, client, who is in charge, first day, description."""
    errors: Any = ProjectsState.errors
    return form_dialog(
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
        form_id=FORM_ID,
        title=t("project.new"),
        description=t("project.new_text"),
        submit=t("project.create"),
        on_submit=ProjectsState.create,
        errors=errors,
        loading=ProjectsState.is_waiting,
        once=ProjectsState,
        open_=ProjectsState.is_creating,
        on_open_change=ProjectsState.set_creating,
    )
