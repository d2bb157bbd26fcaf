"""Refuses addresses that hold what is no text, for every operation alike, before anything is looked up."""

from __future__ import annotations

from fastapi import Request

from videoplanet.shared.errors import Invalid
from videoplanet.shared.plain_text import NotText, verbatim


async def plain_address(request: Request) -> None:
    """Dependency of a whole router: path and query are text.

    Raises:
        Invalid: NUL or half of a surrogate pair in one of their values or names.
    """
    for name, value in (*request.path_params.items(), *request.query_params.multi_items()):
        try:
            verbatim(f"{name}{value}")
        except NotText as error:
            known = name if name in request.path_params or name.isidentifier() else "query"
            raise Invalid("field.invalid", field=known) from error
