"""A person as pages and the gateway show them to themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from videoplanet.entities.user.model import User


@dataclass(frozen=True, slots=True)
class Profile:
    """One's own account."""

    id: UUID
    email: str
    name: str
    language: str
    time_zone: str
    is_staff: bool
    agrees_marketing: bool
    created_at: datetime


def profile_of(user: User) -> Profile:
    """Return what a person sees of their own account."""
    return Profile(
        id=user.id,
        email=user.email,
        name=user.name,
        language=user.language,
        time_zone=user.time_zone,
        is_staff=user.is_staff,
        agrees_marketing=user.agreed_marketing_at is not None,
        created_at=user.created_at,
    )
