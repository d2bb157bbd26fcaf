"""Use case of the worker: the parts of a completed upload become one object, and the object a version, once and for all.

It may run any number of times and stop anywhere: parts that are joined already are not joined again, and a version that is
placed is not placed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import structlog

from videoplanet.entities.upload.model import Upload, UploadPart, UploadStatus
from videoplanet.entities.upload.repository import forget_parts, parts_of, upload_by_id
from videoplanet.features.upload_video.digests import digest_of_parts
from videoplanet.features.upload_video.discarding import refuse_upload
from videoplanet.features.upload_video.placing import sender_of, take_film
from videoplanet.features.upload_video.storing import StoredFile
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound, Unavailable, VideoPlanetError
from videoplanet.shared.storage import object_info
from videoplanet.shared.storage_multipart import PART_BYTES, PartsDiffer, StoredPart, join_parts, stored_parts

log = structlog.get_logger(__name__)


async def take_in_upload(upload_id: UUID) -> None:
    """Join, look into and place the film of an upload that is being checked, or refuse it with a reason its sender can read.

    Raises:
        Unavailable: an engine is away; worth another try.
    """
    async with unit_of_work() as uow:
        upload = await upload_by_id(uow.session, upload_id)
        if upload is None or upload.status is not UploadStatus.CHECKING:
            return
        parts = (await parts_of(uow.session, [upload.id]))[upload.id]
        sender = await sender_of(uow.session, upload)
    if not await _join(upload, parts):
        return
    digest = digest_of_parts(part.sha256 for part in parts) if upload.part_size == PART_BYTES else None
    try:
        await take_film(upload, sender, StoredFile(upload.size, None, digest))
    except Unavailable:
        raise
    except VideoPlanetError as error:
        await refuse_upload(upload.id, error.code)


async def _join(upload: Upload, parts: Sequence[UploadPart]) -> bool:
    """Make the object exist; False when the storage has not what the rows say.

    Then the upload is open again, for what is missing, or refused when the storage knows nothing of it any more.
    """
    try:
        named = [StoredPart(part.number, part.size, part.etag, part.sha256) for part in parts]
        await join_parts(upload.storage_key, upload.storage_upload_id, named)
    except NotFound:
        if not await _is_joined(upload):
            await refuse_upload(upload.id, "upload.interrupted")
            return False
    except PartsDiffer:
        await _reopen(upload, await _differing(upload, parts))
        return False
    return True


async def _is_joined(upload: Upload) -> bool:
    try:
        return (await object_info(upload.storage_key)).size == upload.size
    except NotFound:
        return False


async def _differing(upload: Upload, parts: Sequence[UploadPart]) -> list[int]:
    try:
        there = {(part.number, part.etag) for part in await stored_parts(upload.storage_key, upload.storage_upload_id)}
    except NotFound:
        there = set()
    differing = [part.number for part in parts if (part.number, part.etag) not in there]
    return differing or [part.number for part in parts]


async def _reopen(upload: Upload, numbers: Sequence[int]) -> None:
    log.warning("upload_reopened", upload=str(upload.id), parts=len(numbers))
    async with unit_of_work() as uow:
        current = await upload_by_id(uow.session, upload.id, lock=True)
        if current is not None and current.status is UploadStatus.CHECKING:
            await forget_parts(uow.session, upload.id, numbers)
            current.status = UploadStatus.OPEN
