"""Write an operation in the use case's transaction, publish it after the commit, read what was missed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.activity.model import Activity, ActivityCounter
from videoplanet.entities.activity.operations.stored import Occurrence
from videoplanet.entities.activity.operations.table import stored_for
from videoplanet.entities.activity.words import with_present_words
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.base import TimestampTZ
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.db.unit_of_work import UnitOfWork
from videoplanet.shared.ids import new_id
from videoplanet.shared.live.event import Audience, live_frame
from videoplanet.shared.security.principal import Principal

SYNC_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Operation:
    """A stored event as it travels: on the bus, to Reflex viewers and to `/ws` clients alike."""

    id: UUID
    seq: int
    type: str
    project_id: UUID
    video_id: UUID | None
    payload: Mapping[str, Any]
    created_at: datetime
    previous_seq: int | None = None

    def frame(self) -> dict[str, Any]:
        """Return the JSON-able frame of the gateway's contract."""
        return live_frame(
            self.type,
            dict(self.payload),
            project_id=self.project_id,
            video_id=self.video_id,
            id_=self.id,
            moment=self.created_at,
            seq=self.seq,
            previous_seq=self.previous_seq,
        )


async def next_seq(session: AsyncSession, project_id: UUID) -> int:
    """Take the project's next number; holds the project's row lock until commit."""
    taken = await session.execute(_TAKE_NUMBER, {"project_id": project_id})
    return int(taken.scalar_one())


async def give_back_seq(session: AsyncSession, project_id: UUID) -> None:
    """Undo `next_seq` in the same transaction, when there turned out to be nothing to tell: numbers have no gaps."""
    back = update(ActivityCounter).where(col(ActivityCounter.project_id) == project_id)
    await session.execute(back.values(seq=ActivityCounter.seq - 1))


async def current_seq(session: Reads, project_id: UUID) -> int:
    """Return the project's last number, 0 before anything happened."""
    found = await session.execute(_LAST_NUMBER, {"project_id": project_id})
    return int(found.scalar_one_or_none() or 0)


