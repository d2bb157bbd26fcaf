"""Identifiers: UUIDv7 (RFC 9562), so that rows sort by creation and a browser may make its own."""

from __future__ import annotations

from uuid import UUID

from uuid_utils.compat import uuid7

from videoplanet.shared.errors import NotFound


def new_id() -> UUID:
    """Return a fresh UUIDv7."""
    return uuid7()


def id_of(text: str) -> UUID:
    """Return the identifier that an address or an event names.

    Raises:
        NotFound: it is none, so there is nothing of that name.
    """
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
