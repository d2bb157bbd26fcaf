"""Bytes into the storage as they come: counted, hashed, in parts; nothing stays when it does not end well."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import structlog

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAVideo, TooLarge, VideoPlanetError
from videoplanet.shared.storage import PART_BYTES, MultipartUpload

log = structlog.get_logger(__name__)
FORM_OVERHEAD_BYTES = 16 * 1024
_UNITS = ("B", "KiB", "MiB", "GiB", "TiB")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What arrived. `sha256` in hexadecimal."""

    size: int
    sha256: str


def refuse_declared_size(declared_size: int | None) -> None:
    """Refuse before a byte is read what cannot fit.

    Raises:
        TooLarge: `upload.too_large`.
    """
    if declared_size is not None and declared_size > get_settings().max_upload_bytes + FORM_OVERHEAD_BYTES:
        raise _too_large()


async def store_chunks(key: str, chunks: AsyncIterator[bytes]) -> StoredFile:
    """Write the chunks to the object `key`; at most five parts of 8 MiB are in memory.

    Raises:
        TooLarge: `upload.too_large`, as soon as it is known.
        NotAVideo: `video.empty`.
        Unavailable: the storage is away.
        Exception: whatever `chunks` raises, such as the sender's going away.
    """
    limit = get_settings().max_upload_bytes
    upload = await MultipartUpload.begin(key, "application/octet-stream")
    try:
        digest = hashlib.sha256()
        size = 0
        part = bytearray()
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise _too_large()
            part += chunk
            while len(part) >= PART_BYTES:
                full = bytes(memoryview(part)[:PART_BYTES])
                del part[:PART_BYTES]
                await asyncio.to_thread(digest.update, full)
                await upload.write(full)
        if not size:
            raise NotAVideo("video.empty")
        digest.update(part)
        if part:
            await upload.write(bytes(part))
        await upload.complete()
    except BaseException:
        await asyncio.shield(_give_up(upload))
        raise
    return StoredFile(size, digest.hexdigest())


async def _give_up(upload: MultipartUpload) -> None:
    """Leave nothing behind; why the upload failed matters more than a storage that cannot be told."""
    try:
        await upload.abort()
    except VideoPlanetError as error:
        log.warning("parts_left_behind", key=upload.key, reason=error.code)


def _too_large() -> TooLarge:
    return TooLarge("upload.too_large", field="file", limit=readable_size(get_settings().max_upload_bytes))


def readable_size(size: int) -> str:
    """Bytes as people read them, in binary units: "5 GiB"."""
    power = min(4, max(0, size.bit_length() - 1) // 10)
    return f"{size / 1024**power:.1f}".removesuffix(".0") + f" {_UNITS[power]}"
