"""The members of a project with their names, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, bindparam, inspect, select

from videoplanet.entities.project.model import Member, Role
from videoplanet.entities.user.model import User
from videoplanet.shared.db.reading import Reads


@dataclass(frozen=True, slots=True)
class NamedMember:
    """A member and who that is."""

    user_id: UUID
    name: str
    email: str
    role: Role
    joined_at: datetime


async def named_members(session: Reads, project_id: UUID) -> Sequence[NamedMember]:
    """Return a project's members in the order they came."""
    return [NamedMember(*row) for row in await session.execute(_MEMBERS, {"project_id": project_id})]


_MEMBER: Any = inspect(Member).local_table.c
_USER: Any = inspect(User).local_table.c
_MEMBERS = (
    select(_USER.id, _USER.name, _USER.email, _MEMBER.role, _MEMBER.created_at)
    .join_from(_MEMBER.role.table, _USER.id.table, _USER.id == _MEMBER.user_id)
    .where(_MEMBER.project_id == bindparam("project_id", type_=Uuid()))
    .order_by(_MEMBER.created_at, _MEMBER.user_id)
)
