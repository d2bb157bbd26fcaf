"""What the server says about a form, kept in state as codes so that the words follow the viewer's language.

A State holds one `FormErrors`; each field shows its own with `error_of`, the form the rest with `form_error_of`.
"""

from typing import Any, TypedDict

from reflex_base.vars.base import Var
from reflex_base.vars.sequence import StringVar

from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.ui.text import t_of


class FormErrors(TypedDict):
    """Codes by field and the limits they speak of; `form` is what concerns no field, such as an engine that is away."""

    codes: dict[str, str]
    limits: dict[str, str]
    form: str
    seconds: str


def no_errors() -> FormErrors:
    """A form without complaints."""
    return FormErrors(codes={}, limits={}, form="", seconds="")


def errors_from(error: VideoPlanetError) -> FormErrors:
    """What a refused use case says about its form."""
    found = no_errors()
    for complaint in error.errors:
        found["codes"].setdefault(complaint.field, complaint.code)
        found["limits"].setdefault(complaint.field, str(complaint.params.get("limit", "")))
    if not error.errors:
        found["form"] = error.code
        found["seconds"] = str(error.params.get("seconds", ""))
    return found


def error_of(errors: Any, field: str) -> StringVar[str]:
    """The words about one field; empty without complaint. `errors` is a State's `FormErrors` var."""
    return t_of("error", _entry(errors, "codes", field), limit=_entry(errors, "limits", field))


def form_error_of(errors: Any) -> StringVar[str]:
    """The words about the form as a whole; empty without complaint."""
    return t_of("error", errors["form"].to(str), seconds=errors["seconds"].to(str))


def _entry(errors: Any, part: str, field: str) -> Var[str]:
    entry: Var[str] = errors[part].to(dict[str, str])[field].to(str)
    return entry
