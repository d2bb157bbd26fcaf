"""Use cases of those who invite: ask an address to join, look at who has not answered, ask again, change the role, cancel.

Whether the address has an account is told by nothing: not by the answer, the list, what is recorded, or the work that is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import Action, allows
from videoplanet.entities.activity.operations.projects import INVITATION_NEW, INVITATION_UPDATE, InvitationTold
from videoplanet.entities.activity.operations.stored import StoredEvent
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.invitations import (
    invitation_in,
    retire_late_invitations,
    standing_of,
    unanswered_invitations,
)
from videoplanet.entities.project.model import (
    INVITATION_DAYS,
    INVITATION_MESSAGE_LENGTH,
    INVITATIONS_LIMIT,
    Invitation,
    InvitationStatus,
    Project,
    Role,
)
from videoplanet.entities.project.repository import member_of
from videoplanet.entities.user.accounts import checked_email
from videoplanet.entities.user.repository import user_by_email, users_by_id
from videoplanet.features.manage_members.letter import post_invitation
from videoplanet.features.manage_members.membership import locked_project
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, FieldError, Invalid, NotAllowed, NotFound, TooManyRequests
from videoplanet.shared.http.limits import hit
from videoplanet.shared.ids import new_id
from videoplanet.shared.plain_text import NotText, cleaned
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tokens import random_token, token_index
from videoplanet.shared.undo import forget_taken, remember_taken, taken_by

TOKEN_BYTES = 24
RESEND_SECONDS = 60
SENDS_LIMIT = 5


@dataclass(frozen=True, slots=True)
class InvitationBody:
    """An address that was invited; whether it has an account is not told."""

    id: UUID
    email: Annotated[str, Field(examples=["hajun@studio.example.com"])]
    role: Role
    message: str
    status: InvitationStatus
    invited_by: str
    sends: int
    sent_at: datetime
    expires_at: datetime
    created_at: datetime


async def list_invitations(principal: Principal, project_id: UUID) -> Sequence[InvitationBody]:
    """Return the invitations nobody answered yet, at most 50, newest first; also of an archived project.

    Raises:
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        access = await authorize_project(uow.session, principal, project_id, Action.SEE)
        if not allows(access.role, Action.MANAGE_MEMBERS):
            raise NotAllowed
        return await _entries(uow.session, await unanswered_invitations(uow.session, project_id))


async def invite(principal: Principal, project_id: UUID, email: str, role: Role, message: str = "") -> InvitationBody:
    """Ask whoever an address belongs to to join, by a letter with a link that is good for seven days.

    Raises:
        Invalid: one field error for each value that is wrong; `member.one_owner`.
        Conflict: `member.already`, `invitation.already`, or `invitation.limit` when 50 are unanswered.
        TooManyRequests: too many mails to this address.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    email, message = _checked(email, role, message)
    async with unit_of_work() as uow:
        project = await _managed(uow, principal, project_id)
        if await _is_member(uow.session, project_id, email):
            raise Conflict("member.already", field="email")
        await retire_late_invitations(uow.session, project_id, blind_index(email))
        await _require_room(uow.session, project_id, email)
        await hit("mailbox", blind_index(email).hex())
        token = random_token(TOKEN_BYTES)
        invitation = Invitation(
            project_id=project_id,
            email=email,
            email_index=blind_index(email),
            role=role,
            message=message,
            token_index=token_index(token),
            invited_by=principal.subject_id,
            expires_at=now() + timedelta(days=INVITATION_DAYS),
        )
        uow.session.add(invitation)
        await uow.session.flush()
        await _tell(uow, principal, invitation, INVITATION_NEW)
        await _post(uow.session, principal, invitation, token, project)
        return (await _entries(uow.session, [invitation]))[0]


async def resend_invitation(principal: Principal, project_id: UUID, invitation_id: UUID) -> InvitationBody:
    """Send the letter again, with a new link that is good for seven days from now; the link before leads nowhere.

    Raises:
        Conflict: `invitation.sends` after five letters; `invitation.over` when it was answered or cancelled.
        TooManyRequests: the letter before went out less than a minute ago, or too many mails to this address.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        project = await _managed(uow, principal, project_id)
        invitation = await _unanswered(uow.session, project_id, invitation_id)
        if invitation.sends >= SENDS_LIMIT:
            raise Conflict("invitation.sends", limit=SENDS_LIMIT)
        wait = RESEND_SECONDS - (now() - invitation.sent_at).total_seconds()
        if wait > 0:
            raise TooManyRequests(max(1, round(wait)))
        await hit("mailbox", invitation.email_index.hex())
        token = random_token(TOKEN_BYTES)
        invitation.token_index = token_index(token)
        invitation.sends += 1
        invitation.sent_at = now()
        invitation.expires_at = now() + timedelta(days=INVITATION_DAYS)
        await uow.session.flush()
        await _tell(uow, principal, invitation)
        await _post(uow.session, principal, invitation, token, project)
        return (await _entries(uow.session, [invitation]))[0]


