"""Queries for the guests of a link. A guest is who opened it in one browser; an address alone makes nobody somebody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from videoplanet.entities.share.model import Guest, ShareLink
from videoplanet.entities.share.standing import require_open_link
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.security.principal import Principal

NEW_VISIT_AFTER = timedelta(minutes=30)
NAMESAKES_LOOKED_AT = 200


async def guest_principal(session: AsyncSession, guest_id: UUID, session_id: UUID) -> Principal | None:
    """Return who a guest's token stands for.

    Args:
        session: any session.
        guest_id: subject of the token.
        session_id: UUIDv7 made when the link was opened; its time says whether the link was closed to earlier guests since.

    Returns:
        None when there is no such guest, or when they have to open the link again.

    Raises:
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    query = select(
        col(Guest.share_id),
        col(Guest.name),
        col(Guest.language),
        col(ShareLink.revoked_at),
        col(ShareLink.expires_at),
        col(ShareLink.guests_after),
    ).join(ShareLink, col(ShareLink.id) == col(Guest.share_id))
    row = (await session.execute(query.where(col(Guest.id) == guest_id))).first()
    if row is None:
        return None
    share_id, name, language, revoked_at, expires_at, guests_after = row
    require_open_link(revoked_at, expires_at)
    if began_before(session_id, guests_after) or began_before(session_id, await _proof(session, guest_id)):
        return None
    return Principal("guest", guest_id, session_id, name, language, share_id, link_until=expires_at)


def began_before(session_id: UUID, moment: datetime | None) -> bool:
    """Whether a guest's session began before `moment`; to the millisecond (RFC 9562 §5.7: the first 48 bits)."""
    return moment is not None and datetime.fromtimestamp((session_id.int >> 80) / 1000, UTC) < moment


def to_the_millisecond(moment: datetime) -> datetime:
    """`moment`, as exact as the time in a session's id: one made right after it does not seem older."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


async def held_guest(session: AsyncSession, share_id: UUID, guest_id: UUID, session_id: UUID) -> Guest | None:
    """Return the guest of the link whom a browser's token stands for, also when the link asks for its password again."""
    guest = await session.get(Guest, guest_id)
    if guest is None or guest.share_id != share_id or began_before(session_id, await _proof(session, guest_id)):
        return None
    return guest


async def welcome_guest(session: AsyncSession, share_id: UUID, *, name: str, email: str, language: str) -> Guest:
    """Store a new guest, whoever else gave the same address."""
    guest = Guest(share_id=share_id, email=email, address_index=blind_index(email), name=name, language=language)
    session.add(guest)
    await session.flush()
    return guest


async def namesakes(session: AsyncSession, share_id: UUID, email: str) -> Sequence[Guest]:
    """Return the link's guests with an address: whoever has proven it first, then in the order in which they came."""
    query = select(Guest).where(col(Guest.share_id) == share_id, _index(Guest) == blind_index(email))
    order = (col(Guest.proven_at).is_(None), col(Guest.created_at), col(Guest.id))
    rows = (await session.execute(query.order_by(*order).limit(NAMESAKES_LOOKED_AT))).scalars()
    # The index takes letters of other scripts for those they fold to: there the mailbox is another one.
    return [guest for guest in rows if guest.email.lower() == email.lower()]


def taken_up(found: Sequence[Guest], held: Guest | None, email: str) -> Guest | None:
    """Return the guest whom somebody becomes who has proven an address: never by how much was written, which strangers can do.

    Args:
        found: the `namesakes`.
        held: the guest whom the browser of whoever proves it is already.
        email: the address.

    Returns:
        Whom the address was proven for before; else `held`, if the address is theirs; else who came first.
    """
    if found and found[0].proven_at is not None:
        return found[0]
    if held is not None and held.email.lower() == email.lower():
        return held
    return found[0] if found else None


async def proofs(session: AsyncSession, guest_ids: Collection[UUID]) -> dict[UUID, datetime | None]:
    """Return when each guest's address was proven, by themselves or by a namesake on the link; None when it was not.

    Sessions that began before had only typed it.
    """
    other = aliased(Guest)
    is_proven = and_(
        col(other.share_id) == col(Guest.share_id), _index(other) == _index(Guest), col(other.proven_at).is_not(None)
    )
    columns = (col(Guest.id), col(Guest.email), col(Guest.proven_at), col(other.email), col(other.proven_at))
    query = select(*columns).outerjoin(other, is_proven).where(col(Guest.id).in_(guest_ids))
    found: dict[UUID, datetime | None] = {}
    for id_, email, own, others_email, others in await session.execute(query):
        is_namesake = own is None and others is not None and others_email.lower() == email.lower()
        moments = [moment for moment in (found.get(id_), own, others if is_namesake else None) if moment is not None]
        found[id_] = max(moments, default=None)
    return found


async def _proof(session: AsyncSession, guest_id: UUID) -> datetime | None:
    return (await proofs(session, [guest_id])).get(guest_id)


def _index(guest: Any) -> ColumnElement[bytes]:
    return func.coalesce(col(guest.address_index), col(guest.email_index))


async def mark_proven(session: AsyncSession, guest_id: UUID) -> bool:
    """Note that a guest's address was proven; return whether it is the first time, by which older sessions end."""
    first = update(Guest).where(col(Guest.id) == guest_id, col(Guest.proven_at).is_(None))
    moment = to_the_millisecond(now())
    return (await session.execute(first.values(proven_at=moment).returning(col(Guest.id)))).first() is not None


async def count_visit(session: AsyncSession, guest: Guest) -> None:
    """Add one to the visits of a guest and of their link."""
    moment = now()
    seen = update(Guest).where(col(Guest.id) == guest.id)
    await session.execute(seen.values(visits=Guest.visits + 1, seen_at=moment))
    counted = update(ShareLink).where(col(ShareLink.id) == guest.share_id)
    await session.execute(counted.values(visits=ShareLink.visits + 1))


async def count_return(session: AsyncSession, guest_id: UUID) -> None:
    """Count a visit of a guest who comes back without passing the door, half an hour or more after they were seen."""
    moment = now()
    seen = update(Guest).where(col(Guest.id) == guest_id, col(Guest.seen_at) < moment - NEW_VISIT_AFTER)
    seen = seen.values(visits=Guest.visits + 1, seen_at=moment).returning(col(Guest.share_id))
    share_id = (await session.execute(seen)).scalar_one_or_none()
    if share_id is not None:
        counted = update(ShareLink).where(col(ShareLink.id) == share_id)
        await session.execute(counted.values(visits=ShareLink.visits + 1))


async def link_of_guest(session: AsyncSession, guest_id: UUID) -> UUID:
    """Return the link through which a guest came."""
    return (await session.execute(select(col(Guest.share_id)).where(col(Guest.id) == guest_id))).scalar_one()
