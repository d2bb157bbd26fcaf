"""Which methods an address takes, for the `Allow` header of a 405 (RFC 9110 §10.2.1): of all operations on it, not of one."""

from __future__ import annotations

import re
from functools import lru_cache

from fastapi import FastAPI
from starlette.routing import compile_path


def allowed_methods(app: FastAPI, path: str) -> str:
    """Return the methods that `app` documents for `path`, such as `DELETE, GET`; empty for an address it does not document."""
    methods = {method for pattern, some in _documented(app) if pattern.fullmatch(path) for method in some}
    return ", ".join(sorted(methods))


@lru_cache
def _documented(app: FastAPI) -> list[tuple[re.Pattern[str], frozenset[str]]]:
    paths: dict[str, dict[str, object]] = app.openapi()["paths"] if app.openapi_url else {}
    return [(compile_path(path)[0], frozenset(method.upper() for method in item)) for path, item in paths.items()]
