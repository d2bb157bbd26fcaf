"""Somebody's projects as lists give them, in one statement: each with one's role, its phases and how many members it has.

One project by itself is shown by `view.py`; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    JSON,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    func,
    inspect,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from videoplanet.entities.project.model import RESTORE_DAYS, Member, Phase, Project, Role
from videoplanet.entities.project.schedule import Stage, progress_of
from videoplanet.entities.project.view import PhaseBody, ProjectBody
from videoplanet.shared.clock import now
from videoplanet.shared.db.reading import Reads


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """Which of somebody's projects: archived or not (None: both), deleted ones, by their role, and where the page starts."""

    archived: bool | None = False
    deleted: bool = False
    before: tuple[datetime, UUID] | None = None
    roles: frozenset[Role] | None = None


async def projects_of(session: Reads, user_id: UUID, wanted: ProjectFilter, limit: int) -> Sequence[ProjectBody]:
    """Return a member's projects, last changed first. Deleted ones are shown to their owner for 30 days."""
    asked: dict[str, Any] = {"user_id": user_id, "most": limit}
    if wanted.deleted:
        asked["since"] = now() - timedelta(days=RESTORE_DAYS)
    if wanted.roles is not None:
        asked["roles"] = [role.value for role in wanted.roles]
    if wanted.before is not None:
        asked |= {"changed_at": wanted.before[0], "id": wanted.before[1]}
    archived = None if wanted.deleted else wanted.archived
    statement = _statement(wanted.deleted, archived, wanted.roles is not None, wanted.before is not None)
    return [_body(row) for row in await session.execute(statement, asked)]


async def project_of(session: Reads, user_id: UUID, project_id: UUID) -> ProjectBody | None:
    """Return one of a member's projects, archived or not, that is not deleted."""
    row = (await session.execute(_one(), {"user_id": user_id, "project_id": project_id})).first()
    return _body(row) if row else None


_PROJECT: Any = inspect(Project).local_table.c
_MEMBER: Any = inspect(Member).local_table.c
_PHASE: Any = inspect(Phase).local_table.c
_ANY_MEMBER: Any = inspect(Member).local_table.alias("any_member").c


@lru_cache
def _one() -> Select[Any]:
    wanted = bindparam("project_id", type_=Uuid())
    return _of_member().where(_PROJECT.id == wanted, _PROJECT.deleted_at.is_(None))


def _of_member() -> Select[Any]:
    members = select(func.count()).where(_ANY_MEMBER.project_id == _PROJECT.id).scalar_subquery()
    query: Select[Any] = select(
        _PROJECT.id,
        _PROJECT.owner_id,
        _PROJECT.name,
        _PROJECT.client,
        _PROJECT.manager,
        _PROJECT.description,
        _PROJECT.colour,
        _PROJECT.tags,
        _PROJECT.status,
        _PROJECT.archived_at,
        _MEMBER.role,
        _phases(),
        members,
        _PROJECT.created_at,
        _PROJECT.updated_at,
        _PROJECT.deleted_at,
    )
    mine = and_(_MEMBER.project_id == _PROJECT.id, _MEMBER.user_id == bindparam("user_id", type_=Uuid()))
    return query.join_from(_PROJECT.id.table, _MEMBER.role.table, mine)


@lru_cache(maxsize=32)
def _statement(is_deleted: bool, archived: bool | None, by_role: bool, is_further: bool) -> Select[Any]:
    query = _of_member()
    if is_deleted:
        since = bindparam("since", type_=DateTime(timezone=True))
        query = query.where(_PROJECT.deleted_at > since, _MEMBER.role == Role.OWNER)
    else:
        query = query.where(_PROJECT.deleted_at.is_(None))
    if archived is not None:
        query = query.where(_PROJECT.archived_at.is_not(None) if archived else _PROJECT.archived_at.is_(None))
    if by_role:
        query = query.where(type_coerce(_MEMBER.role, Text) == any_(bindparam("roles", type_=ARRAY(Text()))))
    if is_further:
        last = tuple_(bindparam("changed_at", type_=DateTime(timezone=True)), bindparam("id", type_=Uuid()))
        query = query.where(tuple_(_PROJECT.updated_at, _PROJECT.id) < last)
    return query.order_by(_PROJECT.updated_at.desc(), _PROJECT.id.desc()).limit(bindparam("most", type_=Integer()))


def _phases() -> Any:
    told = func.json_build_array(_PHASE.stage, _PHASE.key, _PHASE.starts_on, _PHASE.ends_on, _PHASE.is_done)
    every = func.json_agg(aggregate_order_by(told, _PHASE.position), type_=JSON)
    return select(every).where(_PHASE.project_id == _PROJECT.id).scalar_subquery()


def _body(row: Any) -> ProjectBody:
    (
        id_,
        owner_id,
        name,
        client,
        manager,
        description,
        colour,
        tags,
        status,
        archived_at,
        role,
        told,
        members,
        *moments,
    ) = row
    phases = tuple(
        PhaseBody(Stage(stage), key, date.fromisoformat(starts_on), date.fromisoformat(ends_on), is_done)
        for stage, key, starts_on, ends_on, is_done in told or ()
    )
    created_at, updated_at, deleted_at = moments
    return ProjectBody(
        id=id_,
        owner_id=owner_id,
        name=name,
        client=client,
        manager=manager,
        description=description,
        colour=colour,
        tags=tuple(tags),
        status=status,
        archived=archived_at is not None,
        role=role,
        progress=progress_of(phase.is_done for phase in phases),
        member_count=members,
        starts_on=min((phase.starts_on for phase in phases), default=None),
        ends_on=max((phase.ends_on for phase in phases), default=None),
        phases=phases,
        created_at=created_at,
        updated_at=updated_at,
        deleted_at=deleted_at,
    )
