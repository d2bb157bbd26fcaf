"""The use case of starting a project."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.fields import ProjectFields, apply_fields, checked_fields
from videoplanet.entities.project.model import Member, Phase, Project, Role
from videoplanet.entities.project.naming import flush_names, require_free_name
from videoplanet.entities.project.schedule import default_schedule
from videoplanet.entities.project.view import ProjectBody, project_view
from videoplanet.entities.user.repository import user_by_id
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, NotAllowed, NotSignedIn
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.principal import Principal

_YEARS = range(2000, 2101)


async def create_project(principal: Principal, fields: ProjectFields, starts_on: date | None = None) -> ProjectBody:
    """Start a project with the default schedule; whoever does it is its owner.

    Args:
        principal: a user.
        fields: `name` is needed.
        starts_on: first day of the schedule; today in the owner's time zone when left out.

    Raises:
        Invalid: one field error for each value that is wrong.
        Conflict: `project.name_taken`.
        NotAllowed: a guest asked.
    """
    if principal.is_guest:
        raise NotAllowed
    is_day = starts_on is None or starts_on.year in _YEARS
    others = [] if is_day else [FieldError("starts_on", "field.invalid")]
    wanted = checked_fields(replace(fields, name=fields.name or "", archived=None), others)
    async with unit_of_work() as uow:
        first_day = starts_on or await _today(uow.session, principal.subject_id)
        project = Project(id=new_id(), owner_id=principal.subject_id, name=wanted.name or "")
        await require_free_name(uow.session, principal.subject_id, project.name)
        apply_fields(project, wanted)
        project.revision, project.created_at = 1, project.updated_at
        uow.session.add(project)
        await flush_names(uow.session)
        uow.session.add(Member(project_id=project.id, user_id=principal.subject_id, role=Role.OWNER))
        for position, phase in enumerate(default_schedule(first_day)):
            uow.session.add(
                Phase(
                    project_id=project.id,
                    position=position,
                    stage=phase.stage,
                    key=phase.key,
                    starts_on=phase.starts_on,
                    ends_on=phase.ends_on,
                )
            )
        await uow.session.flush()
        return await project_view(uow.session, project, Role.OWNER)


async def _today(session: AsyncSession, user_id: UUID) -> date:
    user = await user_by_id(session, user_id)
    if user is None:
        raise NotSignedIn
    return now().astimezone(ZoneInfo(user.time_zone)).date()
