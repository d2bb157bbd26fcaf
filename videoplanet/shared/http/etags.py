"""Entity tags (RFC 9110 §8.8.3): `If-None-Match` saves a body, `If-Match` guards an update."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson
from fastapi import Request, Response

from videoplanet.shared.errors import PreconditionFailed


def etag_of(content: Any) -> str:
    """Return the strong tag of JSON-able content."""
    return '"' + hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()[:24] + '"'


def require_match(request: Request, current: Any) -> None:
    """Refuse an update that was made for an older state.

    Raises:
        PreconditionFailed: `If-Match` is given and does not name `current`.
    """
    wanted = request.headers.get("if-match")
    if wanted and wanted.strip() != "*" and etag_of(current) not in {tag.strip() for tag in wanted.split(",")}:
        raise PreconditionFailed


def tagged(request: Request, response: Response, content: Any) -> Response | None:
    """Put the tag of `content` on `response`; return a 304 when the caller already has it."""
    tag = etag_of(content)
    response.headers["ETag"] = tag
    known = request.headers.get("if-none-match")
    if known and (known.strip() == "*" or tag in {item.strip().removeprefix("W/") for item in known.split(",")}):
        return Response(status_code=304, headers={"ETag": tag})
    return None
