"""Queries for projects, their members and phases."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, Uuid, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.project.model import RESTORE_DAYS, Member, Phase, Project
from videoplanet.shared.clock import now
from videoplanet.shared.db.reading import Reads


async def project_by_id(session: AsyncSession, project_id: UUID, *, lock: bool = False) -> Project | None:
    """Return a project that is not deleted; with `lock`, changes of it and of its members wait until commit."""
    query = select(Project).where(col(Project.id) == project_id, col(Project.deleted_at).is_(None))
    query = query.with_for_update(key_share=True).execution_options(populate_existing=True) if lock else query
    return (await session.execute(query)).scalar_one_or_none()


async def name_of_project(session: Reads, project_id: UUID) -> str | None:
    """Return the name of a project that is not deleted."""
    name: str | None = (await session.execute(_NAME, {"project_id": project_id})).scalar_one_or_none()
    return name


_NAME = select(col(Project.name)).where(
    col(Project.id) == bindparam("project_id", type_=Uuid()), col(Project.deleted_at).is_(None)
)


async def restorable_project(session: AsyncSession, project_id: UUID, owner_id: UUID) -> Project | None:
    """Return one of somebody's own projects that was deleted less than 30 days ago, locked."""
    query = select(Project).where(col(Project.id) == project_id, col(Project.owner_id) == owner_id, _restorable())
    return (await session.execute(query.with_for_update(key_share=True))).scalar_one_or_none()


async def name_is_taken(session: AsyncSession, owner_id: UUID, name: str, *, besides: UUID | None = None) -> bool:
    """Whether the owner has another project of this name, whatever its case."""
    query = select(col(Project.id)).where(
        col(Project.owner_id) == owner_id,
        func.lower(col(Project.name)) == func.lower(name),
        col(Project.deleted_at).is_(None),
        col(Project.id) != besides if besides else col(Project.id).is_not(None),
    )
    return (await session.execute(query.limit(1))).first() is not None


async def phases_of(session: AsyncSession, project_ids: Sequence[UUID]) -> Mapping[UUID, list[Phase]]:
    """Return the phases of several projects, in order, by project."""
    found: dict[UUID, list[Phase]] = {project_id: [] for project_id in project_ids}
    query = select(Phase).where(col(Phase.project_id).in_(project_ids)).order_by(col(Phase.position))
    for phase in (await session.execute(query)).scalars():
        found[phase.project_id].append(phase)
    return found


async def members_of(session: AsyncSession, project_id: UUID) -> Sequence[Member]:
    """Return a project's members in the order they came."""
    query = (
        select(Member).where(col(Member.project_id) == project_id).order_by(col(Member.created_at), col(Member.user_id))
    )
    return (await session.execute(query)).scalars().all()


async def member_of(session: AsyncSession, project_id: UUID, user_id: UUID) -> Member | None:
    """Return somebody's membership."""
    query = select(Member).where(col(Member.project_id) == project_id, col(Member.user_id) == user_id)
    return (await session.execute(query)).scalar_one_or_none()


async def member_counts(session: AsyncSession, project_ids: Sequence[UUID]) -> Mapping[UUID, int]:
    """Return how many members each project has."""
    query = (
        select(col(Member.project_id), func.count())
        .where(col(Member.project_id).in_(project_ids))
        .group_by(col(Member.project_id))
    )
    return {row[0]: row[1] for row in await session.execute(query)}


def _restorable() -> ColumnElement[bool]:
    return col(Project.deleted_at) > now() - timedelta(days=RESTORE_DAYS)


async def remove_overdue_projects(session: AsyncSession) -> None:
    """Remove projects for good that were deleted so long ago that nobody can have them back."""
    await session.execute(delete(Project).where(col(Project.deleted_at) < now() - timedelta(days=RESTORE_DAYS)))


async def live_projects_among(session: AsyncSession, project_ids: Collection[UUID]) -> frozenset[UUID]:
    """Return which of the projects are not deleted."""
    query = select(col(Project.id)).where(col(Project.id).in_(project_ids), col(Project.deleted_at).is_(None))
    return frozenset((await session.execute(query)).scalars())


async def memberships_among(
    session: AsyncSession, project_ids: Collection[UUID], user_ids: Collection[UUID]
) -> frozenset[tuple[UUID, UUID]]:
    """Return who of the people is a member of which of the projects, as project and person."""
    query = select(col(Member.project_id), col(Member.user_id))
    query = query.where(col(Member.project_id).in_(project_ids), col(Member.user_id).in_(user_ids))
    return frozenset((row[0], row[1]) for row in await session.execute(query))


async def owns_a_project(session: AsyncSession, user_id: UUID) -> bool:
    """Whether somebody has a project of their own, deleted ones included."""
    query = select(col(Project.id)).where(col(Project.owner_id) == user_id)
    return (await session.execute(query.limit(1))).first() is not None
