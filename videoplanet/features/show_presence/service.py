"""Use cases of presence: arrive, depart, move, see who is there. Ephemeral: without Redis there is none, and nothing else stops."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import orjson
import structlog

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.comment.people import people_by_id
from videoplanet.entities.video.shown import only_shown_number
from videoplanet.features.show_presence import store
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.clock import now, rfc3339
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.ids import new_id
from videoplanet.shared.live.frame import as_seen_on
from videoplanet.shared.redis import REDIS_AWAY, RedisError
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
MESSAGES_A_SECOND = 4.0
_FORGET_AFTER_SECONDS = 60.0
_allowance: dict[UUID, tuple[float, float]] = {}

Json = dict[str, Any]


async def arrive(principal: Principal, project_id: UUID, video_id: UUID, connection: str) -> None:
    """Say that a connection is there; said again every 15 seconds while it is. The caller has checked access."""
    frame = presence_frame("presence.join", project_id, video_id, [_person(principal, store.Whereabouts())])
    try:
        await store.arrive(
            video_id,
            project_id,
            _key(principal),
            connection,
            channel=project_channel(project_id),
            announcement=orjson.dumps(frame),
        )
    except (*REDIS_AWAY, RedisError) as error:
        log.warning("presence_unknown", error=type(error).__name__)


async def depart(principal: Principal, project_id: UUID, video_id: UUID, connection: str) -> None:
    """Say that a connection is gone."""
    frame = presence_frame("presence.leave", project_id, video_id, [_person(principal, store.Whereabouts())])
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
        NotFound: the principal may not know of the video.
    """
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


async def _tell(
    principal: Principal, video_id: UUID, project_id: UUID, whereabouts: store.Whereabouts, *, is_about_typing: bool
) -> None:
    told = presence_frame("presence.update", project_id, video_id, [_person(principal, whereabouts)])
    await publish(project_channel(project_id), told)
    if is_about_typing:
        about = {"id": str(principal.subject_id), "kind": principal.kind, "name": principal.display_name}
        payload = {**about, "active": whereabouts.typing, "version": whereabouts.version}
        await publish(project_channel(project_id), _frame("comment.typing", project_id, video_id, payload))


async def present_people(principal: Principal, video_id: UUID) -> list[Json]:
    """Return who is watching a video and where.

    Raises:
        NotFound: the principal may not know of the video.
    """
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.SEE)
        only = await only_shown_number(uow.session, principal, video_id)
    try:
        there = await store.present(video_id)
    except (*REDIS_AWAY, RedisError) as error:
        log.warning("presence_unknown", error=type(error).__name__)
        return []
    ids = {person: UUID(person.partition(":")[2]) for person in there}
    users = {id_ for person, id_ in ids.items() if person.startswith("user:")}
    async with unit_of_work() as uow:
        people = await people_by_id(uow.session, access.project_id, users, set(ids.values()) - users)
    listed = [
        {**_about(people[ids[person]].id, people[ids[person]].kind, people[ids[person]].name), **_where(whereabouts)}
        for person, whereabouts in there.items()
        if ids[person] in people
    ]
    return listed if only is None else [as_seen_on(only, person) for person in listed]


async def tell_of_the_lost(videos: Iterable[tuple[UUID, UUID]]) -> None:
    """Announce the departure of those whose process died. `videos` are pairs of project and video that are listened to here."""
    for project_id, video_id in videos:
        gone = await store.sweep(video_id)
        if gone:
            people = [_about(UUID(one.partition(":")[2]), one.partition(":")[0], "") for one in gone]
            told = [{**person, **_where(store.Whereabouts())} for person in people]
            frame = presence_frame("presence.leave", project_id, video_id, told)
            await publish(project_channel(project_id), frame)


def presence_frame(type_: str, project_id: UUID, video_id: UUID, people: list[Json]) -> Json:
    """Return a presence frame of the gateway's contract."""
    return _frame(type_, project_id, video_id, {"people": people})


def _frame(type_: str, project_id: UUID, video_id: UUID, payload: Json) -> Json:
    return {
        "type": type_,
        "payload": payload,
        "timestamp": rfc3339(now()),
        "id": str(new_id()),
        "project_id": str(project_id),
        "video_id": str(video_id),
    }


def _person(principal: Principal, whereabouts: store.Whereabouts) -> Json:
    return {**_about(principal.subject_id, principal.kind, principal.display_name), **_where(whereabouts)}


def _about(id_: UUID, kind: str, name: str) -> Json:
    return {"id": str(id_), "kind": kind, "name": name}


def _where(whereabouts: store.Whereabouts) -> Json:
    return {"frame": whereabouts.frame, "typing": whereabouts.typing, "version": whereabouts.version}


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