async def change_invited_role(
    principal: Principal, project_id: UUID, invitation_id: UUID, role: Role
) -> InvitationBody:
    """Change as what somebody is invited; errors as for `resend_invitation`, and `member.one_owner`."""
    if role is Role.OWNER:
        raise Invalid("member.one_owner", field="role")
    async with unit_of_work() as uow:
        await _managed(uow, principal, project_id)
        invitation = await _unanswered(uow.session, project_id, invitation_id)
        if invitation.role is not role:
            invitation.role = role
            await uow.session.flush()
            await _tell(uow, principal, invitation)
        return (await _entries(uow.session, [invitation]))[0]


async def cancel_invitation(principal: Principal, project_id: UUID, invitation_id: UUID) -> None:
    """Take an invitation back: its link leads nowhere from now on; errors as for `resend_invitation`."""
    async with unit_of_work() as uow:
        await _managed(uow, principal, project_id)
        invitation = await _unanswered(uow.session, project_id, invitation_id)
        invitation.status = InvitationStatus.CANCELLED
        await uow.session.flush()
        await _tell(uow, principal, invitation)
        uow.after_commit(lambda: remember_taken("invitation", invitation_id, principal))


async def restore_invitation(principal: Principal, project_id: UUID, invitation_id: UUID) -> InvitationBody:
    """Let an invitation stand again, with its link, that the principal cancelled in the last ten minutes.

    Doing it again changes nothing.

    Raises:
        Conflict: `undo.too_late`; `invitation.already` or `member.already` when the address was asked again, or came, meanwhile.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        await _managed(uow, principal, project_id)
        invitation = await invitation_in(uow.session, project_id, invitation_id)
        if invitation is None:
            raise NotFound
        if invitation.status is not InvitationStatus.PENDING:
            await taken_by("invitation", invitation_id, principal)
            if await _is_member(uow.session, project_id, invitation.email):
                raise Conflict("member.already")
            await _require_room(uow.session, project_id, invitation.email)
            invitation.status = InvitationStatus.PENDING
            await uow.session.flush()
            await _tell(uow, principal, invitation)
            uow.after_commit(lambda: forget_taken("invitation", invitation_id))
        return (await _entries(uow.session, [invitation]))[0]


def _checked(email: str, role: Role, message: str) -> tuple[str, str]:
    email, complaint = checked_email(email)
    errors = [complaint] if complaint is not None else []
    if role is Role.OWNER:
        errors.append(FieldError("role", "member.one_owner"))
    try:
        message = cleaned(message).strip()
    except NotText:
        errors.append(FieldError("message", "field.invalid"))
    if len(message) > INVITATION_MESSAGE_LENGTH:
        errors.append(FieldError("message", "field.too_long", {"limit": INVITATION_MESSAGE_LENGTH}))
    if errors:
        raise Invalid.of(*errors)
    return email, message


async def _managed(uow: UnitOfWork, principal: Principal, project_id: UUID) -> Project:
    await authorize_project(uow.session, principal, project_id, Action.MANAGE_MEMBERS)
    return await locked_project(uow.session, project_id)


async def _unanswered(session: AsyncSession, project_id: UUID, invitation_id: UUID) -> Invitation:
    invitation = await invitation_in(session, project_id, invitation_id)
    if invitation is None:
        raise NotFound
    if invitation.status is not InvitationStatus.PENDING:
        raise Conflict("invitation.over")
    return invitation


async def _is_member(session: AsyncSession, project_id: UUID, email: str) -> bool:
    """Whether the address is a member's; the same is looked up for one without an account."""
    known = await user_by_email(session, email)
    return await member_of(session, project_id, known.id if known is not None else new_id()) is not None


async def _require_room(session: AsyncSession, project_id: UUID, email: str) -> None:
    unanswered = await unanswered_invitations(session, project_id)
    if any(each.email_index == blind_index(email) for each in unanswered):
        raise Conflict("invitation.already", field="email")
    if len(unanswered) < INVITATIONS_LIMIT:
        return
    if all(standing_of(each) is InvitationStatus.PENDING for each in unanswered):
        raise Conflict("invitation.limit", field="email", limit=INVITATIONS_LIMIT)
    await retire_late_invitations(session, project_id)


async def _tell(
    uow: UnitOfWork,
    principal: Principal,
    invitation: Invitation,
    event: StoredEvent[InvitationTold] = INVITATION_UPDATE,
) -> None:
    """All members hear that something happened to an invitation, but not whose address it is."""
    happened = event.of({"invitation_id": str(invitation.id), "status": invitation.status, "role": invitation.role})
    await record(uow, principal, invitation.project_id, happened)


async def _post(
    session: AsyncSession, principal: Principal, invitation: Invitation, token: str, project: Project
) -> None:
    known = await user_by_email(session, invitation.email)
    language = known.language if known is not None else principal.language
    await post_invitation(
        session, invitation, token, project=project, inviter=principal.display_name, language=language
    )


async def _entries(session: AsyncSession, invitations: Sequence[Invitation]) -> list[InvitationBody]:
    inviters = await users_by_id(session, (each.invited_by for each in invitations))
    return [
        InvitationBody(
            id=each.id,
            email=each.email,
            role=each.role,
            message=each.message,
            status=standing_of(each),
            invited_by=inviters[each.invited_by].name,
            sends=each.sends,
            sent_at=each.sent_at,
            expires_at=each.expires_at,
            created_at=each.created_at,
        )
        for each in invitations
    ]
