"""How much is left to do, over all projects that somebody is a member of, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.comment.model import Comment, CommentStatus
from videoplanet.entities.project.model import Member, Phase, Project
from videoplanet.entities.video.model import Video


@dataclass(frozen=True, slots=True)
class Workload:
    """Over one's running projects."""

    projects: int
    open_comments: int
    phases_done: int
    phases: int


async def workload_of(session: AsyncSession, user_id: UUID) -> Workload:
    """Return how much is open for a member, over projects that are neither archived nor deleted."""
    running = (
        select(col(Project.id))
        .join(Member, and_(col(Member.project_id) == Project.id, col(Member.user_id) == user_id))
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
            col(Comment.deleted_at).is_(None),
            col(Comment.status) != CommentStatus.RESOLVED,
        )
    )
    phases = select(func.count()).select_from(Phase).where(col(Phase.project_id).in_(select(running.c.id)))
    row = (
        await session.execute(
            select(
                select(func.count()).select_from(running).scalar_subquery(),
                comments.scalar_subquery(),
                phases.where(col(Phase.is_done)).scalar_subquery(),
                phases.scalar_subquery(),
            )
        )
    ).one()
    return Workload(*row)
