"""Use cases of presence: arrive, depart, move, see who is there. Ephemeral: without Redis there is none, and nothing else stops."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import orjson
import structlog

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number, require_known
from videoplanet.entities.activity.operations.comments import COMMENT_TYPING, Typing
from videoplanet.entities.comment.people import people_told
from videoplanet.features.show_presence import store
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.live.frame import as_seen_on
from videoplanet.shared.live.own_events import (
    PRESENCE_JOIN,
    PRESENCE_LEAVE,
    PRESENCE_UPDATE,
    People,
    PresentPerson,
)
from videoplanet.shared.redis import REDIS_AWAY, RedisError
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
MESSAGES_A_SECOND = 4.0
_FORGET_AFTER_SECONDS = 60.0
_MOST_KNOWN = 10_000
_allowance: dict[UUID, tuple[float, float]] = {}
_NOBODY = b'"people":[]'
_known_version: dict[tuple[UUID, UUID], int] = {}


@dataclass(frozen=True, slots=True)
class Presence:
    """One connection of somebody who is there."""

    principal: Principal
    connection: str


async def arrive(project_id: UUID, video_id: UUID, *presences: Presence) -> None:
    """Say that connections are there; said again every 15 seconds while they are. The caller has checked access."""
    if not presences:
        return
    frame = PRESENCE_JOIN.frame({"people": []}, project_id=project_id, video_id=video_id)
    before, between, after = orjson.dumps(frame).partition(_NOBODY)
    signs = [
        store.Sign(_key(one.principal), one.connection, orjson.dumps(_alone(one.principal, store.Whereabouts())))
        for one in presences
    ]
    try:
        await store.arrive(
            video_id,
            project_id,
            signs,
            channel=project_channel(project_id),
            before=before + between[:-1],
            after=between[-1:] + after,
        )
    except (*REDIS_AWAY, RedisError) as error:
        log.warning("presence_unknown", error=type(error).__name__)


async def depart(principal: Principal, project_id: UUID, video_id: UUID, connection: str) -> None:
    """Say that a connection is gone."""
    frame = PRESENCE_LEAVE.frame(
        _people(_alone(principal, store.Whereabouts())), project_id=project_id, video_id=video_id
    )
    try:
        await store.depart(
            video_id,
            _key(principal),
            connection,
            channel=project_channel(project_id),
            announcement=orjson.dumps(frame),
        )
    except (*REDIS_AWAY, RedisError) as error:
        log.warning("presence_unknown", error=type(error).__name__)


async def move(
    principal: Principal,
    video_id: UUID,
    *,
    frame: int | None = None,
    typing: bool | None = None,
    version: int | None = None,
) -> bool:
    """Tell the others on a video where one is, or that one types. Only for those who are there.

    Whoever may know of one version only is told that somebody is there, and the rest when `version` says that it is on theirs.

    Returns:
        Whether it was told: not when it comes more often than four times a second, nor from somebody who is not there.

    Raises:
        NotFound: the principal may not know of the video, or of a version of this number.
    """
    if version is not None:
        await _require_known(principal, video_id, version)
    if _may_tell(principal.subject_id):
        try:
            known = await store.move(video_id, _key(principal), frame, typing, version)
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("presence_unknown", error=type(error).__name__)
            return False
        if known is not None:
            await _tell(principal, video_id, *known, is_about_typing=typing is not None)
            return True
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SEE)
    return False


async def _require_known(principal: Principal, video_id: UUID, version: int) -> None:
    """Asked of the database once for each version that somebody goes to, not at each of their frames."""
    place = (principal.subject_id, video_id)
    if _known_version.get(place) == version:
        return
    async with unit_of_work() as uow:
        await authorize_video(uow.session, principal, video_id, Action.SEE)
        await require_known(uow.session, principal, video_id, version)
    while len(_known_version) >= _MOST_KNOWN:
        _known_version.pop(next(iter(_known_version)))
    _known_version[place] = version


async def _tell(
    principal: Principal, video_id: UUID, project_id: UUID, whereabouts: store.Whereabouts, *, is_about_typing: bool
) -> None:
    told = PRESENCE_UPDATE.frame(_people(_alone(principal, whereabouts)), project_id=project_id, video_id=video_id)
    await publish(project_channel(project_id), told)
    if is_about_typing:
        payload: Typing = {
            "id": str(principal.subject_id),
            "kind": principal.kind,
            "name": principal.display_name,
            "active": whereabouts.typing,
            "version": whereabouts.version,
        }
        typing = COMMENT_TYPING.frame(payload, project_id=project_id, video_id=video_id)
        await publish(project_channel(project_id), typing)


async def present_people(principal: Principal, video_id: UUID) -> list[PresentPerson]:
    """Return who is watching a video and where.

    Raises:
        NotFound: the principal may not know of the video.
    """
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.SEE)
        only = await only_shown_number(uow.session, principal, video_id)
    listed = await everybody(access.project_id, video_id)
    return listed if only is None else [as_seen_on(only, person) for person in listed]


async def everybody(project_id: UUID, video_id: UUID) -> list[PresentPerson]:
    """Return who is watching a video and where, for those whose access to it has been asked."""
    try:
        there = await store.present(video_id)
    except (*REDIS_AWAY, RedisError) as error:
        log.warning("presence_unknown", error=type(error).__name__)
        return []
    ids = {person: person.partition(":")[2] for person in there}
    users = {id_ for person, id_ in ids.items() if person.startswith("user:")}
    async with reading() as session:
        people = await people_told(session, project_id, users, set(ids.values()) - users)
    return [
        _present(UUID(id_), people[id_]["kind"], people[id_]["name"], there[person])
        for person, id_ in ids.items()
        if id_ in people
    ]


async def tell_of_the_lost(videos: Iterable[tuple[UUID, UUID]]) -> None:
    """Announce the departure of those whose process died. `videos` are pairs of project and video that are listened to here."""
    for project_id, video_id in videos:
        gone = await store.sweep(video_id)
        if gone:
            ids = [one.partition(":") for one in gone]
            told = [_present(UUID(id_), kind, "", store.Whereabouts()) for kind, _, id_ in ids]
            frame = PRESENCE_LEAVE.frame({"people": told}, project_id=project_id, video_id=video_id)
            await publish(project_channel(project_id), frame)


def _alone(principal: Principal, whereabouts: store.Whereabouts) -> PresentPerson:
    return _present(principal.subject_id, principal.kind, principal.display_name, whereabouts)


def _people(*people: PresentPerson) -> People:
    return {"people": list(people)}


def _present(id_: UUID, kind: str, name: str, whereabouts: store.Whereabouts) -> PresentPerson:
    return {
        "id": str(id_),
        "kind": kind,
        "name": name,
        "frame": whereabouts.frame,
        "typing": whereabouts.typing,
        "version": whereabouts.version,
    }


def _key(principal: Principal) -> str:
    return f"{principal.kind}:{principal.subject_id}"


def _may_tell(subject_id: UUID) -> bool:
    """A bucket of four that fills with four a second."""
    moment = time.monotonic()
    if len(_allowance) > 1000:
        for other in [one for one, (_, at) in _allowance.items() if moment - at > _FORGET_AFTER_SECONDS]:
            del _allowance[other]
    left, at = _allowance.get(subject_id, (MESSAGES_A_SECOND, moment))
    left = min(MESSAGES_A_SECOND, left + (moment - at) * MESSAGES_A_SECOND)
    _allowance[subject_id] = (max(0.0, left - 1), moment)
    return left >= 1
