"""A form of the kit keeps the browser's complaints out, says what is wrong with all of it, and knows its presses."""

from __future__ import annotations

import reflex as rx

from videoplanet.pages.project.state import ProjectState
from videoplanet.pages.projects.state import ProjectsState
from videoplanet.shared.ui.field import form_error
from videoplanet.shared.ui.field_errors import form_error_of
from videoplanet.shared.ui.form import form, form_dialog, submit_button
from videoplanet.shared.ui.one_press import press_field


def drawn(component: rx.Component) -> str:
    return str(component)


def test_what_concerns_no_field_is_shown_where_errors_are_given() -> None:
    words = drawn(form_error(form_error_of(ProjectState.errors)))
    assert words in drawn(form(on_submit=ProjectState.save, errors=ProjectState.errors))
    assert words not in drawn(form(on_submit=ProjectState.save))


def test_a_form_that_makes_something_says_which_press_it_is() -> None:
    press = str(press_field(ProjectsState))
    assert press in drawn(form(on_submit=ProjectsState.create, once=ProjectsState))
    assert "press" not in drawn(form(on_submit=ProjectsState.create)).replace("on_press", "")


def test_the_server_says_what_is_wrong_not_the_browser() -> None:
    assert "noValidate:true" in drawn(form(rx.el.input(), on_submit=ProjectState.save))


def test_the_buttons_of_a_dialog_send_its_form() -> None:
    dialog = drawn(
        form_dialog(
            form_id="edit",
            title="t",
            submit="Save",
            on_submit=ProjectState.save,
            errors=ProjectState.errors,
            loading=ProjectState.is_waiting,
            open_=ProjectState.is_editing,
            on_open_change=ProjectState.set_editing,
        )
    )
    assert 'id:"edit"' in dialog
    assert 'form:"edit"' in dialog


def test_a_page_about_a_form_has_a_large_button_as_wide_as_it_if_wanted() -> None:
    assert "w-full" in drawn(submit_button("Go", loading=False, wide=True))
    assert "w-full" not in drawn(submit_button("Go", loading=False))
