"""Identifiers: UUIDv7 (RFC 9562), so that rows sort by creation and a browser may make its own."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Return a fresh UUIDv7."""
    return uuid7()
