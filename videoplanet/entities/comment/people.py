"""Names of those who comment: members, former members and guests, in one query.

A list of comments asks for all names at once: the tables are those of other entities.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, any_, bindparam, literal, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.comment.records import Person
from videoplanet.entities.project.model import Member
from videoplanet.entities.share.model import Guest
from videoplanet.entities.user.model import User


async def people_by_id(
    session: AsyncSession, project_id: UUID, users: AbstractSet[UUID], guests: AbstractSet[UUID]
) -> dict[UUID, Person]:
    """Return users, with the role they have in the project now, and guests."""
    if not users and not guests:
        return {}
    asked = {"project_id": project_id, "users": list(users), "guests": list(guests)}
    rows = await session.execute(_PEOPLE, asked)
    return {row[1]: Person(row[1], row[0], row[2], row[3]) for row in rows}


async def member_named(session: AsyncSession, project_id: UUID, user_id: UUID) -> Person | None:
    """Return a member of the project, None if they are none."""
    query = select(col(User.name), col(Member.role)).join_from(User, Member, col(Member.user_id) == col(User.id))
    row = (
        await session.execute(query.where(col(Member.project_id) == project_id, col(Member.user_id) == user_id))
    ).first()
    return Person(user_id, "user", row[0], row[1]) if row else None


def _people() -> Any:
    membership = and_(
        col(Member.user_id) == col(User.id), col(Member.project_id) == bindparam("project_id", type_=Uuid())
    )
    of_users = select(literal("user"), col(User.id), col(User.name), col(Member.role)).join_from(
        User, Member, membership, isouter=True
    )
    of_guests = select(literal("guest"), col(Guest.id), col(Guest.name), null())
    users, guests = (any_(bindparam(name, type_=ARRAY(Uuid()))) for name in ("users", "guests"))
    return union_all(of_users.where(col(User.id) == users), of_guests.where(col(Guest.id) == guests))


_PEOPLE = _people()
