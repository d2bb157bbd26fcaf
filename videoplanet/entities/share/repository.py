"""Queries for share links."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.project.model import Project
from videoplanet.entities.share.model import ShareLink, ShareLinkVideo
from videoplanet.entities.video.model import Video
from videoplanet.shared.security.tokens import token_index


@dataclass(frozen=True, slots=True)
class SharedVideo:
    """A video a link opens."""

    id: UUID
    title: str


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """What decides whether guests of a link may go on."""

    revoked_at: datetime | None
    expires_at: datetime | None
    guests_after: datetime | None
    latest_version_only: bool


async def link_by_token(session: AsyncSession, token: str) -> ShareLink | None:
    """Return the link of a token, revoked and expired ones included; None also when its project is deleted."""
    query = select(ShareLink).join(Project, col(Project.id) == col(ShareLink.project_id))
    query = query.where(col(ShareLink.token_index) == token_index(token), col(Project.deleted_at).is_(None))
    return (await session.execute(query)).scalar_one_or_none()


async def link_by_id(session: AsyncSession, share_id: UUID) -> ShareLink | None:
    """Return a link, locked until the transaction ends."""
    query = select(ShareLink).where(col(ShareLink.id) == share_id).with_for_update(key_share=True)
    return (await session.execute(query)).scalar_one_or_none()


async def links_of_video(session: AsyncSession, video_id: UUID, before: UUID | None, limit: int) -> Sequence[ShareLink]:
    """Return the links that open a video, newest first, those older than `before`."""
    query = select(ShareLink).join(ShareLinkVideo, col(ShareLinkVideo.share_id) == col(ShareLink.id))
    query = query.where(col(ShareLinkVideo.video_id) == video_id)
    if before is not None:
        query = query.where(col(ShareLink.id) < before)
    return (await session.execute(query.order_by(col(ShareLink.id).desc()).limit(limit))).scalars().all()


async def videos_of_links(session: AsyncSession, share_ids: Sequence[UUID]) -> dict[UUID, list[SharedVideo]]:
    """Return what each link opens, oldest video first; deleted videos are left out."""
    query = select(col(ShareLinkVideo.share_id), col(Video.id), col(Video.title)).join(
        Video, col(Video.id) == col(ShareLinkVideo.video_id)
    )
    query = query.where(col(ShareLinkVideo.share_id).in_(share_ids), col(Video.deleted_at).is_(None))
    found: dict[UUID, list[SharedVideo]] = {share_id: [] for share_id in share_ids}
    for share_id, video_id, title in await session.execute(query.order_by(col(Video.created_at), col(Video.id))):
        found[share_id].append(SharedVideo(video_id, title))
    return found


async def videos_in_project(session: AsyncSession, project_id: UUID, video_ids: Sequence[UUID]) -> set[UUID]:
    """Return which of the videos are in the project and not deleted."""
    query = select(col(Video.id)).where(
        col(Video.project_id) == project_id, col(Video.id).in_(video_ids), col(Video.deleted_at).is_(None)
    )
    return set((await session.execute(query)).scalars())


async def project_name(session: AsyncSession, project_id: UUID) -> str:
    """Return the name of a link's project."""
    return str((await session.execute(select(col(Project.name)).where(col(Project.id) == project_id))).scalar_one())


async def id_of_link(session: AsyncSession, token: str) -> UUID | None:
    """Return the id of a token's link, whatever has become of it."""
    query = select(col(ShareLink.id)).where(col(ShareLink.token_index) == token_index(token))
    return (await session.execute(query)).scalar_one_or_none()


async def video_ids_of_link(session: AsyncSession, share_id: UUID) -> Sequence[UUID]:
    """Return what a link opens, deleted videos included."""
    query = select(col(ShareLinkVideo.video_id)).where(col(ShareLinkVideo.share_id) == share_id)
    return (await session.execute(query)).scalars().all()


async def facts_of_links(session: AsyncSession, share_ids: Collection[UUID]) -> dict[UUID, LinkFacts]:
    """Return the state of each link; one that is gone is left out."""
    query = select(
        col(ShareLink.id),
        col(ShareLink.revoked_at),
        col(ShareLink.expires_at),
        col(ShareLink.guests_after),
        col(ShareLink.latest_version_only),
    ).where(col(ShareLink.id).in_(share_ids))
    return {row[0]: LinkFacts(*row[1:]) for row in await session.execute(query)}
