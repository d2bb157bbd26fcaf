"""A person as pages and the gateway show them to themselves: the shape is the gateway's, by name and field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import Uuid, bindparam, inspect, select

from videoplanet.entities.user.model import User
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.i18n.languages import Language


@dataclass(frozen=True, slots=True)
class ProfileBody:
    """One's own account."""

    id: UUID
    email: Annotated[str, Field(examples=["jiwoo@studio.example.com"])]
    name: Annotated[str, Field(examples=["김지우"])]
    language: Language
    time_zone: Annotated[str, Field(examples=["Asia/Seoul"])]
    is_staff: bool
    agrees_marketing: bool
    created_at: datetime


def profile_of(user: User) -> ProfileBody:
    """Return what a person sees of their own account."""
    return ProfileBody(
        id=user.id,
        email=user.email,
        name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        is_staff=user.is_staff,
        agrees_marketing=user.agreed_marketing_at is not None,
        created_at=user.created_at,
    )


async def profile_by_id(session: Reads, user_id: UUID) -> ProfileBody | None:
    """Return what a person sees of their own account, unless it is deleted."""
    row = (await session.execute(_PROFILE, {"id": user_id})).first()
    return ProfileBody(*row) if row else None


_USER: Any = inspect(User).local_table.c
_PROFILE = select(
    _USER.id,
    _USER.email,
    _USER.name,
    _USER.language,
    _USER.time_zone,
    _USER.is_staff,
    _USER.agreed_marketing_at.is_not(None),
    _USER.created_at,
).where(_USER.id == bindparam("id", type_=Uuid()), _USER.deleted_at.is_(None))
