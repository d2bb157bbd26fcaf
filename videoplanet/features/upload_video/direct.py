"""Parts that browsers send to the storage themselves: which arrived is asked of the storage, not of our rows."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta
from typing import cast
from uuid import UUID

from videoplanet.entities.upload.model import Upload, UploadPart
from videoplanet.entities.upload.repository import keep_part, parts_of
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.redis import redis_client
from videoplanet.shared.storage_multipart import stored_parts


async def remember_checksum(upload_id: UUID, number: int, sha256: str) -> None:
    """Keep which bytes were announced for a part, for storages that check a checksum without telling it later.

    Raises:
        RedisError: it is away; the sender tries again.
    """
    async with redis_client().pipeline(transaction=False) as commands:
        commands.hset(_key(upload_id), str(number), sha256)
        commands.expire(_key(upload_id), timedelta(hours=get_settings().upload_hours))
        await commands.execute()


async def learn_parts(upload: Upload) -> None:
    """Store what the storage has of an upload; parts of a wrong size are as good as missing.

    Raises:
        Unavailable: the storage is away.
    """
    try:
        stored = await stored_parts(upload.storage_key, upload.storage_upload_id)
    except NotFound:
        return
    newest = {part.number: part for part in stored if 1 <= part.number <= upload.part_count}
    async with unit_of_work(joins=False) as uow:
        known = {part.number: part.etag for part in (await parts_of(uow.session, [upload.id]))[upload.id]}
    fresh = [part for part in newest.values() if known.get(part.number) != part.etag]
    fresh = [part for part in fresh if part.size == upload.size_of(part.number)]
    if not fresh:
        return
    announced = await cast(Awaitable[dict[bytes, bytes]], redis_client().hgetall(_key(upload.id)))
    async with unit_of_work(joins=False) as uow:
        for part in fresh:
            sha256 = part.sha256 or announced.get(str(part.number).encode(), b"").decode()
            row = UploadPart(upload_id=upload.id, number=part.number, size=part.size, etag=part.etag, sha256=sha256)
            await keep_part(uow.session, row)


def _key(upload_id: UUID) -> str:
    return f"vp:upload:{upload_id}:announced"
