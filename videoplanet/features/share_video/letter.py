"""The letter with the code by which a guest goes on in another browser."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.mail import post_mail


async def post_code(session: AsyncSession, *, to: str, code: str, title: str, language: str) -> None:
    """Enqueue the letter in the session's transaction."""
    subject = translate("mail.guest_code.subject", language, code=code)
    minutes = get_settings().code_minutes
    body = translate("mail.guest_code.body", language, code=code, title=title, minutes=minutes)
    await post_mail(session, to=to, subject=subject, body=body)
