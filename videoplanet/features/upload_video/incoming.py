"""A film on its way in: from a form, from a program or from the demo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass


@dataclass(slots=True)
class IncomingFilm:
    """The sender's words about the film, and its bytes, which can be read once.

    `declared_size` is the whole message's length in bytes when the sender says it. `title` may still arrive while
    `chunks` are read (a form's fields come in the sender's order), so it is final only afterwards.
    """

    filename: str
    chunks: AsyncIterator[bytes]
    declared_size: int | None = None
    title: str | None = None
