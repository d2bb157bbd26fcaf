"""What is no longer wanted of an upload: given up by its sender, refused, or too old. A film that was placed is never touched."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import structlog

from videoplanet.entities.upload.model import Upload, UploadStatus
from videoplanet.entities.upload.repository import (
    expired_uploads,
    forget_upload,
    known_storage_uploads,
    upload_by_id,
)
from videoplanet.entities.video.repository import version_by_id
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.storage import delete_objects
from videoplanet.shared.storage_multipart import abort_multipart, multiparts_begun_before

log = structlog.get_logger(__name__)
AT_ONCE = 100


async def discard_upload(upload_id: UUID) -> None:
    """Forget an upload: its row and, unless its film was placed, its parts and its object. Again is harmless.

    Raises:
        Unavailable: an engine is away; the row stays then.
    """
    async with unit_of_work(joins=False) as uow:
        upload = await upload_by_id(uow.session, upload_id, lock=True)
        if upload is None:
            return
        if await version_by_id(uow.session, upload.version_id) is None:
            await _remove_objects(upload)
        await forget_upload(uow.session, upload.id)


async def refuse_upload(upload_id: UUID, error_code: str) -> None:
    """Say why an upload's film was not taken, and remove the film; the row stays until its time is over, for its sender to read.

    Raises:
        Unavailable: an engine is away.
    """
    async with unit_of_work(joins=False) as uow:
        upload = await upload_by_id(uow.session, upload_id, lock=True)
        if upload is None or upload.status is not UploadStatus.CHECKING:
            return
        await _remove_objects(upload)
        upload.status, upload.error_code = UploadStatus.REFUSED, error_code
    log.info("upload_refused", upload=str(upload_id), reason=error_code)


async def discard_expired() -> None:
    """Forget uploads whose time is over, and what the storage holds of uploads that nobody knows of any more.

    Raises:
        Unavailable: an engine is away.
    """
    moment = now()
    while True:
        async with unit_of_work(joins=False) as uow:
            expired = await expired_uploads(uow.session, moment, AT_ONCE)
        for upload_id in expired:
            await discard_upload(upload_id)
        if len(expired) < AT_ONCE:
            break
    await _discard_strays()


async def _discard_strays() -> None:
    begun = await multiparts_begun_before(now() - timedelta(hours=get_settings().upload_hours))
    for at in range(0, len(begun), AT_ONCE):
        some = begun[at : at + AT_ONCE]
        async with unit_of_work(joins=False) as uow:
            known = await known_storage_uploads(uow.session, [storage_id for _, storage_id in some])
        for key, storage_id in some:
            if storage_id not in known:
                await abort_multipart(key, storage_id)
                log.info("stray_parts_removed", key=key)


async def _remove_objects(upload: Upload) -> None:
    if upload.storage_upload_id:
        await abort_multipart(upload.storage_key, upload.storage_upload_id)
    await delete_objects([upload.storage_key])
