"""Names of those who comment: members, former members and guests, in one query.

The tables belong to other entities; they are named here by column only, because a list of comments asks for all names at once.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, and_, any_, bindparam, column, literal, null, select, table, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.comment.records import Person
from videoplanet.shared.db.encrypted import EncryptedText

_user = table("user_account", column("id"), column("name", EncryptedText()))
_guest = table("guest", column("id"), column("name", EncryptedText()))
_member = table("member", column("project_id"), column("user_id"), column("role"))


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
    query = select(_user.c.name, _member.c.role).join_from(_user, _member, _member.c.user_id == _user.c.id)
    row = (await session.execute(query.where(_member.c.project_id == project_id, _member.c.user_id == user_id))).first()
    return Person(user_id, "user", row[0], row[1]) if row else None


def _people() -> Any:
    membership = and_(_member.c.user_id == _user.c.id, _member.c.project_id == bindparam("project_id", type_=Uuid()))
    of_users = select(literal("user"), _user.c.id, _user.c.name, _member.c.role).join_from(
        _user, _member, membership, isouter=True
    )
    of_guests = select(literal("guest"), _guest.c.id, _guest.c.name, null())
    users, guests = (any_(bindparam(name, type_=ARRAY(Uuid()))) for name in ("users", "guests"))
    return union_all(of_users.where(_user.c.id == users), of_guests.where(_guest.c.id == guests))


_PEOPLE = _people()
