"""How much is stored in a project or by a person, and whether more fits.

Counted is everything kept of every version, also of deleted videos until they are removed for good, and what unfinished uploads
have announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.upload.model import Upload
from videoplanet.entities.upload.repository import UNFINISHED
from videoplanet.entities.video.model import Version, Video
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import TooLarge

NEAR_PERCENT = 80


@dataclass(frozen=True, slots=True)
class StorageUse:
    """Bytes stored, bytes announced, and the quota (None: none)."""

    used_bytes: int
    reserved_bytes: int
    quota_bytes: int | None

    @property
    def percent(self) -> int | None:
        """How full it is; may be over 100 when the quota was lowered."""
        if not self.quota_bytes:
            return None
        return (self.used_bytes + self.reserved_bytes) * 100 // self.quota_bytes

    @property
    def is_near(self) -> bool:
        """Whether it is time for a warning: at 80 % of the quota."""
        return self.percent is not None and self.percent >= NEAR_PERCENT

    def takes(self, size: int) -> bool:
        """Whether `size` more bytes fit."""
        return self.quota_bytes is None or self.used_bytes + self.reserved_bytes + size <= self.quota_bytes


async def project_use(session: AsyncSession, project_id: UUID, *, without: UUID | None = None) -> StorageUse:
    """What a project holds; the reservation of the upload `without` is left out."""
    used = (
        select(func.coalesce(func.sum(col(Version.stored_bytes)), 0))
        .join(Video, col(Video.id) == col(Version.video_id))
        .where(col(Video.project_id) == project_id)
    )
    reserved = _reserved(col(Upload.project_id) == project_id, without)
    return await _use(session, used, reserved, get_settings().quota_project_bytes)


async def user_use(session: AsyncSession, user_id: UUID, *, without: UUID | None = None) -> StorageUse:
    """What a person has uploaded, over all projects."""
    used = select(func.coalesce(func.sum(col(Version.stored_bytes)), 0)).where(col(Version.uploaded_by) == user_id)
    reserved = _reserved(col(Upload.created_by) == user_id, without)
    return await _use(session, used, reserved, get_settings().quota_user_bytes)


async def require_room(
    session: AsyncSession, project_id: UUID, user_id: UUID | None, size: int, *, without: UUID | None = None
) -> None:
    """Refuse `size` more bytes when they do not fit. Whoever else asks for the same quota waits until this transaction ends.

    Args:
        session: of the transaction that reserves or stores the bytes.
        project_id: where they would be.
        user_id: who brings them; None for guests, whose films count for the project alone.
        size: in bytes.
        without: an upload that has reserved them already.

    Raises:
        TooLarge: `upload.quota_project` or `upload.quota_user`.
    """
    settings = get_settings()
    if settings.quota_project_bytes:
        await session.execute(_LOCK, {"name": f"quota:{project_id}"})
        if not (await project_use(session, project_id, without=without)).takes(size):
            raise TooLarge("upload.quota_project", field="file")
    if settings.quota_user_bytes and user_id is not None:
        await session.execute(_LOCK, {"name": f"quota:{user_id}"})
        if not (await user_use(session, user_id, without=without)).takes(size):
            raise TooLarge("upload.quota_user", field="file")


async def _use(session: AsyncSession, used: Any, reserved: Any, quota: int) -> StorageUse:
    row = (await session.execute(select(used.scalar_subquery(), reserved.scalar_subquery()))).one()
    return StorageUse(int(row[0]), int(row[1]), quota or None)


def _reserved(belongs: Any, without: UUID | None) -> Any:
    query = select(func.coalesce(func.sum(Upload.size), 0)).where(
        belongs, col(Upload.status).in_(UNFINISHED), col(Upload.expires_at) > now()
    )
    return query if without is None else query.where(col(Upload.id) != without)


_LOCK = text("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
