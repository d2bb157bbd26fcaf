"""A project as pages and the gateway show it to one of its members: the shape is the gateway's, by name and field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.model import Phase, Project, ProjectStatus, Role
from videoplanet.entities.project.repository import member_counts, phases_of
from videoplanet.entities.project.schedule import Stage, progress_of


@dataclass(frozen=True, slots=True)
class PhaseBody:
    """One step of the schedule; both days included."""

    stage: Stage
    key: Annotated[str, Field(examples=["story_board"])]
    starts_on: date
    ends_on: date
    is_done: bool


@dataclass(frozen=True, slots=True)
class ProjectBody:
    """A project; `role` is the caller's, `progress` per cent of phases done."""

    id: UUID
    owner_id: UUID
    name: Annotated[str, Field(examples=["봄 캠페인"])]
    client: Annotated[str, Field(examples=["스튜디오 하루"])]
    manager: str
    description: str
    colour: Annotated[str, Field(examples=["#1631F8"])]
    tags: tuple[str, ...]
    status: ProjectStatus
    archived: bool
    role: Role
    progress: Annotated[int, Field(ge=0, le=100)]
    member_count: int
    starts_on: date | None
    ends_on: date | None
    phases: tuple[PhaseBody, ...]
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None


async def project_view(session: AsyncSession, project: Project, role: Role) -> ProjectBody:
    """Return one project with what belongs to it, in two queries."""
    phases, counts = await phases_of(session, [project.id]), await member_counts(session, [project.id])
    return _view(project, role, phases[project.id], counts.get(project.id, 0))


def _view(project: Project, role: Role, phases: Sequence[Phase], member_count: int) -> ProjectBody:
    return ProjectBody(
        id=project.id,
        owner_id=project.owner_id,
        name=project.name,
        client=project.client,
        manager=project.manager,
        description=project.description,
        colour=project.colour,
        tags=tuple(project.tags),
        status=project.status,
        archived=project.archived_at is not None,
        role=role,
        progress=progress_of(phase.is_done for phase in phases),
        member_count=member_count,
        starts_on=min((phase.starts_on for phase in phases), default=None),
        ends_on=max((phase.ends_on for phase in phases), default=None),
        phases=tuple(
            PhaseBody(Stage(phase.stage), phase.key, phase.starts_on, phase.ends_on, phase.is_done) for phase in phases
        ),
        created_at=project.created_at,
        updated_at=project.updated_at,
        deleted_at=project.deleted_at,
    )
