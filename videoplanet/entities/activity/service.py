"""Write an operation in the use case's transaction, publish it after the commit, read what was missed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.activity.model import Activity, ActivityCounter
from videoplanet.shared.bus import project_channel, publish
from videoplanet.shared.clock import now, rfc3339
from videoplanet.shared.db.unit_of_work import UnitOfWork
from videoplanet.shared.ids import new_id
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
        return {
            "type": self.type,
            "payload": dict(self.payload),
            "timestamp": rfc3339(self.created_at),
            "id": str(self.id),
            "seq": self.seq,
            "previous_seq": self.previous_seq,
            "project_id": str(self.project_id),
            "video_id": str(self.video_id) if self.video_id else None,
        }


async def next_seq(session: AsyncSession, project_id: UUID) -> int:
    """Take the project's next number; holds the project's row lock until commit."""
    statement = (
        insert(ActivityCounter)
        .values(project_id=project_id, seq=1)
        .on_conflict_do_update(index_elements=["project_id"], set_={"seq": col(ActivityCounter.seq) + 1})
        .returning(col(ActivityCounter.seq))
    )
    return int((await session.execute(statement)).scalar_one())


async def give_back_seq(session: AsyncSession, project_id: UUID) -> None:
    """Undo `next_seq` in the same transaction, when there turned out to be nothing to tell: numbers have no gaps."""
    back = update(ActivityCounter).where(col(ActivityCounter.project_id) == project_id)
    await session.execute(back.values(seq=ActivityCounter.seq - 1))


async def current_seq(session: AsyncSession, project_id: UUID) -> int:
    """Return the project's last number, 0 before anything happened."""
    found = await session.execute(select(col(ActivityCounter.seq)).where(col(ActivityCounter.project_id) == project_id))
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
    type_: str,
    payload: Mapping[str, Any],
    *,
    video_id: UUID | None = None,
    seq: int | None = None,
) -> Operation:
    """Store an operation and publish it once the transaction is committed.

    Args:
        uow: the use case's unit of work.
        principal: who did it.
        project_id: where.
        type_: an event type of the gateway's contract, such as `comment.new`.
        payload: JSON-able; what a client needs to fold it into its list.
        video_id: the video it is about, if any: decides which guests hear of it.
        seq: a number already taken with `next_seq` in this transaction.
    """
    number = seq if seq is not None else await next_seq(uow.session, project_id)
    operation = Operation(
        id=new_id(),
        seq=number,
        previous_seq=await _last_of_video(uow.session, video_id),
        type=type_,
        project_id=project_id,
        video_id=video_id,
        payload=payload,
        created_at=now(),
    )
    uow.session.add(
        Activity(
            project_id=project_id,
            seq=operation.seq,
            id=operation.id,
            video_id=video_id,
            previous_seq=operation.previous_seq,
            type=type_,
            actor_kind=principal.kind,
            actor_id=principal.subject_id,
            payload=dict(payload),
            created_at=operation.created_at,
        )
    )
    uow.after_commit(lambda: publish(project_channel(project_id), operation.frame()))
    return operation


async def _last_of_video(session: AsyncSession, video_id: UUID | None) -> int | None:
    if video_id is None:
        return None
    last = (
        select(col(Activity.seq)).where(col(Activity.video_id) == video_id).order_by(col(Activity.seq).desc()).limit(1)
    )
    return (await session.execute(last)).scalar_one_or_none()


async def operations_after(
    session: AsyncSession,
    project_id: UUID,
    seq: int,
    *,
    video_id: UUID | None = None,
    version: int | None = None,
    limit: int = SYNC_LIMIT,
) -> Sequence[Operation]:
    """Return the project's operations with a larger number, oldest first.

    Args:
        session: any session.
        project_id: which project.
        seq: the last number that is known.
        video_id: only what is about this video.
        version: of what is about comments, only what is about this version.
        limit: how many at most.
    """
    query = select(Activity).where(col(Activity.project_id) == project_id, col(Activity.seq) > seq)
    if video_id is not None:
        query = query.where(col(Activity.video_id) == video_id)
    if version is not None:
        of_version = col(Activity.payload)["version"].as_string() == str(version)
        query = query.where(or_(col(Activity.type).not_like("comment.%"), of_version))
    rows = (await session.execute(query.order_by(col(Activity.seq)).limit(limit))).scalars()
    return [
        Operation(
            row.id, row.seq, row.type, row.project_id, row.video_id, row.payload, row.created_at, row.previous_seq
        )
        for row in rows
    ]
