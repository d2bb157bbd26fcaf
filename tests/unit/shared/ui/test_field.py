"""Fields are tied to their labels, hints and errors."""

from __future__ import annotations

import reflex as rx

from videoplanet.shared.ui.field import text_area, text_field


def test_a_field_has_its_label_and_names_its_hint() -> None:
    markup = str(text_field("email", "E-mail", hint="We write once."))
    assert 'htmlFor:"email"' in markup
    assert '"aria-describedby":"email-hint"' in markup
    assert 'id:"email-hint"' in markup
    assert '"aria-invalid":' not in markup


def test_an_error_marks_the_field_and_takes_the_hints_place() -> None:
    error: rx.Var[str] = rx.Var("problem", _var_type=str)
    markup = str(text_field("email", "E-mail", hint="We write once.", error=error))
    assert 'role:"alert"' in markup
    assert '"aria-invalid":' in markup
    assert '"email-error"' in markup


def test_a_hidden_label_stays_for_screen_readers() -> None:
    assert 'className:"sr-only"' in str(text_area("note", "Note", hide_label=True))


def test_the_same_name_twice_on_a_page_keeps_ids_apart() -> None:
    markup = str(text_field("name", "Name", field_id="edit_name"))
    assert 'htmlFor:"edit_name"' in markup
    assert 'name:"name"' in markup


def test_a_password_is_typed_into_the_kits_own_input() -> None:
    markup = str(text_field("password", "Password", kind="password", auto_complete="new-password"))
    assert "PasswordInput" in markup
    assert 'autoComplete:"new-password"' in markup
