"""How much is left to do, over all projects that somebody is a member of, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, bindparam, func, inspect, select
from sqlmodel import col

from videoplanet.entities.comment.model import Comment
from videoplanet.entities.comment.open import is_open
from videoplanet.entities.project.model import Member, Phase, Project
from videoplanet.entities.video.model import Video
from videoplanet.shared.db.reading import Reads


@dataclass(frozen=True, slots=True)
class Workload:
    """Over one's running projects."""

    projects: int
    open_comments: int
    phases_done: int
    phases: int


async def workload_of(session: Reads, user_id: UUID) -> Workload:
    """Return how much is open for a member, over projects that are neither archived nor deleted."""
    row = (await session.execute(_WORKLOAD, {"user_id": user_id})).first()
    assert row is not None
    return Workload(*row)


def _workload() -> Select[Any]:
    mine = and_(col(Member.project_id) == Project.id, col(Member.user_id) == bindparam("user_id", type_=Uuid()))
    running = (
        select(col(Project.id))
        .join(Member, mine)
        .where(col(Project.deleted_at).is_(None), col(Project.archived_at).is_(None))
        .cte("running")
    )
    comments = (
        select(func.count())
        .select_from(Comment)
        .join(Video, col(Video.id) == Comment.video_id)
        .where(
            col(Video.project_id).in_(select(running.c.id)),
            col(Video.deleted_at).is_(None),
            *is_open(inspect(Comment).local_table.c),
        )
    )
    phases = select(func.count()).select_from(Phase).where(col(Phase.project_id).in_(select(running.c.id)))
    return select(
        select(func.count()).select_from(running).scalar_subquery(),
        comments.scalar_subquery(),
        phases.where(col(Phase.is_done)).scalar_subquery(),
        phases.scalar_subquery(),
    )


_WORKLOAD = _workload()
