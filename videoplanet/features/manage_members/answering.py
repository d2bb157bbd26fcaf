"""Use cases of those who were invited: look at the invitation their letter leads to, accept, decline.

A letter opens nothing by itself. Only somebody signed in with its very address, which every account has proven, may answer, once;
to everybody else there is no such invitation.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import require_open
from videoplanet.entities.activity.operations.projects import INVITATION_UPDATE
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.invitations import invitation_by_token, standing_of
from videoplanet.entities.project.model import Invitation, InvitationStatus, Project, Role
from videoplanet.entities.project.repository import member_of, project_by_id
from videoplanet.entities.project.view import ProjectBody, project_view
from videoplanet.entities.user.repository import user_by_id, users_by_id
from videoplanet.features.manage_members.membership import locked_project, take_in
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Conflict, NotFound, VideoPlanetError
from videoplanet.shared.http.limits import hit
from videoplanet.shared.security.principal import Principal

INVITATIONS_PATH = "/invitations"


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """What the letter says, for whoever holds it."""

    project_id: UUID
    project_name: str
    inviter_name: str
    role: Role
    email: str
    message: str
    expires_at: datetime
    is_joined: bool = False


async def describe_invitation(token: str, *, address: str) -> InvitationLetter:
    """Return what an open invitation says to somebody who is not signed in: no more than the letter did.

    Args:
        token: of the letter.
        address: where the request comes from.

    Raises:
        NotFound: there is none, or it was answered, cancelled, or is too old.
        TooManyRequests: too many looks from this address.
    """
    await hit("reads", address)
    async with unit_of_work() as uow:
        invitation = await invitation_by_token(uow.session, token)
        if invitation is None or standing_of(invitation) is not InvitationStatus.PENDING:
            raise NotFound
        return await _letter(uow.session, invitation)


async def invited_address(path: str, *, address: str) -> str:
    """Return the address that was invited, where a path of this site leads to an open invitation; else an empty text.

    For the forms on the way there, which then need not ask whoever holds the letter.
    """
    place, _, token = path.rpartition("/")
    if place != INVITATIONS_PATH:
        return ""
    try:
        return (await describe_invitation(token, address=address)).email
    except VideoPlanetError:
        return ""


async def my_invitation(principal: Principal, token: str) -> InvitationLetter:
    """Return an invitation to whose address the principal is; `is_joined` when they are in the project already.

    Raises:
        NotFound: there is none, or it is another address's.
        Conflict: `invitation.over`: it was declined, cancelled, or is too old.
    """
    async with unit_of_work() as uow:
        invitation = await _mine(uow.session, principal, token)
        if await member_of(uow.session, invitation.project_id, principal.subject_id) is not None:
            return await _letter(uow.session, invitation, is_joined=True)
        _require_unanswered(invitation)
        return await _letter(uow.session, invitation)


async def accept_invitation(principal: Principal, token: str) -> ProjectBody:
    """Join the project, as what one was invited.

    Raises:
        NotFound: there is none, or it is another address's.
        Conflict: `invitation.over`; `member.limit` when there are 50 members; `project.archived`.
    """
    async with unit_of_work() as uow:
        project_id = (await _mine(uow.session, principal, token)).project_id
        project = await locked_project(uow.session, project_id)
        invitation = await _mine(uow.session, principal, token)  # as it is now that nobody changes it
        _require_unanswered(invitation)
        require_open(is_archived=project.archived_at is not None)
        member = await member_of(uow.session, project_id, principal.subject_id)
        if member is None:
            member = await take_in(uow, principal, project_id, principal.subject_id, invitation.role)
        invitation.status, invitation.answered_at = InvitationStatus.ACCEPTED, now()
        await uow.session.flush()
        await _tell(uow, principal, invitation)
        return await project_view(uow.session, project, member.role)


async def decline_invitation(principal: Principal, token: str) -> None:
    """Say no; whoever invited sees it from the list. Errors as for `accept_invitation`."""
    async with unit_of_work() as uow:
        await locked_project(uow.session, (await _mine(uow.session, principal, token)).project_id)
        invitation = await _mine(uow.session, principal, token)
        _require_unanswered(invitation)
        invitation.status, invitation.answered_at = InvitationStatus.DECLINED, now()
        await uow.session.flush()
        await _tell(uow, principal, invitation)


async def _tell(uow: UnitOfWork, principal: Principal, invitation: Invitation) -> None:
    happened = INVITATION_UPDATE.of(
        {"invitation_id": str(invitation.id), "status": invitation.status, "role": invitation.role}
    )
    await record(uow, principal, invitation.project_id, happened)


async def _mine(session: AsyncSession, principal: Principal, token: str) -> Invitation:
    invitation, user = await invitation_by_token(session, token), await user_by_id(session, principal.subject_id)
    # By the very letters: the index takes some letters of other scripts for those they fold to, where the mailbox is another one.
    if invitation is None or user is None or invitation.email.lower() != user.email.lower():
        raise NotFound
    return invitation


def _require_unanswered(invitation: Invitation) -> None:
    if standing_of(invitation) is not InvitationStatus.PENDING:
        raise Conflict("invitation.over")


async def _letter(session: AsyncSession, invitation: Invitation, *, is_joined: bool = False) -> InvitationLetter:
    project: Project | None = await project_by_id(session, invitation.project_id)
    if project is None:
        raise NotFound
    inviters = await users_by_id(session, [invitation.invited_by])
    return InvitationLetter(
        project_id=project.id,
        project_name=project.name,
        inviter_name=inviters[invitation.invited_by].name,
        role=invitation.role,
        email=invitation.email,
        message=invitation.message,
        expires_at=invitation.expires_at,
        is_joined=is_joined,
    )
