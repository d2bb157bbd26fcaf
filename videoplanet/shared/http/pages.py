"""Lists in pages: `?limit=` and an opaque `?cursor=`."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar, overload
from uuid import UUID

import orjson
from fastapi import Query
from pydantic import BaseModel

from videoplanet.shared.errors import Invalid
from videoplanet.shared.plain_text import VERBATIM

Item = TypeVar("Item")
First = TypeVar("First")
Second = TypeVar("Second")
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[
    Annotated[str, VERBATIM] | None, Query(max_length=200, description="`next_cursor` of the page before.")
]
DEFAULT_LIMIT = 20
_NUMBER = re.compile(r"[0-9]{1,18}")


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[Item]
    next_cursor: str | None = None


def encode_cursor(*position: Any) -> str:
    """Return the cursor that stands for `position` (JSON-able values)."""
    return base64.urlsafe_b64encode(orjson.dumps([str(value) for value in position])).decode().rstrip("=")


@overload
def decode_cursor(cursor: str, first: Callable[[str], First], /) -> tuple[First]: ...


@overload
def decode_cursor(
    cursor: str, first: Callable[[str], First], second: Callable[[str], Second], /
) -> tuple[First, Second]: ...


def decode_cursor(cursor: str, *readers: Callable[[str], Any]) -> tuple[Any, ...]:
    """Return what a cursor stands for, each part read by its reader, such as `UUID`, `number` or `moment`.

    Raises:
        Invalid: it is none of ours.
    """
    try:
        position = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars="-_", validate=True))
        if not isinstance(position, list) or not all(isinstance(part, str) for part in position):
            raise ValueError("no position")
        return tuple(read(part) for read, part in zip(readers, position, strict=True))
    except (ValueError, OverflowError) as error:
        raise Invalid("field.invalid", field="cursor") from error


def id_before(cursor: str | None) -> UUID | None:
    """Return the id behind which a page begins, of a list that is ordered by id; None for the first page.

    Raises:
        Invalid: the cursor is none of ours.
    """
    return decode_cursor(cursor, UUID)[0] if cursor else None


def number(text: str) -> int:
    """Read a part of a cursor that is a count; ValueError for one no column holds."""
    if _NUMBER.fullmatch(text) is None:
        raise ValueError("not a number")
    return int(text)


def moment(text: str) -> datetime:
    """Read a part of a cursor that is a moment with its offset; ValueError or OverflowError for one no column holds."""
    read = datetime.fromisoformat(text)
    if read.tzinfo is None:
        raise ValueError("a moment without offset")
    return read.astimezone(UTC)
