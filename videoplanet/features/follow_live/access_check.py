"""What decides whether listeners may go on, read for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.project.model import Member, Project
from videoplanet.entities.share.guests import began_before, proofs
from videoplanet.entities.share.model import ShareLink
from videoplanet.entities.share.standing import end_of_link
from videoplanet.entities.user.model import User, UserSession
from videoplanet.entities.video.model import Video
from videoplanet.shared.clock import now
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """The state of a share link."""

    revoked_at: datetime | None
    expires_at: datetime | None
    guests_after: datetime | None
    latest_version_only: bool

    def objection(self, principal: Principal, room: Room) -> str | None:
        """Return why a guest of the link may not listen on, if so."""
        if over := end_of_link(self.revoked_at, self.expires_at):
            return over
        if began_before(principal.session_id, self.guests_after):
            return "share.password_required"
        return "share.changed" if self.latest_version_only != (room.version is not None) else None


@dataclass(frozen=True, slots=True)
class Facts:
    """What still holds, of what listeners rely on."""

    sessions: frozenset[UUID]
    members: frozenset[tuple[UUID, UUID]]
    projects: frozenset[UUID]
    videos: frozenset[UUID]
    links: dict[UUID, LinkFacts]
    proven: dict[UUID, datetime | None]

    def link_until(self, principal: Principal) -> datetime | None:
        """When the link of a guest ends; None for everybody else."""
        link = self.links.get(principal.share_id) if principal.share_id is not None else None
        return link.expires_at if link is not None else None


async def facts_about(session: AsyncSession, listeners: Sequence[Listener]) -> Facts:
    """Read it."""
    sessions = {one.principal.session_id for one in listeners if not one.principal.is_guest}
    users = {one.principal.subject_id for one in listeners if not one.principal.is_guest}
    projects = {one.project_id for one in listeners}
    videos = {one.room.id for one in listeners if one.room.kind == "video"}
    guests = {one.principal.subject_id for one in listeners if one.principal.is_guest}
    shares = {one.principal.share_id for one in listeners if one.principal.share_id is not None}
    live_sessions = (
        select(col(UserSession.id))
        .join(User, col(User.id) == col(UserSession.user_id))
        .where(
            col(UserSession.id).in_(sessions),
            col(UserSession.revoked_at).is_(None),
            col(UserSession.expires_at) > now(),
            col(User.deleted_at).is_(None),
        )
    )
    memberships = select(col(Member.project_id), col(Member.user_id)).where(
        col(Member.project_id).in_(projects), col(Member.user_id).in_(users)
    )
    live_projects = select(col(Project.id)).where(col(Project.id).in_(projects), col(Project.deleted_at).is_(None))
    live_videos = select(col(Video.id)).where(col(Video.id).in_(videos), col(Video.deleted_at).is_(None))
    links = select(
        col(ShareLink.id),
        col(ShareLink.revoked_at),
        col(ShareLink.expires_at),
        col(ShareLink.guests_after),
        col(ShareLink.latest_version_only),
    ).where(col(ShareLink.id).in_(shares))
    return Facts(
        sessions=frozenset((await session.execute(live_sessions)).scalars()),
        members=frozenset((row[0], row[1]) for row in await session.execute(memberships)),
        projects=frozenset((await session.execute(live_projects)).scalars()),
        videos=frozenset((await session.execute(live_videos)).scalars()),
        links={row[0]: LinkFacts(*row[1:]) for row in await session.execute(links)},
        proven=await proofs(session, guests),
    )
