"""Use case of those who got a link: open it with a name and an e-mail address. What they see before is in `door`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.share.guests import count_visit, held_guest, welcome_guest
from videoplanet.entities.share.model import Guest, ShareLink, SharePermission
from videoplanet.entities.share.repository import (
    SharedVideo,
    link_by_token,
    project_name,
    videos_of_links,
)
from videoplanet.entities.share.standing import require_open_link
from videoplanet.entities.user.accounts import checked_email, checked_name
from videoplanet.shared.clock import now
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Invalid, NotFound, NotSignedIn
from videoplanet.shared.http.password_attempts import PasswordAttempt, link_target
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.cookies import guest_cookie, read_cookies
from videoplanet.shared.security.passwords import verify_password
from videoplanet.shared.security.tokens import AccessClaims, access_lifetime, issue_access_token, read_access_token


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who opens a link, as they say of themselves, and from where.

    `cookie` is their browser's `Cookie` header and `access_token` what a program sends instead: they say whom of the link's guests
    this browser already is.
    """

    name: str
    email: str
    password: str | None
    language: str
    address: str
    cookie: str = ""
    access_token: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """A guest's way in; `lifetime` ends with the link, or with the access token."""

    access_token: str
    lifetime: timedelta
    share_id: UUID
    guest_id: UUID
    guest_name: str
    permission: SharePermission
    allow_download: bool
    allow_upload: bool
    latest_version_only: bool
    project_id: UUID
    project_name: str
    videos: Sequence[SharedVideo]


async def open_share(token: str, visitor: Visitor) -> OpenedShare:
    """Let somebody in as a guest: as a new one, unless this browser already is one with the same e-mail address.

    An address alone makes nobody somebody else: for that there is `taking_up`.

    Raises:
        NotFound: no such link, or nothing is left behind it.
        NotSignedIn: `share.revoked`, `share.expired`, `share.password_required`, `share.password_wrong`.
        TooManyRequests: too many wrong passwords from this address.
        Invalid: the e-mail address is none, or the name is empty, too long or no text.
    """
    email, email_complaint = checked_email(visitor.email)
    name, name_complaint = checked_name(visitor.name)
    if complaints := [complaint for complaint in (name_complaint, email_complaint) if complaint is not None]:
        raise Invalid.of(*complaints)
    async with unit_of_work() as uow:
        link, _ = await found_link(uow.session, token)
    await check_password(link, visitor.password, visitor.address, visitor.cookie)
    async with unit_of_work() as uow:
        link, videos = await found_link(uow.session, token)
        guest = await known_guest(uow.session, link, visitor.cookie, visitor.access_token)
        if guest is not None and blind_index(guest.email) == blind_index(email):
            guest.name, guest.language = name, visitor.language
        else:
            guest = await welcome_guest(uow.session, link.id, name=name, email=email, language=visitor.language)
        return await let_in(uow.session, link, videos, guest)


async def let_in(session: AsyncSession, link: ShareLink, videos: Sequence[SharedVideo], guest: Guest) -> OpenedShare:
    """Begin a session of a guest of the link, and count the visit."""
    await count_visit(session, guest)
    lifetime = min(access_lifetime(), link.expires_at - now()) if link.expires_at else access_lifetime()
    return OpenedShare(
        # Not the link's end: that is asked of the link every time, and whoever is in stays in when it is put off.
        access_token=issue_access_token(AccessClaims("guest", guest.id, new_id())),
        lifetime=lifetime,
        share_id=link.id,
        guest_id=guest.id,
        guest_name=guest.name,
        permission=link.permission,
        allow_download=link.allows_download,
        allow_upload=link.allows_upload,
        latest_version_only=link.latest_version_only,
        project_id=link.project_id,
        project_name=await project_name(session, link.project_id),
        videos=videos,
    )


async def found_link(session: AsyncSession, token: str) -> tuple[ShareLink, Sequence[SharedVideo]]:
    """Return a link that opens, and what it opens.

    Raises:
        NotFound: no such link, or nothing is left behind it.
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    link = await link_by_token(session, token)
    if link is None:
        raise NotFound
    require_open_link(link.revoked_at, link.expires_at)
    videos = (await videos_of_links(session, [link.id]))[link.id]
    if not videos:
        raise NotFound
    return link, videos


async def check_password(link: ShareLink, password: str | None, address: str, cookie: str = "") -> None:
    """Ask for the link's password, if it has one.

    Only wrong passwords count against the limit: a whole office may come in from one address.

    Raises:
        NotSignedIn: `share.password_required`, `share.password_wrong`.
        TooManyRequests: too many wrong passwords: from this address, or at this link.
    """
    if link.password_hash is None:
        return
    if not password:
        raise NotSignedIn("share.password_required", field="password")
    attempt = PasswordAttempt(link_target(link.id), address, cookie)
    await attempt.begin()
    if not await verify_password(password, link.password_hash):
        raise NotSignedIn("share.password_wrong", field="password")
    await attempt.succeed(counts=False)


async def known_guest(
    session: AsyncSession, link: ShareLink, cookie: str, access_token: str | None = None
) -> Guest | None:
    """Return the guest whose session a browser or program holds; the token proves it, whatever else they say of themselves."""
    token = access_token or read_cookies(cookie).get(guest_cookie(link.id))
    if not token:
        return None
    try:
        claims = read_access_token(token)
    except NotSignedIn:
        return None
    if claims.kind != "guest":
        return None
    return await held_guest(session, link.id, claims.subject_id, claims.session_id)
