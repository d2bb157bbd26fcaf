"""What programs and people send as JSON, over REST and in frames alike: the types are JSON's own, nothing is made of anything else.

`"1"` is not 1, 1 is not `"1"` and `true` is neither (RFC 8259 §3). Strings that stand for something else are read as that here;
texts go through `shared.plain_text`.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, TypeVar
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, field_validator

NamedT = TypeVar("NamedT")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})")


class Entered(BaseModel):
    """Base of every model of a request's body or a frame's payload."""

    model_config = ConfigDict(strict=True)

    @field_validator("*", mode="before")
    @classmethod
    def _is_whole(cls, value: Any) -> Any:
        """A number is the same however it is written: 1.0 is 1 (JSON Schema 2020-12 §6.1.1)."""
        return int(value) if isinstance(value, float) and value.is_integer() else value


def _written_as(pattern: re.Pattern[str]) -> BeforeValidator:
    def require(value: Any) -> Any:
        if not isinstance(value, str) or pattern.fullmatch(value) is None:
            raise ValueError("code:field.invalid")
        return value

    return BeforeValidator(require)


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:  # the first and last day of the calendar have moments outside of it
        raise ValueError("code:field.invalid") from error


Id = Annotated[UUID, Field(strict=False), _written_as(_UUID)]
"""A UUID as text (RFC 9562 §4)."""

Day = Annotated[date, Field(strict=False), _written_as(_DAY)]
"""A calendar day (RFC 3339 full-date)."""

Moment = Annotated[AwareDatetime, Field(strict=False), _written_as(_MOMENT), AfterValidator(_in_utc)]
"""A moment with its offset (RFC 3339 date-time, with `T` and `Z`), kept and answered in UTC."""

Choice = Annotated[NamedT, Field(strict=False)]
"""One of an enumeration's texts: `Choice[Role]`."""
