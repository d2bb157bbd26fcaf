"""Column types and the metadata's naming convention, so that every constraint has a predictable name."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import DateTime, String
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = SQLModel.metadata


class TimestampTZ(TypeDecorator[Any]):
    """`timestamptz`; takes aware datetimes and gives them in UTC, whatever time zone the server runs in."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Any) -> datetime | None:
        """Give the moment in UTC."""
        return None if value is None else value.astimezone(UTC)


class EnumText(TypeDecorator[StrEnum]):
    """A `StrEnum` stored as its text, so that a new member needs no migration."""

    impl = String(24)
    cache_ok = True

    def __init__(self, enumeration: type[StrEnum]) -> None:
        super().__init__()
        self.enumeration = enumeration

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """Store the member's value; refuse text that is no member."""
        return None if value is None else self.enumeration(value).value

    def process_result_value(self, value: Any, dialect: Any) -> StrEnum | None:
        """Give the member back."""
        return None if value is None else self.enumeration(value)
