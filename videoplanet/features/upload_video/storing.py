"""A form's bytes into the storage as they come: counted, hashed, in parts. At most two parts of 8 MiB are in memory."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from videoplanet.features.upload_video.limits import refuse_size
from videoplanet.shared.errors import NotAVideo
from videoplanet.shared.storage_multipart import PART_BYTES, StoredPart, join_parts, send_part

PARTS_IN_FLIGHT = 1


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What arrived. `sha256` and `parts_sha256` (over the digests of the 8 MiB parts) in hexadecimal, None while unknown."""

    size: int
    sha256: str | None
    parts_sha256: str | None


async def store_chunks(key: str, upload_id: str, chunks: AsyncIterator[bytes]) -> StoredFile:
    """Write the chunks as parts of the storage's upload and join them.

    Raises:
        TooLarge: `upload.too_large`, as soon as it is known.
        NotAVideo: `video.empty`.
        Unavailable: the storage is away.
        Exception: whatever `chunks` raises, such as the sender's going away. The parts stay for whoever began the upload.
    """
    sending = _Sending(key, upload_id)
    try:
        pieces: list[bytes] = []
        held = size = 0
        async for chunk in chunks:
            size += len(chunk)
            refuse_size(size)
            while held + len(chunk) >= PART_BYTES:
                room = PART_BYTES - held
                await sending.send([*pieces, chunk[:room]], PART_BYTES)
                pieces, held, chunk = [], 0, chunk[room:]
            if chunk:
                pieces.append(chunk)
                held += len(chunk)
        if not size:
            raise NotAVideo("video.empty")
        if held:
            await sending.send(pieces, held)
        await join_parts(key, upload_id, await sending.sent())
    except BaseException:
        await asyncio.shield(sending.stop())
        raise
    return StoredFile(size, sending.whole.hexdigest(), sending.parts.hexdigest())


class _Sending:
    """The parts on their way, and the digests of all that was sent."""

    def __init__(self, key: str, upload_id: str) -> None:
        self.key = key
        self.upload_id = upload_id
        self.whole = hashlib.sha256()
        self.parts = hashlib.sha256()
        self._tasks: list[asyncio.Task[StoredPart]] = []
        self._places = asyncio.Semaphore(PARTS_IN_FLIGHT)

    async def send(self, pieces: Sequence[bytes], size: int) -> None:
        """Send the next part; waits while one is on its way, and raises what an earlier one failed with."""
        await asyncio.to_thread(self._digest, pieces)
        await self._places.acquire()
        for task in self._tasks:
            if task.done():
                task.result()
        self._tasks.append(asyncio.create_task(self._send(len(self._tasks) + 1, pieces, size)))

    async def sent(self) -> list[StoredPart]:
        """Wait for all of them."""
        return list(await asyncio.gather(*self._tasks))

    async def stop(self) -> None:
        """Wait until nothing is on its way any more: a part that arrives after the end would stay."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _digest(self, pieces: Sequence[bytes]) -> None:
        part = hashlib.sha256()
        for piece in pieces:
            part.update(piece)
            self.whole.update(piece)
        self.parts.update(part.digest())

    async def _send(self, number: int, pieces: Sequence[bytes], size: int) -> StoredPart:
        try:
            etag = await send_part(self.key, self.upload_id, number, _each(pieces), size=size)
        finally:
            self._places.release()
        return StoredPart(number, size, etag)


async def _each(pieces: Sequence[bytes]) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
