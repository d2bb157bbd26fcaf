"""The gateway's JSON of a person."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from videoplanet.shared.i18n.catalogue import Language


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
