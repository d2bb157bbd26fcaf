"""Use cases of those who send a link: create, list, change, withdraw. What guests do with it is in `opening`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.share.model import ShareLink, ShareLinkVideo, SharePermission
from videoplanet.entities.share.repository import (
    SharedVideo,
    link_by_id,
    links_of_video,
    videos_in_project,
    videos_of_links,
)
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, LINK_ENDS_CHANNEL, RIGHTS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid, NotFound
from videoplanet.shared.http.pages import encode_cursor, id_before
from videoplanet.shared.security.passwords import hash_password
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tokens import random_token, token_index
from videoplanet.shared.undo import forget_taken, remember_taken, taken_by

TOKEN_BYTES = 16
VIDEOS_LIMIT = 50
Check = Callable[[ShareLink], None]


@dataclass(frozen=True, slots=True)
class ShareTerms:
    """What a new link allows; `video_ids` are further videos of the same project."""

    permission: SharePermission = SharePermission.COMMENT
    password: str | None = None
    expires_at: datetime | None = None
    allow_download: bool = False
    allow_upload: bool = False
    latest_version_only: bool = False
    video_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareBody:
    """A link as those who may share see it; `url` is what they send."""

    id: UUID
    token: str
    url: str
    permission: SharePermission
    has_password: bool
    expires_at: datetime | None
    allow_download: bool
    allow_upload: bool
    latest_version_only: bool
    visits: int
    videos: Sequence[SharedVideo]
    created_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShareEntry(ShareBody):
    """The same with how often it was changed."""

    revision: int


@dataclass(frozen=True, slots=True)
class SharePage:
    """A page of links, newest first."""

    items: Sequence[ShareEntry]
    next_cursor: str | None


async def create_share(principal: Principal, video_id: UUID, terms: ShareTerms) -> ShareEntry:
    """Make a link to a video, or to several of one project.

    Raises:
        NotFound: no such video for this principal; NotAllowed: the role may not share; Conflict: `project.archived`.
        Invalid: `share.expiry_past`; `share.other_project` for a video that is not in the project.
    """
    require_future(terms.expires_at)
    password_hash = await hash_password(terms.password) if terms.password else None
    token = random_token(TOKEN_BYTES)
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.SHARE)
        videos = list(dict.fromkeys([video_id, *terms.video_ids]))
        if len(videos) > VIDEOS_LIMIT:
            raise Invalid("field.too_many", field="video_ids", limit=VIDEOS_LIMIT)
        if await videos_in_project(uow.session, access.project_id, videos) != set(videos):
            raise Invalid("share.other_project", field="video_ids")
        link = ShareLink(
            project_id=access.project_id,
            token=token,
            token_index=token_index(token),
            permission=terms.permission,
            password_hash=password_hash,
            expires_at=terms.expires_at,
            allows_download=terms.allow_download,
            allows_upload=terms.allow_upload,
            latest_version_only=terms.latest_version_only,
            created_by=principal.subject_id,
        )
        uow.session.add(link)
        await uow.session.flush()
        uow.session.add_all(ShareLinkVideo(share_id=link.id, video_id=one) for one in videos)
        await uow.session.flush()
        return await _entry(uow.session, link)


async def list_shares(principal: Principal, video_id: UUID, *, cursor: str | None = None, limit: int = 20) -> SharePage:
    """Return the links that open a video, withdrawn ones included, newest first. Errors as for `create_share`."""
    before = id_before(cursor)
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SHARE)
        links = await links_of_video(uow.session, video_id, before, limit + 1)
        videos = await videos_of_links(uow.session, [link.id for link in links])
    entries = [_shown(link, videos[link.id]) for link in links[:limit]]
    return SharePage(entries, encode_cursor(entries[-1].id) if len(links) > limit else None)


async def update_share(
    principal: Principal, share_id: UUID, changes: dict[str, Any], *, check: Check | None = None
) -> ShareEntry:
    """Change what a link allows; only the named fields of `ShareTerms` (without `video_ids`) change.

    A new password closes the link to guests who opened it before: they open it again.

    Args:
        principal: who asks.
        share_id: which link.
        changes: field names of `ShareTerms` and their new values; `password` None takes the password away.
        check: is given the stored link first and may refuse (for `If-Match`).

    Raises:
        NotFound, NotAllowed, Conflict, Invalid: as for `create_share`.
    """
    require_future(changes.get("expires_at"))
    password = changes.get("password")
    password_hash = await hash_password(password) if password else None
    async with unit_of_work() as uow:
        link = await _link(uow.session, principal, share_id)
        if check is not None:
            check(link)
        if "permission" in changes:
            link.permission = changes["permission"]
        if "expires_at" in changes:
            link.expires_at = changes["expires_at"]
            _tell_end(uow, link)
        if "allow_download" in changes:
            link.allows_download = changes["allow_download"]
        if "allow_upload" in changes:
            link.allows_upload = changes["allow_upload"]
        if "latest_version_only" in changes and changes["latest_version_only"] != link.latest_version_only:
            link.latest_version_only = changes["latest_version_only"]
            _end_guests(uow, link, "share.changed")
        if "password" in changes:
            link.password_hash = password_hash
        if password_hash is not None:
            moment = now()
            link.guests_after = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
            _end_guests(uow, link, "share.password_required")
        link.revision += 1
        await uow.session.flush()
        uow.after_commit(lambda: publish(RIGHTS_CHANNEL, {"share_id": str(share_id)}))
        return await _entry(uow.session, link)


async def revoke_share(principal: Principal, share_id: UUID) -> None:
    """Withdraw a link; its guests are out at once. Only a fresh withdrawal can be undone. Errors as for `create_share`."""
    async with unit_of_work() as uow:
        link = await _link(uow.session, principal, share_id)
        if link.revoked_at is None:
            link.revoked_at = now()
            link.revision += 1
            await uow.session.flush()
            _end_guests(uow, link, "share.revoked")
            uow.after_commit(lambda: remember_taken("share", share_id, principal))


async def restore_share(principal: Principal, share_id: UUID) -> ShareEntry:
    """Let a link open again that the principal withdrew in the last ten minutes; doing it again changes nothing.

    Raises:
        NotFound, NotAllowed, Conflict: as for `create_share`; `undo.too_late`.
    """
    async with unit_of_work() as uow:
        link = await _link(uow.session, principal, share_id)
        if link.revoked_at is not None:
            await taken_by("share", share_id, principal)
            link.revoked_at = None
            link.revision += 1
            await uow.session.flush()
            uow.after_commit(lambda: forget_taken("share", share_id))
        return await _entry(uow.session, link)


def _end_guests(uow: UnitOfWork, link: ShareLink, code: str) -> None:
    ended = {"share_id": str(link.id), "code": code}
    uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, ended))


def _tell_end(uow: UnitOfWork, link: ShareLink) -> None:
    end = {"share_id": str(link.id), "until": link.expires_at.isoformat() if link.expires_at else None}
    uow.after_commit(lambda: publish(LINK_ENDS_CHANNEL, end))


async def _link(session: AsyncSession, principal: Principal, share_id: UUID) -> ShareLink:
    link = await link_by_id(session, share_id)
    if link is None:
        raise NotFound
    await authorize_project(session, principal, link.project_id, Action.SHARE)
    return link


async def _entry(session: AsyncSession, link: ShareLink) -> ShareEntry:
    return _shown(link, (await videos_of_links(session, [link.id]))[link.id])


def _shown(link: ShareLink, videos: Sequence[SharedVideo]) -> ShareEntry:
    return ShareEntry(
        id=link.id,
        token=link.token,
        url=f"{get_settings().site_url}/s/{link.token}",
        permission=link.permission,
        has_password=link.password_hash is not None,
        expires_at=link.expires_at,
        allow_download=link.allows_download,
        allow_upload=link.allows_upload,
        latest_version_only=link.latest_version_only,
        visits=link.visits,
        videos=videos,
        created_at=link.created_at,
        revoked_at=link.revoked_at,
        revision=link.revision,
    )


def require_future(expires_at: datetime | None) -> None:
    """Raise `share.expiry_past` for a link that would be over before it begins."""
    if expires_at is not None and expires_at <= now():
        raise Invalid("share.expiry_past", field="expires_at")
