"""What is sent to the database, by whichever way: seen where all ways end, in the driver."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from psycopg import AsyncCursor

Sent = tuple[str, Any]
"""A statement and its parameters."""


@contextmanager
def sent_statements() -> Iterator[list[Sent]]:
    """Every statement that is sent meanwhile, in order."""
    sent: list[Sent] = []
    execute: Any = AsyncCursor.execute

    async def noted(self: Any, query: Any, params: Any = None, **options: Any) -> Any:
        sent.append((query.decode() if isinstance(query, bytes) else str(query), params))
        return await execute(self, query, params, **options)

    with patch.object(AsyncCursor, "execute", noted):
        yield sent
