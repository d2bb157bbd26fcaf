"""Queries for invitations to projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.project.model import Invitation, InvitationStatus
from videoplanet.shared.clock import now
from videoplanet.shared.security.tokens import token_index


def standing_of(invitation: Invitation) -> InvitationStatus:
    """Return what an invitation is by now: a pending one expires by itself."""
    is_late = invitation.status is InvitationStatus.PENDING and invitation.expires_at <= now()
    return InvitationStatus.EXPIRED if is_late else invitation.status


async def unanswered_invitations(session: AsyncSession, project_id: UUID) -> Sequence[Invitation]:
    """Return a project's invitations that nobody answered or cancelled, late ones included, newest first."""
    query = select(Invitation).where(
        col(Invitation.project_id) == project_id, col(Invitation.status) == InvitationStatus.PENDING
    )
    return (await session.execute(query.order_by(col(Invitation.id).desc()))).scalars().all()


async def invitation_in(session: AsyncSession, project_id: UUID, invitation_id: UUID) -> Invitation | None:
    """Return an invitation of a project, whatever became of it."""
    query = select(Invitation).where(col(Invitation.id) == invitation_id, col(Invitation.project_id) == project_id)
    return (await session.execute(query)).scalar_one_or_none()


async def invitation_by_token(session: AsyncSession, token: str) -> Invitation | None:
    """Return the invitation a letter leads to, as the database has it now."""
    query = select(Invitation).where(col(Invitation.token_index) == token_index(token))
    return (await session.execute(query.execution_options(populate_existing=True))).scalar_one_or_none()


async def retire_late_invitations(session: AsyncSession, project_id: UUID, email_index: bytes | None = None) -> None:
    """Write down which invitations of a project, or of one address to it, have expired, so that they make room."""
    late = update(Invitation).where(
        col(Invitation.project_id) == project_id,
        col(Invitation.status) == InvitationStatus.PENDING,
        col(Invitation.expires_at) <= now(),
        col(Invitation.email_index) == email_index if email_index is not None else true(),
    )
    await session.execute(late.values(status=InvitationStatus.EXPIRED))


async def drop_old_invitations(session: AsyncSession, days: int) -> None:
    """Forget addresses that were asked and did not come: invitations that ended so many days ago, however they did."""
    await session.execute(delete(Invitation).where(col(Invitation.expires_at) < now() - timedelta(days=days)))
