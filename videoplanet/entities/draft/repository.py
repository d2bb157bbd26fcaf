"""Queries for drafts: always those of one owner on one video."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.draft.model import KEPT_DAYS, Draft
from videoplanet.shared.clock import now


async def drafts_of(session: AsyncSession, owner_id: UUID, video_id: UUID) -> Sequence[Draft]:
    """Return what somebody has begun to write on a video, the latest first."""
    query = select(Draft).where(col(Draft.owner_id) == owner_id, col(Draft.video_id) == video_id)
    return (await session.execute(query.order_by(col(Draft.saved_at).desc()))).scalars().all()


async def store_draft(session: AsyncSession, draft: Draft, over: str | None = None) -> bool:
    """Keep a draft in place of the one before it; of no other than ``over``, if that is given. Return whether it is kept."""
    values = draft.model_dump()
    changed = {name: value for name, value in values.items() if name not in ("owner_id", "video_id", "box")}
    statement = insert(Draft).values(**values)
    where = None if over is None else col(Draft.body).in_([over, draft.body])
    statement = statement.on_conflict_do_update(
        index_elements=["owner_id", "video_id", "box"], set_=changed, where=where
    )
    return (await session.execute(statement.returning(col(Draft.box)))).first() is not None


async def drop_draft(session: AsyncSession, owner_id: UUID, video_id: UUID, box: str, over: str | None = None) -> bool:
    """Forget one box's draft; no other than ``over``, if that is given. Return whether the box is empty."""
    is_here = (col(Draft.owner_id) == owner_id, col(Draft.video_id) == video_id, col(Draft.box) == box)
    is_known = () if over is None else (col(Draft.body) == over,)
    await session.execute(delete(Draft).where(*is_here, *is_known))
    return over is None or (await session.execute(select(col(Draft.box)).where(*is_here))).first() is None


async def drop_sent(session: AsyncSession, owner_id: UUID, video_id: UUID, box: str, sent: str) -> None:
    """Forget the draft of what has been sent: in the transaction that stores it, so that sent words are never drafts.

    Only if the words begin with it, as they do when the last letters came after the draft was saved; what else is being written
    in that box, in another window, stays.
    """
    named = {"owner_id": owner_id, "video_id": video_id, "box": box, "sent": sent}
    await session.execute(_DROP_SENT, named)


async def drop_old(session: AsyncSession) -> None:
    """Forget drafts that nobody went on with for 90 days."""
    await session.execute(delete(Draft).where(col(Draft.saved_at) < now() - timedelta(days=KEPT_DAYS)))


_DROP_SENT = delete(Draft).where(
    col(Draft.owner_id) == bindparam("owner_id", type_=Uuid()),
    col(Draft.video_id) == bindparam("video_id", type_=Uuid()),
    col(Draft.box) == bindparam("box", type_=Text()),
    func.starts_with(bindparam("sent", type_=Text()), func.rtrim(col(Draft.body))),
)
