"""Lists in pages: `?limit=` and an opaque `?cursor=`."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Any, Generic, TypeVar

import orjson
from fastapi import Query
from pydantic import BaseModel

from videoplanet.shared.errors import Invalid

Item = TypeVar("Item")
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=200, description="`next_cursor` of the page before.")]
DEFAULT_LIMIT = 20


class Page(BaseModel, Generic[Item]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[Item]
    next_cursor: str | None = None


def encode_cursor(*position: Any) -> str:
    """Return the cursor that stands for `position` (JSON-able values)."""
    return base64.urlsafe_b64encode(orjson.dumps([str(value) for value in position])).decode().rstrip("=")


def decode_cursor(cursor: str, size: int) -> list[str]:
    """Return the `size` texts of a cursor.

    Raises:
        Invalid: it is none of ours.
    """
    try:
        position = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError) as error:
        raise Invalid("field.invalid", field="cursor") from error
    if not isinstance(position, list) or len(position) != size or not all(isinstance(part, str) for part in position):
        raise Invalid("field.invalid", field="cursor")
    return position
