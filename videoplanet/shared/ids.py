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
        NotFound: it is none, or in another form than the one we give out, so there is nothing of that name.
    """
    if is_other_form(text):
        raise NotFound
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error


def is_other_form(text: str) -> bool:
    """Whether a text names an id in another form than the one we give out: capitals, braces, `urn:uuid:`, no hyphens."""
    try:
        return str(UUID(text)) != text
    except ValueError:
        return False
