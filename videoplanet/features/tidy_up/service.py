"""Remove rows nobody can use any more. Not for content: people's comments and films have their own rules."""

from __future__ import annotations

from videoplanet.entities.draft.repository import drop_old
from videoplanet.entities.project.invitations import drop_old_invitations
from videoplanet.entities.user.repository import drop_dead_sessions
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.http.idempotency import forget_old_keys
from videoplanet.shared.jobs import forget_ended

INVITATIONS_KEPT_DAYS = 90


async def forget_expired() -> None:
    """Delete used idempotency keys after 24 hours, drafts and ended invitations after 90 days, dead sessions, jobs long ended."""
    async with unit_of_work() as uow:
        await forget_old_keys(uow.session)
        await drop_dead_sessions(uow.session)
        await drop_old(uow.session)
        await drop_old_invitations(uow.session, INVITATIONS_KEPT_DAYS)
        await forget_ended(uow.session)
