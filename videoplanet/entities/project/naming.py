"""A project's name is unique among its owner's projects: a field error, also when two requests race."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.project.repository import name_is_taken
from videoplanet.shared.errors import Conflict

_CONSTRAINT = "uq_project_owner_id_name"


async def require_free_name(session: AsyncSession, owner_id: UUID, name: str, *, besides: UUID | None = None) -> None:
    """Refuse a name the owner already uses.

    Raises:
        Conflict: `project.name_taken`.
    """
    if await name_is_taken(session, owner_id, name, besides=besides):
        raise Conflict("project.name_taken", field="name")


async def flush_names(session: AsyncSession) -> None:
    """Send pending project rows to the database; a name that somebody took a moment before is refused like any other.

    Raises:
        Conflict: `project.name_taken`.
    """
    try:
        await session.flush()
    except IntegrityError as error:
        if _CONSTRAINT in str(error.orig):
            raise Conflict("project.name_taken", field="name") from error
        raise
