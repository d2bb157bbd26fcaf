"""Use cases of listening: who may follow a video or a project live, and whether they still may."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.share.guests import began_before
from videoplanet.features.follow_live.access_check import Facts, facts_about, objection
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.live.event import Place
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Following:
    """A permission to listen."""

    project_id: UUID
    room: Room

    @property
    def place(self) -> Place:
        """Where, as frames say it."""
        return Place(project_id=self.project_id, video_id=self.room.id if self.room.kind == "video" else None)


async def follow_video(principal: Principal, video_id: UUID) -> Following:
    """Return the room of a video; a guest whose link shows the newest version only hears of that one.

    Raises:
        NotFound: the principal may not know of the video.
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    async with reading() as session:
        access = await authorize_video(session, principal, video_id, Action.SEE)
        only = await only_shown_number(session, principal, video_id)
    return Following(access.project_id, Room("video", video_id, only))


async def follow_project(principal: Principal, project_id: UUID) -> Following:
    """Return the room of a project.

    Raises:
        NotFound: the principal may not know of the project.
    """
    async with reading() as session:
        await authorize_project(session, principal, project_id, Action.SEE)
    return Following(project_id, Room("project", project_id))


async def moved_on(listeners: Iterable[Listener]) -> list[tuple[Listener, Room]]:
    """Return the listeners who hear of one version only and by now are shown another one, each with its room."""
    ones = [one for one in listeners if one.room.version is not None]
    if not ones:
        return []
    shown: dict[tuple[UUID, UUID | None], int | None] = {}
    async with unit_of_work(joins=False) as uow:
        for pair, principal in {(one.room.id, one.principal.share_id): one.principal for one in ones}.items():
            with suppress(NotFound):  # the link is gone: `no_longer_allowed` finds that
                shown[pair] = await only_shown_number(uow.session, principal, pair[0])
    found = [(one, shown.get((one.room.id, one.principal.share_id))) for one in ones]
    return [
        (one, Room("video", one.room.id, number)) for one, number in found if number not in (None, one.room.version)
    ]


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a listener: the error code that says why they may not listen any more, and when their link ends."""

    listener: Listener
    objection: str | None
    link_until: datetime | None


async def standings(listeners: Iterable[Listener]) -> list[Standing]:
    """Return how it stands with each listener.

    Makes good for announcements that were lost. A handful of queries, however many listen.
    """
    every = list(listeners)
    if not every:
        return []
    async with unit_of_work(joins=False) as uow:
        facts = await facts_about(uow.session, every)
    return [Standing(one, _objection(one, facts), facts.link_until(one.principal)) for one in every]


def _objection(listener: Listener, facts: Facts) -> str | None:
    principal, room = listener.principal, listener.room
    if listener.project_id not in facts.projects or (room.kind == "video" and room.id not in facts.videos):
        return "not_found"
    if principal.share_id is not None:
        if principal.share_id not in facts.links or principal.subject_id not in facts.proven:
            return "not_found"
        if began_before(principal.session_id, facts.proven[principal.subject_id]):
            return "share.taken_up"
        return objection(facts.links[principal.share_id], principal, room)
    if principal.session_id not in facts.sessions:
        return "not_signed_in"
    return None if (listener.project_id, principal.subject_id) in facts.members else "not_found"
