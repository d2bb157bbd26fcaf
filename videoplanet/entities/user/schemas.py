"""The gateway's JSON of a person."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from videoplanet.entities.user.model import NAME_LENGTH
from videoplanet.shared.i18n.catalogue import Language
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


class ProfileBody(BaseModel):
    """One's own account."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    email: Annotated[str, Field(examples=["jiwoo@studio.example.com"])]
    name: Annotated[str, Field(examples=["김지우"])]
    language: Language
    time_zone: Annotated[str, Field(examples=["Asia/Seoul"])]
    is_staff: bool
    agrees_marketing: bool
    created_at: datetime
