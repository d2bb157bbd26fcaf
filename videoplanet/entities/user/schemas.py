"""The gateway's JSON of a person."""

from typing import Annotated

from pydantic import Field

from videoplanet.entities.user.model import NAME_LENGTH
from videoplanet.shared.plain_text import ONE_LINE

EMAIL_LENGTH = 254

Email = Annotated[
    str,
    Field(max_length=EMAIL_LENGTH, examples=["jiwoo@studio.example.com"], json_schema_extra={"format": "email"}),
    ONE_LINE,
]
PersonName = Annotated[
    str,
    Field(max_length=NAME_LENGTH, examples=["김지우"], json_schema_extra={"minLength": 1, "pattern": r"\S"}),
    ONE_LINE,
]
