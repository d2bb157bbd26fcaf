"""The conditional and range headers of RFC 9110 that media players send, checked before they reach the storage."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ONE_RANGE = re.compile(r"bytes=(\d{1,18}-\d{0,18}|-\d{1,18})")


def one_range(headers: Mapping[str, str]) -> str | None:
    """The request's `Range` when it is one range of bytes; anything else is served whole, as the standard allows."""
    wanted = headers.get("range", "").strip()
    return wanted if _ONE_RANGE.fullmatch(wanted) else None


def has_current(headers: Mapping[str, str], etag: str) -> bool:
    """Whether `If-None-Match` names `etag` (weak comparison)."""
    known = headers.get("if-none-match")
    if known is None:
        return False
    return known.strip() == "*" or etag.removeprefix("W/") in {
        tag.strip().removeprefix("W/") for tag in known.split(",")
    }


def range_still_applies(headers: Mapping[str, str], etag: str) -> bool:
    """Whether `If-Range` lets the range be used: absent, or exactly this strong tag. Dates are never trusted."""
    condition = headers.get("if-range")
    return condition is None or (condition.strip() == etag and not etag.startswith("W/"))
