"""The letter to somebody whose address was entered at sign-up although they have an account."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.model import User
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.mail import post_mail


async def post_known_account(session: AsyncSession, owner: User) -> None:
    """Enqueue the letter in the session's transaction."""
    subject = translate("mail.known_account.subject", owner.language)
    url = f"{get_settings().site_url}/sign-in"
    body = translate("mail.known_account.body", owner.language, name=owner.name, url=url)
    await post_mail(session, to=owner.email, subject=subject, body=body)
