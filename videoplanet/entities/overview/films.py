"""Queries for the films of all projects that somebody is a member of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.activity.model import Activity
from videoplanet.entities.project.model import Member, Project, Role
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


def _mine(user_id: UUID) -> ColumnElement[bool]:
    return and_(col(Member.project_id) == Project.id, col(Member.user_id) == user_id)