async def current_seqs(session: AsyncSession, project_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return the last number of each project in which anything happened."""
    query = select(col(ActivityCounter.project_id), col(ActivityCounter.seq))
    found = await session.execute(query.where(col(ActivityCounter.project_id).in_(project_ids)))
    return {row[0]: row[1] for row in found}


async def record(
    uow: UnitOfWork,
    principal: Principal,
    project_id: UUID,
    happened: Occurrence,
    *,
    video_id: UUID | None = None,
    seq: int | None = None,
) -> Operation:
    """Store an operation and publish it once the transaction is committed.

    Args:
        uow: the use case's unit of work.
        principal: who did it.
        project_id: where.
        happened: what, such as `COMMENT_DELETE.of({…})`: what a client needs to fold it into its list.
        video_id: the video it is about; needed unless only members hear of it.
        seq: a number already taken with `next_seq` in this transaction.
    """
    event, payload = happened.event, happened.payload
    assert (video_id is None) is (event.audience is Audience.MEMBERS), f"{event.name} is about a video, or it is not"
    number = seq if seq is not None else await next_seq(uow.session, project_id)
    id_, moment = new_id(), now()
    stored = {
        "project_id": project_id,
        "seq": number,
        "id": id_,
        "video_id": video_id,
        "type": event.name,
        "actor_kind": principal.kind,
        "actor_id": principal.subject_id,
        "payload": dict(payload),
        "created_at": moment,
    }
    previous: int | None = (await uow.session.execute(_STORE, stored)).scalar_one()
    operation = Operation(id_, number, event.name, project_id, video_id, payload, moment, previous)
    uow.after_commit(lambda: publish(project_channel(project_id), operation.frame()))
    return operation


async def operations_after(
    session: Reads,
    project_id: UUID,
    seq: int,
    *,
    video_id: UUID | None = None,
    version: int | None = None,
    limit: int = SYNC_LIMIT,
) -> Sequence[Operation]:
    """Return the project's operations with a larger number, oldest first, with people's words as they are now (`words`).

    Args:
        session: any session.
        project_id: which project.
        seq: the last number that is known.
        video_id: only what is about this video.
        version: only what somebody may know who sees this version only: what is about it or about the video as a whole. To them the
            operation before each one is the last that they may know.
        limit: how many at most.
    """
    known = _Known(project_id, video_id, version)
    statement = _after(video_id is not None, version is not None)
    rows = (await session.execute(statement, {**known.values(), "seq": seq, "most": limit})).all()
    payloads = await with_present_words(session, [(row[2], row[5]) for row in rows])
    found = [Operation(*(*row[:5], payload, *row[6:])) for row, payload in zip(rows, payloads, strict=True)]
    if version is None or not found:
        return found
    before = await _last(session, known, until=seq)
    previous = [before, *(operation.seq for operation in found)]
    return [replace(operation, previous_seq=number) for operation, number in zip(found, previous, strict=False)]


async def last_seq_of_video(session: Reads, project_id: UUID, video_id: UUID, *, version: int | None) -> int:
    """Return the last number that somebody may know of who hears of one video, or of one version of it; 0 before the first."""
    return await _last(session, _Known(project_id, video_id, version)) or 0


async def _last(session: Reads, known: _Known, *, until: int | None = None) -> int | None:
    statement = _last_of(known.video_id is not None, known.version is not None, until is not None)
    row = (await session.execute(statement, known.values() | ({} if until is None else {"until": until}))).first()
    number: int | None = row[0] if row else None
    return number


@dataclass(frozen=True, slots=True)
class _Known:
    """Of what somebody may know: of a project, of one video, of one version."""

    project_id: UUID
    video_id: UUID | None
    version: int | None

    def values(self) -> dict[str, Any]:
        version = None if self.version is None else str(self.version)
        given = {"project_id": self.project_id, "video_id": self.video_id, "version": version}
        return {name: value for name, value in given.items() if value is not None}


def _conditions(of_video: bool, of_version: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [col(Activity.project_id) == _PROJECT_ID]
    if of_video:
        conditions.append(col(Activity.video_id) == bindparam("video_id", type_=Uuid()))
    if of_version:
        conditions.append(_concerns())
    return conditions


def _concerns() -> ColumnElement[bool]:
    """What `shared.live.frame` says of frames: about the video as a whole, or about this version."""
    payload, type_, version = col(Activity.payload), col(Activity.type), bindparam("version", type_=Text())
    is_this = or_(payload["version"].as_string() == version, payload["version"]["number"].as_string() == version)
    of_version = and_(_is_one_of(type_, stored_for(Audience.VERSION)), is_this)
    return or_(_is_one_of(type_, stored_for(Audience.VIDEO)), of_version)


def _is_one_of(type_: Any, names: Collection[str]) -> ColumnElement[bool]:
    return or_(*(type_ == name for name in names))


@lru_cache
def _after(of_video: bool, of_version: bool) -> Select[Any]:
    """The operations after one, in the order of `Operation`'s fields."""
    columns = [col(getattr(Activity, name)) for name in Operation.__dataclass_fields__]
    query = select(*columns).where(*_conditions(of_video, of_version))
    query = query.where(col(Activity.seq) > bindparam("seq", type_=BigInteger())).order_by(col(Activity.seq))
    return query.limit(bindparam("most", type_=Integer()))


@lru_cache
def _last_of(of_video: bool, of_version: bool, has_end: bool) -> Select[Any]:
    query = select(func.max(col(Activity.seq))).where(*_conditions(of_video, of_version))
    return query.where(col(Activity.seq) <= bindparam("until", type_=BigInteger())) if has_end else query


# Built once: these are in the path of every change, and building a statement takes longer than sending it.
_PROJECT_ID: Any = bindparam("project_id", type_=Uuid())
_LAST_NUMBER = select(col(ActivityCounter.seq)).where(col(ActivityCounter.project_id) == _PROJECT_ID)
_TAKE_NUMBER = text(
    "insert into activity_counter (project_id, seq) values (:project_id, 1) "
    "on conflict (project_id) do update set seq = activity_counter.seq + 1 returning seq"
).bindparams(bindparam("project_id", type_=Uuid()))
# `previous_seq` is read after the counter's lock is held, so nobody's number can come in between.
_STORE = text(
    "insert into activity "
    "(project_id, seq, id, video_id, previous_seq, type, actor_kind, actor_id, payload, created_at) values "
    "(:project_id, :seq, :id, :video_id, (select max(seq) from activity where video_id = :video_id), "
    ":type, :actor_kind, :actor_id, :payload, :created_at) returning previous_seq"
).bindparams(
    *(bindparam(name, type_=Uuid()) for name in ("project_id", "id", "video_id", "actor_id")),
    bindparam("seq", type_=BigInteger()),
    bindparam("payload", type_=JSONB()),
    bindparam("created_at", type_=TimestampTZ()),
)
