"""The project page's dialogs: change what the project says of itself, and the question before deleting it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from videoplanet.pages.project.state import ProjectState
from videoplanet.shared.ui.dialog import confirm
from videoplanet.shared.ui.field import text_area, text_field
from videoplanet.shared.ui.field_errors import error_of
from videoplanet.shared.ui.form import form_dialog
from videoplanet.shared.ui.text import short_name, t

FORM_ID = "edit-project"


def edit_dialog() -> rx.Component:
    """Name, client, who is in charge, description."""
    errors: Any = ProjectState.errors
    return form_dialog(
        text_field(
            "name",
            t("project.name"),
            error=error_of(errors, "name"),
            default_value=ProjectState.name,
            auto_complete="off",
        ),
        rx.el.div(
            text_field(
                "client",
                t("project.client"),
                error=error_of(errors, "client"),
                default_value=ProjectState.client,
                auto_complete="off",
            ),
            text_field(
                "manager",
                t("project.manager"),
                error=error_of(errors, "manager"),
                default_value=ProjectState.manager,
                auto_complete="off",
            ),
            class_name="grid gap-4 sm:grid-cols-2",
        ),
        text_area(
            "description",
            t("project.description"),
            error=error_of(errors, "description"),
            default_value=ProjectState.description,
        ),
        form_id=FORM_ID,
        title=t("project.edit"),
        submit=t("project.save"),
        on_submit=ProjectState.save,
        errors=errors,
        loading=ProjectState.is_waiting,
        open_=ProjectState.is_editing,
        on_open_change=ProjectState.set_editing,
    )


def delete_question() -> rx.Component:
    """Says what deleting does, and for how long it can be taken back."""
    return confirm(
        title=t("project.delete_title", name=short_name(ProjectState.name)),
        description=t("project.delete_text"),
        confirm_text=t("project.delete"),
        open_=ProjectState.is_deleting,
        on_open_change=ProjectState.set_deleting,
        on_confirm=ProjectState.delete,
    )
