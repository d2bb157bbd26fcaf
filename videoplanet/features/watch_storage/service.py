"""Use cases: how full is a project, how much have I brought?"""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project
from videoplanet.entities.access.policy import Action
from videoplanet.entities.upload.storage_use import StorageUse, project_use, user_use
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.security.principal import Principal


async def project_storage(principal: Principal, project_id: UUID) -> StorageUse:
    """Return what a project holds, for its members.

    Raises:
        NotFound: there is no such project for this principal.
    """
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, Action.SEE)
        return await project_use(uow.session, project_id)


async def own_storage(principal: Principal) -> StorageUse:
    """Return what somebody has uploaded, over all projects."""
    async with unit_of_work() as uow:
        return await user_use(uow.session, principal.subject_id)
