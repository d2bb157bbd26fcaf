"""Use cases of deleting a project, and of having it back within 30 days."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import Action
from videoplanet.entities.activity.operations.projects import PROJECT_UPDATE
from videoplanet.entities.activity.service import record
from videoplanet.entities.project.model import Role
from videoplanet.entities.project.naming import flush_names, require_free_name
from videoplanet.entities.project.repository import project_by_id, restorable_project
from videoplanet.entities.project.view import ProjectBody, project_view
from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL, publish
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def delete_project(principal: Principal, project_id: UUID) -> None:
    """Take a project from everybody's sight; its owner may restore it for 30 days.

    Raises:
        NotFound, NotAllowed: as for `authorize_project`.
    """
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, Action.DELETE_PROJECT)
        project = await project_by_id(uow.session, project_id, lock=True)
        if project is None:
            raise NotFound
        project.deleted_at = project.updated_at = now()
        project.revision += 1
        await uow.session.flush()
        await record(uow, principal, project_id, PROJECT_UPDATE.of({"id": str(project_id), "deleted": True}))
        uow.after_commit(lambda: publish(ENDED_SESSIONS_CHANNEL, {"project_id": str(project_id)}))


async def restore_project(principal: Principal, project_id: UUID) -> ProjectBody:
    """Bring one of one's own projects back.

    Raises:
        NotFound: it is not deleted, was deleted more than 30 days ago, or is another person's.
        Conflict: `project.name_taken`, by a project that was started since.
    """
    async with unit_of_work() as uow:
        project = None
        if not principal.is_guest:
            project = await restorable_project(uow.session, project_id, principal.subject_id)
        if project is None:
            raise NotFound
        await require_free_name(uow.session, project.owner_id, project.name, besides=project.id)
        project.deleted_at = None
        project.updated_at = now()
        project.revision += 1
        await flush_names(uow.session)
        await record(uow, principal, project_id, PROJECT_UPDATE.of({"id": str(project_id), "deleted": False}))
        return await project_view(uow.session, project, Role.OWNER)
