"""The letter that invites to a project: in the language of whose address it is; where there is no account, in that of the page
from which it is sent (of the inviter's account, where a program sends it)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.model import INVITATION_DAYS, Invitation, Project
from videoplanet.features.manage_members.answering import INVITATIONS_PATH
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.i18n.wording import shortened
from videoplanet.shared.mail import post_mail


async def post_invitation(
    session: AsyncSession, invitation: Invitation, token: str, *, project: Project, inviter: str, language: str
) -> None:
    """Enqueue the letter in the transaction that invites. Only it holds the token."""
    short = {"inviter": shortened(inviter), "project": shortened(project.name)}
    subject = translate("mail.invitation.subject", language, **short)
    body = translate(
        "mail.invitation.body",
        language,
        inviter=inviter,
        project=project.name,
        role=translate(f"project.role.{invitation.role}", language),
        message=f"\n{invitation.message}\n" if invitation.message else "",
        days=INVITATION_DAYS,
        email=invitation.email,
        url=f"{get_settings().site_url}{INVITATIONS_PATH}/{token}",
    )
    await post_mail(session, to=invitation.email, subject=subject, body=body)
