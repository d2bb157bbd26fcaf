"""Texts from a film's headers, made fit to be stored and shown."""

from __future__ import annotations

from typing import Any

LONGEST_WORD = 200


def plain(text: Any) -> str | None:
    """A header's text without what cannot be stored or shown: control characters, lone surrogates; short."""
    if not text:
        return None
    kept = "".join(letter for letter in str(text) if letter.isprintable())[:LONGEST_WORD].strip()
    return kept.encode("utf-8", "replace").decode() or None
