"""Remove rows nobody can use any more. Not for content: people's comments and films have their own rules."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col

from videoplanet.entities.user.model import UserSession
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.http.idempotency import KEPT_FOR, IdempotencyRecord
from videoplanet.shared.jobs import forget_ended


async def forget_expired() -> None:
    """Delete used idempotency keys after their 24 hours, sessions that can no longer be refreshed, and jobs long ended."""
    moment = now()
    async with unit_of_work() as uow:
        await uow.session.execute(
            delete(IdempotencyRecord).where(col(IdempotencyRecord.created_at) < moment - KEPT_FOR)
        )
        await uow.session.execute(delete(UserSession).where(col(UserSession.expires_at) < moment))
        await forget_ended(uow.session)
