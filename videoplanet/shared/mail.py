"""The one way mail leaves: SMTP where `VIDEOPLANET_SMTP_URL` names a server, else `.eml` files under `<home>/mail/`.

A use case calls `post_mail` in its transaction; a job delivers it. The letter waits encrypted in the queue.
"""

from __future__ import annotations

import asyncio
import os
import smtplib
import ssl
from email.header import Header
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import orjson
import structlog
from procrastinate import RetryStrategy
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import decrypt, encrypt
from videoplanet.shared.ids import new_id
from videoplanet.shared.jobs import enqueue, tasks

log = structlog.get_logger(__name__)
SEND_SECONDS = 20
_RETRY = RetryStrategy(max_attempts=8, exponential_wait=5)


class _WholeSubjects(EmailPolicy):
    """Writes a subject beyond ASCII as encoded words and nothing else (RFC 2047 §5): between an encoded word and a plain one, or
    two of different encodings, `email` loses spaces where it folds.
    """

    def fold(self, name: str, value: str) -> str:
        """The header as text."""
        if name.lower() != "subject" or str(value).isascii():
            return str(super().fold(name, value))
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The header as it is sent."""
        if name.lower() != "subject" or str(value).isascii():
            return super().fold_binary(name, value)
        return self.fold(name, value).encode("ascii")


_LETTER = _WholeSubjects(linesep="\r\n")


async def post_mail(session: AsyncSession, *, to: str, subject: str, body: str) -> None:
    """Enqueue a plain-text letter in the session's transaction: it is sent if and only if the transaction commits.

    Args:
        session: the use case's session.
        to: one address.
        subject: one line.
        body: plain text.
    """
    letter = {"id": str(new_id()), "to": to, "subject": subject, "body": body}
    await enqueue(session, "send_mail", args={"letter": encrypt(orjson.dumps(letter).decode()).decode()})


@tasks.task(name="send_mail", retry=_RETRY)
async def send_mail(letter: str) -> None:
    """Deliver one letter. Run again, it writes the same file, or sends under the same Message-ID."""
    fields = orjson.loads(decrypt(letter.encode()))
    settings = get_settings()
    if settings.smtp_url is None:
        readable = _message(fields, encoding="8bit")
        await asyncio.to_thread(_write, readable, settings.home / "mail" / f"{fields['id']}.eml")
        return
    try:
        message = _message(fields, encoding="quoted-printable")
        await asyncio.to_thread(_send, message, settings.smtp_url.get_secret_value())
    except smtplib.SMTPRecipientsRefused:
        log.warning("mail_refused", letter=fields["id"])


def _message(fields: dict[str, str], *, encoding: str) -> EmailMessage:
    sender = get_settings().mail_from
    message = EmailMessage(policy=_LETTER)
    message["From"] = sender
    message["To"] = fields["to"]
    message["Subject"] = fields["subject"]
    message["Date"] = format_datetime(now())
    message["Message-ID"] = f"<{fields['id']}@{parseaddr(sender)[1].partition('@')[2] or 'localhost'}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(fields["body"], cte=encoding)
    return message


def _write(message: EmailMessage, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_bytes(message.as_bytes())
    os.replace(partial, path)


def _send(message: EmailMessage, url: str) -> None:
    """Speak SMTP: `smtps://` is TLS from the start, `smtp://` uses STARTTLS where offered and never sends a password without it."""
    parts = urlsplit(url)
    host, context = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=SEND_SECONDS, context=context)
    else:
        connection = smtplib.SMTP(host, parts.port or 587, timeout=SEND_SECONDS)
    with connection as smtp:
        smtp.ehlo()
        is_private = parts.scheme == "smtps"
        if not is_private and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
            is_private = True
        if parts.username:
            if not is_private:
                raise RuntimeError("the mail server offers no TLS, so its password is not sent")
            smtp.login(unquote(parts.username), unquote(parts.password or ""))
        smtp.send_message(message)
