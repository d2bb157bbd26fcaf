"""Which comments are still to be dealt with: said once, in the words of the index that finds and counts them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, text

OPEN = "deleted_at is null and status <> 'resolved'"
"""The index's own condition. The planner takes the index for queries that say the same with the word itself, no parameter."""


def is_open(comment: Any) -> tuple[ColumnElement[bool], ...]:
    """The conditions on a comment's columns."""
    return (comment.deleted_at.is_(None), comment.status != text("'resolved'"))
