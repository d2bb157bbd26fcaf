"""Queries for uploads and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.upload.model import Upload, UploadPart, UploadStatus
from videoplanet.shared.clock import now
from videoplanet.shared.security.principal import Principal

UNFINISHED = (UploadStatus.OPEN, UploadStatus.CHECKING)


async def upload_by_id(session: AsyncSession, upload_id: UUID, *, lock: bool = False) -> Upload | None:
    """Return an upload; with `lock`, nobody else changes it until the transaction ends."""
    query = select(Upload).where(col(Upload.id) == upload_id)
    return (await session.execute(query.with_for_update(key_share=True) if lock else query)).scalar_one_or_none()


async def own_upload(
    session: AsyncSession, principal: Principal, upload_id: UUID, *, lock: bool = False
) -> Upload | None:
    """Return an upload that `principal` began."""
    upload = await upload_by_id(session, upload_id, lock=lock)
    return upload if upload is not None and _begun_by(upload) == (principal.kind, principal.subject_id) else None


async def unfinished_uploads(
    session: AsyncSession, principal: Principal, project_id: UUID, *, before: UUID | None, limit: int
) -> Sequence[Upload]:
    """Return the uploads that `principal` began in a project and that are not done, newest first, those begun before `before`."""
    owner = Upload.guest_id if principal.is_guest else Upload.created_by
    query = select(Upload).where(
        col(Upload.project_id) == project_id,
        col(owner) == principal.subject_id,
        col(Upload.status).in_(UNFINISHED),
        col(Upload.expires_at) > now(),
    )
    if before is not None:
        query = query.where(col(Upload.id) < before)
    return (await session.execute(query.order_by(col(Upload.id).desc()).limit(limit))).scalars().all()


async def parts_of(session: AsyncSession, upload_ids: Sequence[UUID]) -> dict[UUID, list[UploadPart]]:
    """Return the parts that arrived, by upload, in their order."""
    query = select(UploadPart).where(col(UploadPart.upload_id).in_(upload_ids)).order_by(col(UploadPart.number))
    found: dict[UUID, list[UploadPart]] = {upload_id: [] for upload_id in upload_ids}
    for part in (await session.execute(query)).scalars():
        found[part.upload_id].append(part)
    return found


async def keep_part(session: AsyncSession, part: UploadPart) -> None:
    """Store that a part arrived; what was known of the same part is replaced."""
    values = {"size": part.size, "etag": part.etag, "sha256": part.sha256, "arrived_at": now()}
    statement = insert(UploadPart).values(upload_id=part.upload_id, number=part.number, **values)
    await session.execute(statement.on_conflict_do_update(index_elements=["upload_id", "number"], set_=values))


async def forget_parts(session: AsyncSession, upload_id: UUID, numbers: Sequence[int]) -> None:
    """Parts that the storage turned out not to have."""
    query = delete(UploadPart).where(col(UploadPart.upload_id) == upload_id, col(UploadPart.number).in_(numbers))
    await session.execute(query)


async def forget_upload(session: AsyncSession, upload_id: UUID) -> None:
    """Delete the row of an upload and those of its parts."""
    await session.execute(delete(Upload).where(col(Upload.id) == upload_id))


async def expired_uploads(session: AsyncSession, moment: datetime, limit: int) -> Sequence[UUID]:
    """Return uploads whose time is over, the oldest first."""
    query = select(col(Upload.id)).where(col(Upload.expires_at) < moment).order_by(col(Upload.expires_at)).limit(limit)
    return (await session.execute(query)).scalars().all()


async def known_storage_uploads(session: AsyncSession, ids: Sequence[str]) -> set[str]:
    """Return which of the storage's upload ids belong to an upload."""
    query = select(col(Upload.storage_upload_id)).where(col(Upload.storage_upload_id).in_(ids))
    return set((await session.execute(query)).scalars())


def _begun_by(upload: Upload) -> tuple[str, UUID | None]:
    return ("user", upload.created_by) if upload.guest_id is None else ("guest", upload.guest_id)
