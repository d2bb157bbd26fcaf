"""The letters of sign-up: the code, or that the address has an account already. Nothing in them was written by whoever asked."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.user.model import User
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.mail import post_mail


async def post_code(session: AsyncSession, *, to: str, code: str, language: str) -> None:
    """Enqueue the letter with the code in the session's transaction."""
    subject = translate("mail.sign_up_code.subject", language, code=code)
    body = translate("mail.sign_up_code.body", language, code=code, minutes=get_settings().code_minutes)
    await post_mail(session, to=to, subject=subject, body=body)


async def post_known_account(session: AsyncSession, owner: User) -> None:
    """Enqueue the letter to whose account it is in the session's transaction."""
    subject = translate("mail.known_account.subject", owner.language)
    url = f"{get_settings().site_url}/sign-in"
    body = translate("mail.known_account.body", owner.language, name=owner.name, url=url)
    await post_mail(session, to=owner.email, subject=subject, body=body)
