"""Use cases of a guest who opened the link before, elsewhere: a mailed code proves that the address is theirs.

The first proof makes the guest theirs alone: sessions that were begun by typing the address end, because anybody may have typed it,
and what the others among them wrote stays under guests who have proven nothing. Browsers that proved it stay in together.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import orjson

from videoplanet.entities.share.guests import mark_proven, namesakes, taken_up
from videoplanet.entities.share.model import ShareLink
from videoplanet.entities.user.accounts import checked_email
from videoplanet.features.share_video.letter import post_code
from videoplanet.features.share_video.opening import OpenedShare, check_password, found_link, known_guest, let_in
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import blind_index, fingerprint
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid
from videoplanet.shared.http.limits import hit
from videoplanet.shared.security.mailed_codes import code_seconds, issue_code, redeem_code

_PURPOSE = "guest"


@dataclass(frozen=True, slots=True)
class Challenge:
    """What has to be sent back with the code; in seconds, until it ends and until another code may be asked for."""

    challenge: str
    expires_in: int
    resend_in: int


async def send_code(token: str, *, email: str, password: str | None, language: str, address: str) -> Challenge:
    """Mail a code to a guest of the link; the answer is the same when the address is nobody's, and then no letter is sent.

    Raises:
        NotFound, NotSignedIn: as for `open_share`.
        TooManyRequests: too many wrong passwords; this asker had one sent there less than a minute ago, or too many within the
            hour; or the mailbox was sent too many, whoever asked.
        Invalid: the e-mail address is none.
    """
    email, complaint = checked_email(email)
    if complaint is not None:
        raise Invalid.of(complaint)
    async with unit_of_work() as uow:
        link, _ = await found_link(uow.session, token)
    await check_password(link, password, address)
    made = await issue_code(_PURPOSE, _subject(link, email, address))
    mailbox = blind_index(email).hex()
    # By asker first: somebody who may ask no more uses up nothing of what the mailbox's owner may.
    await hit("account_mail", f"guest:{link.id}:{mailbox}:{address}")
    await hit("mailbox", f"guest:{mailbox}")
    async with unit_of_work() as uow:
        link, videos = await found_link(uow.session, token)
        if await namesakes(uow.session, link.id, email):
            await post_code(uow.session, to=email, code=made.code, title=videos[0].title, language=language)
    return Challenge(made.challenge, code_seconds(), get_settings().code_resend_seconds)


async def take_up(
    token: str, *, challenge: str, code: str, cookie: str = "", access_token: str | None = None
) -> OpenedShare:
    """Let somebody in as the guest they were elsewhere, under the name they had there.

    Args:
        token: the link's.
        challenge: what was given to whoever asked for the code.
        code: as it came by mail.
        cookie: the browser's `Cookie` header; it and `access_token` say whom of the link's guests they are here already.
        access_token: what a program sends instead.

    Raises:
        NotFound, NotSignedIn: as for `open_share`.
        Invalid: `code.wrong`; `code.expired`, also when the link's password was changed meanwhile.
    """
    async with unit_of_work() as uow:
        link, _ = await found_link(uow.session, token)
    email = _email(link, await redeem_code(_PURPOSE, challenge, code))
    async with unit_of_work() as uow:
        link, videos = await found_link(uow.session, token)
        found = await namesakes(uow.session, link.id, email)
        guest = taken_up(found, await known_guest(uow.session, link, cookie, access_token), email)
        if guest is None:
            raise Invalid("code.wrong", field="code")
        if await mark_proven(uow.session, guest.id):
            for typed in {one.id for one in found} | {guest.id}:
                _end(uow, typed)
        return await let_in(uow.session, link, videos, guest)


def _end(uow: UnitOfWork, guest_id: UUID) -> None:
    ended = {"guest_id": str(guest_id), "code": "share.taken_up"}
    uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, ended))


def _subject(link: ShareLink, email: str, asker: str = "") -> str:
    """Names the link, the password that was asked for, the address and who asked: each asker waits for themselves."""
    lock = fingerprint((link.password_hash or "").encode()).hex()
    return orjson.dumps([str(link.id), lock, email, asker]).decode()


def _email(link: ShareLink, subject: str) -> str:
    share_id, lock, email, _ = orjson.loads(subject)
    if [share_id, lock] != orjson.loads(_subject(link, email))[:2]:
        raise Invalid("code.expired", field="code")
    return str(email)
