"""Who administers the site. Staff rights give no access to what is in projects."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.user.model import User
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def is_staff(session: AsyncSession, principal: Principal) -> bool:
    """Whether `principal` is a user with staff rights, asked of the database each time."""
    if principal.is_guest:
        return False
    query = select(col(User.is_staff)).where(col(User.id) == principal.subject_id, col(User.deleted_at).is_(None))
    return bool((await session.execute(query)).scalar_one_or_none())


async def require_staff(session: AsyncSession, principal: Principal) -> None:
    """Refuse everybody else, who need not know what there is.

    Raises:
        NotFound: no staff rights.
    """
    if not await is_staff(session, principal):
        raise NotFound
