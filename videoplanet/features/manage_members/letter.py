"""The letter to somebody who was added to a project, in their own language."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.model import Project, Role
from videoplanet.entities.user.model import User
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.mail import post_mail


async def post_welcome(session: AsyncSession, *, to: User, project: Project, role: Role, inviter: str) -> None:
    """Enqueue the letter in the transaction that adds the member."""
    subject = translate("mail.member_added.subject", to.language, inviter=inviter, project=project.name)
    body = translate(
        "mail.member_added.body",
        to.language,
        name=to.name,
        inviter=inviter,
        project=project.name,
        role=translate(f"project.role.{role}", to.language),
        url=f"{get_settings().site_url}/projects/{project.id}",
    )
    await post_mail(session, to=to.email, subject=subject, body=body)
