"""The life of a sign-in: opened, checked on every request, rotated with its refresh token, ended.

Both tokens name a row; the row is the truth. An old refresh token that comes back is a theft and ends the session (RFC 9700 §4.14).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.model import User, UserSession
from videoplanet.entities.user.repository import live_session, mark_revoked, replace_refresh_index
from videoplanet.entities.user.session_cache import bury, cached_principal, remember_principal
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.http.identity import Look
from videoplanet.shared.ids import new_id
from videoplanet.shared.jobs import enqueue
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tokens import (
    AccessClaims,
    issue_access_token,
    issue_refresh_token,
    read_refresh_token,
    refresh_lifetime,
    token_index,
)

USER_AGENT_LENGTH = 300
ADDRESS_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a signed-in browser or program holds."""

    access_token: str
    refresh_token: str
    session_id: UUID


@dataclass(frozen=True, slots=True)
class Device:
    """From where somebody signs in, to recognise the session in a list; `cookie` is the `Cookie` header, which is not kept."""

    user_agent: str = ""
    address: str = ""
    cookie: str = ""


async def open_session(session: AsyncSession, user: User, device: Device) -> Tokens:
    """Store a new session of `user` and return its tokens."""
    session_id = new_id()
    refresh_token = issue_refresh_token(session_id)
    session.add(
        UserSession(
            id=session_id,
            user_id=user.id,
            refresh_index=token_index(refresh_token),
            user_agent=device.user_agent[:USER_AGENT_LENGTH],
            address=device.address[:ADDRESS_LENGTH],
            expires_at=now() + refresh_lifetime(),
        )
    )
    await session.flush()
    return _tokens(user.id, session_id, refresh_token)


async def check_session(session_id: UUID, user_id: UUID, look: Look | None = None) -> Principal:
    """Return who a live session belongs to; asked on every request, with `look` in the place of plain reading from Redis.

    Raises:
        NotSignedIn: the session is over, revoked, or another person's.
        Unavailable: neither cache nor database answers.
    """
    principal = await cached_principal(session_id, user_id, look)
    if principal is None:
        async with unit_of_work() as uow:
            found = await live_session(uow.session, session_id)
        if found is None:
            raise NotSignedIn
        user = found[1]
        principal = Principal("user", user.id, session_id, user.name, user.language, is_staff=user.is_staff)
        await remember_principal(principal)
    if principal.subject_id != user_id:
        raise NotSignedIn
    return principal


async def rotate_tokens(refresh_token: str) -> Tokens:
    """Exchange a refresh token for new tokens; it is good for this one time.

    Raises:
        NotSignedIn: it is no token of ours or its session is over; `session.reused` if it was exchanged before, which ends the
            session.
    """
    session_id = read_refresh_token(refresh_token)
    fresh = issue_refresh_token(session_id)
    async with unit_of_work() as uow:
        user_id = await replace_refresh_index(
            uow.session,
            session_id,
            old=token_index(refresh_token),
            new=token_index(fresh),
            expires_at=now() + refresh_lifetime(),
        )
    if user_id is not None:
        return _tokens(user_id, session_id, fresh)
    async with unit_of_work(joins=False) as uow:
        was_live = await end_sessions(uow, [session_id])
    raise NotSignedIn("session.reused" if was_live else None)


async def end_sessions(uow: UnitOfWork, session_ids: Iterable[UUID]) -> int:
    """Revoke sessions: requests are refused and live sockets closed from the commit on; return how many were live.

    What Redis must hear is told after the commit, and again by a job, which tries on while Redis is away.
    """
    ids = list(session_ids)
    revoked = await mark_revoked(uow.session, ids)
    if revoked:
        for session_id in ids:
            uow.after_commit(lambda ended=session_id: announce_end(ended))  # type: ignore[misc]
            await enqueue(uow.session, "announce_ended_session", args={"session_id": session_id})
    return revoked


async def announce_end(session_id: UUID) -> None:
    """Tell every process that a session is over.

    Raises:
        redis.exceptions.RedisError: Redis does not answer.
    """
    await bury(session_id)
    await publish(ENDED_SESSIONS_CHANNEL, {"session_id": str(session_id)})


def _tokens(user_id: UUID, session_id: UUID, refresh_token: str) -> Tokens:
    return Tokens(issue_access_token(AccessClaims("user", user_id, session_id)), refresh_token, session_id)
