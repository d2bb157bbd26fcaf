"""What decides whether listeners may go on, read for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.repository import live_projects_among, memberships_among
from videoplanet.entities.share.guests import began_before, proofs
from videoplanet.entities.share.repository import LinkFacts, facts_of_links
from videoplanet.entities.share.standing import end_of_link
from videoplanet.entities.user.repository import live_sessions_among
from videoplanet.entities.video.repository import live_videos_among
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal


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


def objection(link: LinkFacts, principal: Principal, room: Room) -> str | None:
    """Return why a guest of the link may not listen on, if so."""
    if over := end_of_link(link.revoked_at, link.expires_at):
        return over
    if began_before(principal.session_id, link.guests_after):
        return "share.password_required"
    return "share.changed" if link.latest_version_only != (room.version is not None) else None


async def facts_about(session: AsyncSession, listeners: Sequence[Listener]) -> Facts:
    """Read it."""
    sessions = {one.principal.session_id for one in listeners if not one.principal.is_guest}
    users = {one.principal.subject_id for one in listeners if not one.principal.is_guest}
    projects = {one.project_id for one in listeners}
    videos = {one.room.id for one in listeners if one.room.kind == "video"}
    guests = {one.principal.subject_id for one in listeners if one.principal.is_guest}
    shares = {one.principal.share_id for one in listeners if one.principal.share_id is not None}
    return Facts(
        sessions=await live_sessions_among(session, sessions),
        members=await memberships_among(session, projects, users),
        projects=await live_projects_among(session, projects),
        videos=await live_videos_among(session, videos),
        links=await facts_of_links(session, shares),
        proven=await proofs(session, guests),
    )
