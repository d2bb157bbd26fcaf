"""Queries over somebody's projects at once: films last worked on, open comments, phases done. Read-only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.activity.model import Activity
from videoplanet.entities.comment.model import Comment, CommentStatus
from videoplanet.entities.project.model import Member, Phase, Project, Role
from videoplanet.entities.video.model import Video
from videoplanet.entities.video.search import matching


@dataclass(frozen=True, slots=True)
class FilmOfMine:
    """A film, the project it is in, one's role there, and when something last happened to the film."""

    video: Video
    project_name: str
    role: Role
    is_archived: bool
    touched_at: datetime


async def films_last_touched(
    session: AsyncSession, user_id: UUID, limit: int, *, project_id: UUID | None = None, words: str = ""
) -> Sequence[FilmOfMine]:
    """Return a member's films of projects that are neither archived nor deleted, last touched first.

    With `project_id` only those of one project, archived or not; with `words` only those that have all of them.
    """
    last = (
        select(col(Activity.created_at))
        .where(col(Activity.video_id) == Video.id)
        .order_by(col(Activity.seq).desc())
        .limit(1)
        .correlate(Video)
        .scalar_subquery()
    )
    touched_at = func.coalesce(last, col(Video.updated_at))
    query = (
        select(Video, col(Project.name), col(Member.role), col(Project.archived_at).is_not(None), touched_at)
        .join(Project, col(Project.id) == Video.project_id)
        .join(Member, _mine(user_id))
        .where(col(Video.deleted_at).is_(None), col(Project.deleted_at).is_(None), *matching(words))
        .order_by(touched_at.desc(), col(Video.id).desc())
        .limit(limit)
    )
    in_scope = col(Project.archived_at).is_(None) if project_id is None else col(Project.id) == project_id
    return [FilmOfMine(*row) for row in await session.execute(query.where(in_scope))]


async def open_comments(session: AsyncSession, video_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """Return how many comments of each film are not resolved yet."""
    query = (
        select(col(Comment.video_id), func.count())
        .where(
            col(Comment.video_id).in_(video_ids),
            col(Comment.deleted_at).is_(None),
            col(Comment.status) != CommentStatus.RESOLVED,
        )
        .group_by(col(Comment.video_id))
    )
    return {row[0]: row[1] for row in await session.execute(query)}


async def counts_of_mine(session: AsyncSession, user_id: UUID) -> tuple[int, int, int, int]:
    """Return, over a member's running projects: how many there are, open comments, phases done, phases in all."""
    running = (
        select(col(Project.id))
        .join(Member, _mine(user_id))
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
    return row[0], row[1], row[2], row[3]


def _mine(user_id: UUID) -> ColumnElement[bool]:
    return and_(col(Member.project_id) == Project.id, col(Member.user_id) == user_id)
