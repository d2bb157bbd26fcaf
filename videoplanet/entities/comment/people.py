"""Names of those who comment: members, former members and guests, in one query.

A list of comments asks for all names at once: the tables are those of other entities.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    cast,
    inspect,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.comment.bodies import PersonBody
from videoplanet.entities.comment.records import Person
from videoplanet.entities.project.model import Member
from videoplanet.entities.share.model import Guest
from videoplanet.entities.user.model import User
from videoplanet.shared.db.reading import Reads


async def people_by_id(
    session: AsyncSession, project_id: UUID, users: AbstractSet[UUID], guests: AbstractSet[UUID]
) -> dict[UUID, Person]:
    """Return users, with the role they have in the project now, and guests."""
    if not users and not guests:
        return {}
    asked = {"project_id": project_id, "users": list(users), "guests": list(guests)}
    rows = await session.execute(_PEOPLE, asked)
    return {row[1]: Person(row[1], row[0], row[2], row[3]) for row in rows}


async def people_told(
    session: Reads, project_id: UUID, users: AbstractSet[str], guests: AbstractSet[str]
) -> dict[str, PersonBody]:
    """Return the JSON of users and guests, by ids as texts."""
    if not users and not guests:
        return {}
    rows = await session.execute(_PEOPLE_TOLD, {"project_id": project_id, "users": list(users), "guests": list(guests)})
    return {row[1]: {"kind": row[0], "id": row[1], "name": row[2], "role": row[3]} for row in rows}


async def member_named(session: AsyncSession, project_id: UUID, user_id: UUID) -> Person | None:
    """Return a member of the project, None if they are none."""
    query = select(col(User.name), col(Member.role)).join_from(User, Member, col(Member.user_id) == col(User.id))
    row = (
        await session.execute(query.where(col(Member.project_id) == project_id, col(Member.user_id) == user_id))
    ).first()
    return Person(user_id, "user", row[0], row[1]) if row else None


def _people(*, as_text: bool) -> Any:
    user, member, guest = (inspect(table).local_table.c for table in (User, Member, Guest))
    id_type: Any = Uuid(as_uuid=False) if as_text else Uuid()
    membership = and_(member.user_id == user.id, member.project_id == bindparam("project_id", type_=Uuid()))

    def shown(id_: Any, role: Any) -> tuple[Any, Any]:
        return (cast(id_, Text), type_coerce(role, Text)) if as_text else (id_, role)

    user_id, role = shown(user.id, member.role)
    guest_id, _ = shown(guest.id, member.role)
    of_users = select(literal("user"), user_id, user.name, role).join_from(
        user.id.table, member.role.table, membership, isouter=True
    )
    of_guests = select(literal("guest"), guest_id, guest.name, null())
    users, guests = (any_(bindparam(name, type_=ARRAY(id_type))) for name in ("users", "guests"))
    return union_all(of_users.where(user.id == users), of_guests.where(guest.id == guests))


_PEOPLE = _people(as_text=False)
_PEOPLE_TOLD = _people(as_text=True)
