"""Use cases on one's own account: profile and sessions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import available_timezones

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.accounts import checked_name
from videoplanet.entities.user.model import User
from videoplanet.entities.user.profile import ProfileBody, profile_by_id, profile_of
from videoplanet.entities.user.repository import live_sessions_of, user_by_id
from videoplanet.entities.user.session_cache import forget_principals
from videoplanet.entities.user.sessions import end_sessions
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, Invalid, NotFound, NotSignedIn
from videoplanet.shared.i18n.languages import LANGUAGES
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """New values; None leaves a value as it is."""

    name: str | None = None
    language: str | None = None
    time_zone: str | None = None


@dataclass(frozen=True, slots=True)
class SessionBody:
    """One sign-in."""

    id: UUID
    user_agent: str
    address: str
    created_at: datetime
    refreshed_at: datetime
    expires_at: datetime
    is_current: bool


async def my_profile(principal: Principal) -> ProfileBody:
    """Return one's own profile."""
    async with reading() as session:
        profile = await profile_by_id(session, principal.subject_id)
    if profile is None:
        raise NotSignedIn
    return profile


async def change_profile(
    principal: Principal, change: ProfileChange, *, expects: Callable[[ProfileBody], None] | None = None
) -> ProfileBody:
    """Change one's own profile.

    Args:
        principal: oneself.
        change: new values.
        expects: looks at the profile as it is and raises when the change was made for an older one.

    Raises:
        Invalid: one field error for each value that is wrong.
    """
    async with unit_of_work() as uow:
        user = await _account(uow.session, principal)
        if expects is not None:
            expects(profile_of(user))
        _apply(user, change)
        await uow.session.flush()
        ids = [row.id for row in await live_sessions_of(uow.session, user.id)]
        uow.after_commit(lambda: forget_principals(*ids))
        return profile_of(user)


async def my_sessions(principal: Principal) -> Sequence[SessionBody]:
    """Return one's own sessions that still serve, newest use first."""
    async with unit_of_work() as uow:
        rows = await live_sessions_of(uow.session, principal.subject_id)
    return [
        SessionBody(
            id=row.id,
            user_agent=row.user_agent,
            address=row.address,
            created_at=row.created_at,
            refreshed_at=row.refreshed_at,
            expires_at=row.expires_at,
            is_current=row.id == principal.session_id,
        )
        for row in rows
    ]


async def end_my_session(principal: Principal, session_id: UUID) -> None:
    """End one of one's own sessions, the current one included.

    Raises:
        NotFound: no live session of one's own.
    """
    async with unit_of_work() as uow:
        if session_id not in {row.id for row in await live_sessions_of(uow.session, principal.subject_id)}:
            raise NotFound
        await end_sessions(uow, [session_id])


async def end_my_other_sessions(principal: Principal) -> int:
    """End every own session but the current one; return how many."""
    async with unit_of_work() as uow:
        rows = await live_sessions_of(uow.session, principal.subject_id)
        return await end_sessions(uow, [row.id for row in rows if row.id != principal.session_id])


async def _account(session: AsyncSession, principal: Principal) -> User:
    user = await user_by_id(session, principal.subject_id)
    if user is None:
        raise NotSignedIn
    return user


def _apply(user: User, change: ProfileChange) -> None:
    errors: list[FieldError] = []
    if change.name is not None:
        user.name, error = checked_name(change.name)
        errors += [error] if error else []
    if change.language is not None:
        errors += [] if change.language in LANGUAGES else [FieldError("language", "field.unknown_choice")]
        user.language = change.language
    if change.time_zone is not None:
        errors += [] if change.time_zone in _time_zones() else [FieldError("time_zone", "field.unknown_choice")]
        user.time_zone = change.time_zone
    if errors:
        raise Invalid.of(*errors)


_NO_PLACES = {"localtime", "Factory"}
"""What the lists of some systems name besides time zones: whatever the server stands at, and none at all."""


@lru_cache
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _NO_PLACES
