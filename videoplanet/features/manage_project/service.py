"""Use cases on a project one is a member of: find, open, change, archive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import WHILE_ARCHIVED, Action, roles_that_may
from videoplanet.entities.activity.operations.projects import PROJECT_STATUS_CHANGE, PROJECT_UPDATE, ProjectChange
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.fields import ProjectFields, apply_fields, checked_fields
from videoplanet.entities.project.listing import ProjectFilter, project_of, projects_of
from videoplanet.entities.project.model import Project, ProjectStatus, Role
from videoplanet.entities.project.naming import flush_names, require_free_name
from videoplanet.entities.project.repository import project_by_id
from videoplanet.entities.project.view import ProjectBody, project_view
from videoplanet.shared.bus import RIGHTS_CHANNEL, publish
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.http.pages import decode_cursor, encode_cursor, moment
from videoplanet.shared.security.principal import Principal

_VIEW = TypeAdapter(ProjectBody)
_OF_THE_VIEWER = {"role"}


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """One page of projects; `next_cursor` is None on the last."""

    items: Sequence[ProjectBody]
    next_cursor: str | None


async def list_projects(
    principal: Principal,
    *,
    archived: bool | None = False,
    deleted: bool = False,
    may: Action | None = None,
    limit: int = 20,
    cursor: str | None = None,
) -> ProjectPage:
    """Return one's projects, last changed first.

    Args:
        principal: a user; guests have no projects.
        archived: only archived ones, only others, or (None) both.
        deleted: instead, one's own deleted projects that can still be restored.
        may: only those in which one may do this now.
        limit: at most so many.
        cursor: where the page before ended.
    """
    if principal.is_guest:
        return ProjectPage([], None)
    roles = roles_that_may(may) if may else None
    archived = archived if may is None or may in WHILE_ARCHIVED else False
    wanted = ProjectFilter(archived, deleted, _position(cursor) if cursor else None, roles)
    async with reading() as session:
        found = await projects_of(session, principal.subject_id, wanted, limit + 1)
    items, has_more = found[:limit], len(found) > limit
    return ProjectPage(items, encode_cursor(items[-1].updated_at.isoformat(), items[-1].id) if has_more else None)


async def get_project(principal: Principal, project_id: UUID) -> ProjectBody:
    """Return a project.

    Raises:
        NotFound: there is none, or the principal may not know of it.
    """
    async with reading() as session:
        await authorize_project(session, principal, project_id, Action.SEE)
        found = await project_of(session, principal.subject_id, project_id)
    if found is None:
        raise NotFound
    return found


async def change_project(
    principal: Principal,
    project_id: UUID,
    fields: ProjectFields,
    *,
    expects: Callable[[ProjectBody], None] | None = None,
) -> ProjectBody:
    """Rename, describe, move to another status, archive or take out of the archive.

    Args:
        principal: owner or admin.
        project_id: which.
        fields: new values.
        expects: looks at the project as it is and raises when the change was made for an older one.

    Raises:
        Invalid: one field error for each value that is wrong.
        Conflict: `project.name_taken`.
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        access = await authorize_project(uow.session, principal, project_id, Action.EDIT_PROJECT)
        role = Role(access.role)
        project = await _project(uow.session, project_id, lock=True)
        if expects is not None:
            expects(await project_view(uow.session, project, role))
        wanted = checked_fields(fields)
        if wanted.name is not None:
            await require_free_name(uow.session, project.owner_id, wanted.name, besides=project.id)
        previous = project.status
        changed = apply_fields(project, wanted)
        await flush_names(uow.session)
        view = await project_view(uow.session, project, role)
        await _tell(uow, principal, view, changed, previous)
        return view


async def _tell(
    uow: UnitOfWork, principal: Principal, view: ProjectBody, changed: set[str], previous: ProjectStatus
) -> None:
    if "status" in changed:
        happened = PROJECT_STATUS_CHANGE.of({"id": str(view.id), "status": view.status, "previous": previous})
        await record(uow, principal, view.id, happened)
    if changed - {"status"}:
        await record(uow, principal, view.id, PROJECT_UPDATE.of(project_payload(view)))
    if "archived" in changed:
        uow.after_commit(lambda: publish(RIGHTS_CHANNEL, {"project_id": str(view.id)}))


def project_payload(view: ProjectBody) -> ProjectChange:
    """Return what every member hears of a project: all but what depends on who looks."""
    payload: ProjectChange = _VIEW.dump_python(view, mode="json", exclude=_OF_THE_VIEWER)
    return payload


async def _project(session: AsyncSession, project_id: UUID, *, lock: bool = False) -> Project:
    project = await project_by_id(session, project_id, lock=lock)
    if project is None:
        raise NotFound
    return project


def _position(cursor: str) -> tuple[datetime, UUID]:
    return decode_cursor(cursor, moment, UUID)
