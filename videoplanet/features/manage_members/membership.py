"""What every change of a project's members relies on: one at a time, fifty at most, and told to whom it concerns."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.activity.operations.connection import PROJECTS_CHANGED
from videoplanet.entities.activity.operations.projects import MEMBER_JOIN
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.model import MEMBERS_LIMIT, Member, Project, Role
from videoplanet.entities.project.repository import members_of, project_by_id
from videoplanet.shared.bus import publish, user_channel
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork
from videoplanet.shared.errors import Conflict, NotFound
from videoplanet.shared.security.principal import Principal


async def locked_project(session: AsyncSession, project_id: UUID) -> Project:
    """Return a project whose members nobody else changes until commit, so that the limit and the one owner hold.

    Raises:
        NotFound: it is deleted.
    """
    project = await project_by_id(session, project_id, lock=True)
    if project is None:
        raise NotFound
    return project


async def take_in(
    uow: UnitOfWork,
    principal: Principal,
    project_id: UUID,
    user_id: UUID,
    role: Role,
    joined_at: datetime | None = None,
) -> Member:
    """Make somebody a member of a locked project, and tell it.

    Raises:
        Conflict: `member.limit` when there are 50.
    """
    if len(await members_of(uow.session, project_id)) >= MEMBERS_LIMIT:
        raise Conflict("member.limit", limit=MEMBERS_LIMIT)
    member = Member(project_id=project_id, user_id=user_id, role=role, created_at=joined_at or now())
    uow.session.add(member)
    await uow.session.flush()
    await record(uow, principal, project_id, MEMBER_JOIN.of({"user_id": str(user_id), "role": role}))
    tell_of_projects(uow, user_id)
    return member


def tell_of_projects(uow: UnitOfWork, user_id: UUID) -> None:
    """Let somebody's open pages know that other projects are theirs than before, or that they have another role in one."""
    uow.after_commit(lambda: publish(user_channel(user_id), PROJECTS_CHANGED.frame({})))
