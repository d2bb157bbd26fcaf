"""What JSON's strings stand for in payloads, so that their schemas say it. To Python they are strings."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field


def one_of(*names: str) -> Any:
    """Metadata of a string that is one of these."""
    return Field(json_schema_extra={"enum": list(names)})


Uuid = Annotated[str, Field(json_schema_extra={"format": "uuid"})]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
"""RFC 3339 in UTC."""
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
PersonKind = Annotated[str, one_of("user", "guest")]
