"""Queries for people and their sessions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, CursorResult, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.user.model import User, UserSession
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index

SESSIONS_SHOWN = 100


async def user_by_email(session: AsyncSession, email: str) -> User | None:
    """Return the account of an e-mail address, whatever its case; deleted accounts are not found."""
    query = select(User).where(col(User.email_index) == blind_index(email), col(User.deleted_at).is_(None))
    return (await session.execute(query)).scalar_one_or_none()


async def user_by_id(session: AsyncSession, user_id: UUID) -> User | None:
    """Return an account, unless it is deleted."""
    query = select(User).where(col(User.id) == user_id, col(User.deleted_at).is_(None))
    return (await session.execute(query)).scalar_one_or_none()


async def users_by_id(session: AsyncSession, user_ids: Iterable[UUID]) -> Mapping[UUID, User]:
    """Return accounts by id, deleted ones included, for showing who did something."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    rows = (await session.execute(select(User).where(col(User.id).in_(wanted)))).scalars()
    return {row.id: row for row in rows}


async def live_session(session: AsyncSession, session_id: UUID) -> tuple[UserSession, User] | None:
    """Return a session that is neither revoked nor over, with its person; None otherwise."""
    query = (
        select(UserSession, User)
        .join(User, col(User.id) == UserSession.user_id)
        .where(
            col(UserSession.id) == session_id,
            *_serves(),
        )
    )
    row = (await session.execute(query)).first()
    return (row[0], row[1]) if row else None


async def live_sessions_of(session: AsyncSession, user_id: UUID) -> Sequence[UserSession]:
    """Return a person's sessions that still serve, newest use first."""
    query = (
        select(UserSession)
        .where(
            col(UserSession.user_id) == user_id,
            col(UserSession.revoked_at).is_(None),
            col(UserSession.expires_at) > now(),
        )
        .order_by(col(UserSession.refreshed_at).desc(), col(UserSession.id).desc())
        .limit(SESSIONS_SHOWN)
    )
    return (await session.execute(query)).scalars().all()


async def replace_refresh_index(
    session: AsyncSession, session_id: UUID, *, old: bytes, new: bytes, expires_at: datetime
) -> UUID | None:
    """Exchange a session's refresh token if `old` is still its current one; return whose session it is.

    One statement, so that of two exchanges at the same moment exactly one succeeds.
    """
    statement = (
        update(UserSession)
        .where(
            col(UserSession.id) == session_id,
            col(UserSession.refresh_index) == old,
            col(UserSession.revoked_at).is_(None),
            col(UserSession.expires_at) > now(),
        )
        .values(refresh_index=new, refreshed_at=now(), expires_at=expires_at)
        .returning(col(UserSession.user_id))
    )
    return (await session.execute(statement)).scalar_one_or_none()


async def mark_revoked(session: AsyncSession, session_ids: Iterable[UUID]) -> int:
    """Revoke sessions; return how many of them were live."""
    statement = (
        update(UserSession)
        .where(col(UserSession.id).in_(list(session_ids)), col(UserSession.revoked_at).is_(None))
        .values(revoked_at=now())
    )
    return cast("CursorResult[None]", await session.execute(statement)).rowcount


async def live_sessions_among(session: AsyncSession, session_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return which of the sessions still serve."""
    query = select(col(UserSession.id)).join(User, col(User.id) == col(UserSession.user_id))
    return frozenset((await session.execute(query.where(col(UserSession.id).in_(session_ids), *_serves()))).scalars())


async def drop_dead_sessions(session: AsyncSession) -> None:
    """Forget sessions that are over by time."""
    await session.execute(delete(UserSession).where(col(UserSession.expires_at) < now()))


def _serves() -> Sequence[ColumnElement[bool]]:
    """What holds of a session, joined with its person, that is neither revoked nor over."""
    return (
        col(UserSession.revoked_at).is_(None),
        col(UserSession.expires_at) > now(),
        col(User.deleted_at).is_(None),
    )
