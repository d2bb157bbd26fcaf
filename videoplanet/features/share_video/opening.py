"""Use cases of those who got a link: see what it is, and open it with a name and an e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.share.model import ShareLink, SharePermission
from videoplanet.entities.share.repository import (
    SharedVideo,
    count_visit,
    link_by_token,
    project_name,
    require_open,
    videos_of_links,
    welcome_guest,
)
from videoplanet.entities.user.accounts import checked_email, checked_name
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Invalid, NotFound, NotSignedIn
from videoplanet.shared.http.limits import hit, require_left
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.passwords import verify_password
from videoplanet.shared.security.tokens import ACCESS_LIFETIME, AccessClaims, issue_access_token


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who opens a link, as they say of themselves, and from where."""

    name: str
    email: str
    password: str | None
    language: str
    address: str


@dataclass(frozen=True, slots=True)
class ShareSummary:
    """What anybody with the address may know; nothing of the project while a password is needed."""

    needs_password: bool
    permission: SharePermission
    expires_at: datetime | None
    project_name: str | None
    titles: Sequence[str]


@dataclass(frozen=True, slots=True)
class OpenedShare:
    """A guest's way in; `lifetime` ends with the link, after seven days at most."""

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


async def describe_share(token: str) -> ShareSummary:
    """Return what a link's page may show before it is opened.

    Raises:
        NotFound: no such link, or nothing is left behind it.
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    async with unit_of_work() as uow:
        link, videos = await _found(uow.session, token)
        if link.password_hash is not None:
            return ShareSummary(True, link.permission, link.expires_at, None, [])
        name = await project_name(uow.session, link.project_id)
    return ShareSummary(False, link.permission, link.expires_at, name, [video.title for video in videos])


async def open_share(token: str, visitor: Visitor) -> OpenedShare:
    """Let somebody in as a guest; the same e-mail address is the same guest again.

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
        link, _ = await _found(uow.session, token)
    await _check_password(link, visitor)
    async with unit_of_work() as uow:
        link, videos = await _found(uow.session, token)
        guest_id = await welcome_guest(uow.session, link.id, name=name, email=email, language=visitor.language)
        await count_visit(uow.session, link.id)
        about = await project_name(uow.session, link.project_id)
    lifetime = min(ACCESS_LIFETIME, link.expires_at - now()) if link.expires_at else ACCESS_LIFETIME
    return OpenedShare(
        access_token=issue_access_token(AccessClaims("guest", guest_id, new_id()), lifetime),
        lifetime=lifetime,
        share_id=link.id,
        guest_id=guest_id,
        guest_name=name,
        permission=link.permission,
        allow_download=link.allows_download,
        allow_upload=link.allows_upload,
        latest_version_only=link.latest_version_only,
        project_id=link.project_id,
        project_name=about,
        videos=videos,
    )


async def _found(session: AsyncSession, token: str) -> tuple[ShareLink, Sequence[SharedVideo]]:
    link = await link_by_token(session, token)
    if link is None:
        raise NotFound
    require_open(link.revoked_at, link.expires_at)
    videos = (await videos_of_links(session, [link.id]))[link.id]
    if not videos:
        raise NotFound
    return link, videos


async def _check_password(link: ShareLink, visitor: Visitor) -> None:
    """Only wrong passwords count against the limit: a whole office may come in from one address."""
    if link.password_hash is None:
        return
    if not visitor.password:
        raise NotSignedIn("share.password_required", field="password")
    subject = f"share:{link.id}:{visitor.address}"
    await require_left("sign_in", subject)
    if not await verify_password(visitor.password, link.password_hash):
        await hit("sign_in", subject)
        raise NotSignedIn("share.password_wrong", field="password")
