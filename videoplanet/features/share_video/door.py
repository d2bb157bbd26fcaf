"""Use cases before a link is opened: what its page shows of it, and the picture of its film.

Whoever has the address may see this much and no more. Behind a password nothing is shown, not even that there is a picture.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.share.model import ShareLink, SharePermission
from videoplanet.entities.share.repository import (
    SharedVideo,
    project_name,
)
from videoplanet.entities.user.repository import users_by_id
from videoplanet.entities.video.layout import POSTER
from videoplanet.entities.video.model import Version
from videoplanet.entities.video.repository import version_stacks
from videoplanet.entities.video.shown import shown_version
from videoplanet.features.share_video.opening import found_link
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.storage import open_object


@dataclass(frozen=True, slots=True)
class Door:
    """What anybody with the address may know; nothing of project, sender and films while a password is needed."""

    needs_password: bool
    permission: SharePermission
    expires_at: datetime | None
    project_name: str | None = None
    sender_name: str | None = None
    titles: Sequence[str] = ()
    has_poster: bool = False


async def describe_door(token: str) -> Door:
    """Return what a link's page may show before it is opened.

    Raises:
        NotFound: no such link, or nothing is left behind it.
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    async with unit_of_work() as uow:
        link, videos = await found_link(uow.session, token)
        if link.password_hash is not None:
            return Door(True, link.permission, link.expires_at)
        sender = (await users_by_id(uow.session, [link.created_by])).get(link.created_by)
        return Door(
            False,
            link.permission,
            link.expires_at,
            project_name=await project_name(uow.session, link.project_id),
            sender_name=sender.name if sender is not None and sender.deleted_at is None else None,
            titles=[video.title for video in videos],
            has_poster=await _pictured(uow.session, link, videos[0]) is not None,
        )


@asynccontextmanager
async def open_poster(token: str) -> AsyncIterator[httpx.Response]:
    """Stream the picture of a link's first film, as a JPEG: of the newest version that can be watched.

    Raises:
        NotFound: there is none to show: no such link, a password, no film, no picture yet.
        NotSignedIn: `share.revoked` or `share.expired`.
        Unavailable: the storage is away.
    """
    async with unit_of_work() as uow:
        link, videos = await found_link(uow.session, token)
        version = await _pictured(uow.session, link, videos[0]) if link.password_hash is None else None
    if version is None:
        raise NotFound
    async with open_object(f"{version.storage_prefix}/{POSTER}") as found:
        yield found


async def _pictured(session: AsyncSession, link: ShareLink, video: SharedVideo) -> Version | None:
    """The version that the newest one is for guests of the link, if there is a picture of it."""
    stack = [version for version, _ in (await version_stacks(session, [video.id]))[video.id]]
    shown = shown_version(stack, may_download=link.allows_download)
    return shown if shown is not None and shown.has_poster else None
