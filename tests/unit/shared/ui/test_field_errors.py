"""A refused use case as the errors of its form."""

from __future__ import annotations

from videoplanet.shared.errors import Conflict, FieldError, Invalid, TooManyRequests, Unavailable
from videoplanet.shared.ui.field_errors import errors_from, no_errors


def test_each_field_has_its_first_complaint_with_its_limit() -> None:
    refused = Invalid.of(
        FieldError("name", "field.too_long", {"limit": 60}),
        FieldError("name", "field.invalid"),
        FieldError("email", "email.invalid"),
    )
    errors = errors_from(refused)
    assert errors["codes"] == {"name": "field.too_long", "email": "email.invalid"}
    assert errors["limits"] == {"name": "60", "email": ""}
    assert errors["form"] == ""


def test_a_conflict_with_a_field_stands_beside_it() -> None:
    assert errors_from(Conflict("project.name_taken", field="name"))["codes"] == {"name": "project.name_taken"}


def test_what_concerns_no_field_concerns_the_form() -> None:
    assert errors_from(Unavailable()) == no_errors() | {"form": "unavailable"}
    assert errors_from(TooManyRequests(42)) == no_errors() | {"form": "too_many_requests", "seconds": "42"}
