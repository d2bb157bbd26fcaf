"""REST of invitations: of those who invite, and of those who answer."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import ConfigDict, Field

from videoplanet.entities.project.model import INVITATION_MESSAGE_LENGTH, Role
from videoplanet.entities.project.view import ProjectBody
from videoplanet.entities.user.schemas import Email
from videoplanet.features.manage_members.answering import accept_invitation, decline_invitation
from videoplanet.features.manage_members.invitations import (
    InvitationBody,
    cancel_invitation,
    change_invited_role,
    invite,
    list_invitations,
    resend_invitation,
    restore_invitation,
)
from videoplanet.shared.entered import Choice, Entered
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import CurrentUser
from videoplanet.shared.http.limits import by_method
from videoplanet.shared.http.pages import Page
from videoplanet.shared.plain_text import PLAIN

router = APIRouter(tags=["projects"], route_class=GatewayRoute, dependencies=[Depends(by_method)])


class NewInvitation(Entered):
    """Whom to invite, and as what; ownership is handed over instead."""

    email: Email
    role: Choice[Role] = Role.REVIEWER
    message: Annotated[str, Field(max_length=INVITATION_MESSAGE_LENGTH), PLAIN] = ""


class InvitedRole(Entered):
    """As what somebody is invited from now on."""

    model_config = ConfigDict(extra="forbid")

    role: Choice[Role]


@router.get("/projects/{project_id}/invitations")
async def invitations(project_id: UUID, principal: CurrentUser) -> Page[InvitationBody]:
    """Invitations that were not answered yet, at most 50, newest first; for those who may invite."""
    return Page(items=list(await list_invitations(principal, project_id)))


@router.post("/projects/{project_id}/invitations", status_code=201)
async def post_invitation(project_id: UUID, body: NewInvitation, principal: CurrentUser) -> InvitationBody:
    """Invite an address; the letter's link is good for seven days. The answer is the same whether it has an account or not."""
    return await invite(principal, project_id, body.email, body.role, body.message)


@router.patch("/projects/{project_id}/invitations/{invitation_id}")
async def patch_invitation(
    project_id: UUID, invitation_id: UUID, body: InvitedRole, principal: CurrentUser
) -> InvitationBody:
    """Change as what somebody is invited."""
    return await change_invited_role(principal, project_id, invitation_id, body.role)


@router.delete("/projects/{project_id}/invitations/{invitation_id}", status_code=204)
async def delete_invitation(project_id: UUID, invitation_id: UUID, principal: CurrentUser) -> None:
    """Cancel an invitation; its link leads nowhere from now on."""
    await cancel_invitation(principal, project_id, invitation_id)


@router.post("/projects/{project_id}/invitations/{invitation_id}/resend")
async def resend(project_id: UUID, invitation_id: UUID, principal: CurrentUser) -> InvitationBody:
    """Send the letter again, after a minute and five times in all; only the link in the last letter is good."""
    return await resend_invitation(principal, project_id, invitation_id)


@router.post("/projects/{project_id}/invitations/{invitation_id}/restore")
async def restore(project_id: UUID, invitation_id: UUID, principal: CurrentUser) -> InvitationBody:
    """Let an invitation stand again that you cancelled in the last ten minutes."""
    return await restore_invitation(principal, project_id, invitation_id)


@router.post("/invitations/{token}/accept")
async def accept(token: str, principal: CurrentUser) -> ProjectBody:
    """Join the project, signed in with the address that was invited; 404 for anybody else."""
    return await accept_invitation(principal, token)


@router.post("/invitations/{token}/decline", status_code=204)
async def decline(token: str, principal: CurrentUser) -> None:
    """Say no; 404 for anybody but whose address was invited."""
    await decline_invitation(principal, token)
