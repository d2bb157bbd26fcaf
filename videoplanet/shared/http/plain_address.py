"""Refuses addresses that hold what is no text or say a thing in another than its one form, for every operation alike, before
anything is looked up."""

from __future__ import annotations

from typing import Any, get_args

from fastapi import Request

from videoplanet.shared.errors import Invalid, NotFound
from videoplanet.shared.ids import is_other_form
from videoplanet.shared.plain_text import NotText, verbatim

_TRUTHS = ("true", "false")


async def plain_address(request: Request) -> None:
    """Dependency of a whole router: path and query are text, ids and truths are spelled in one way.

    Raises:
        Invalid: NUL or half of a surrogate pair in one of their values or names; a truth that is neither `true` nor `false`.
        NotFound: an id in a form that is not the one we give out.
    """
    for name, value in (*request.path_params.items(), *request.query_params.multi_items()):
        try:
            verbatim(f"{name}{value}")
        except NotText as error:
            known = name if name in request.path_params or name.isidentifier() else "query"
            raise Invalid("field.invalid", field=known) from error
    if any(is_other_form(str(value)) for value in request.path_params.values()):
        raise NotFound
    for name in _truths_of(request):
        if any(value not in _TRUTHS for value in request.query_params.getlist(name)):
            raise Invalid("field.invalid", field=name)


def _truths_of(request: Request) -> list[str]:
    """Names of the operation's query parameters that are true or false."""
    dependant: Any = getattr(request.scope.get("route"), "dependant", None)
    fields = dependant.query_params if dependant is not None else ()
    return [one.alias for one in fields if bool in (one.field_info.annotation, *get_args(one.field_info.annotation))]
