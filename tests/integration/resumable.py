"""Uploads in parts, as a program makes them over REST, and the worker that takes them in."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import UUID

from httpx import AsyncClient, Response

from tests.integration.films import BUNNY, GuestOf, queue_for_tests
from tests.integration.people import Person
from videoplanet.features.upload_video.completing import INTAKE_QUEUE
from videoplanet.shared.storage_multipart import PART_BYTES

Sender = Person | GuestOf


@asynccontextmanager
async def taking_in() -> AsyncIterator[None]:
    """A worker that serves the intake while the body runs."""
    queue = queue_for_tests()
    async with queue.open_async():
        worker = asyncio.create_task(
            queue.run_worker_async(
                queues=[INTAKE_QUEUE], concurrency=4, install_signal_handlers=False, shutdown_graceful_timeout=5
            )
        )
        try:
            yield
        finally:
            worker.cancel()
            with suppress(asyncio.CancelledError):
                await worker


def padded(film: bytes = b"", *, size: int) -> bytes:
    """A film made `size` bytes long by an empty box at its end, which players skip (ISO/IEC 14496-12 §8.1.2)."""
    film = film or BUNNY.read_bytes()
    box = size - len(film)
    return film + box.to_bytes(4, "big") + b"free" + bytes(box - 8)


def part_of(blob: bytes, number: int) -> bytes:
    """The bytes of a part."""
    return blob[(number - 1) * PART_BYTES : number * PART_BYTES]


def digest_header(blob: bytes) -> dict[str, str]:
    """`Content-Digest` of the bytes."""
    return {"Content-Digest": f"sha-256=:{base64.b64encode(hashlib.sha256(blob).digest()).decode()}:"}


def parts_sha256(blob: bytes) -> str:
    """What tells a film by its parts."""
    whole = hashlib.sha256()
    for at in range(0, len(blob), PART_BYTES):
        whole.update(hashlib.sha256(blob[at : at + PART_BYTES]).digest())
    return whole.hexdigest()


async def begin(
    gateway: AsyncClient, somebody: Sender, project_id: UUID, size: int, name: str = "cut.mp4", **fields: Any
) -> Response:
    """Begin an upload."""
    body = {"filename": name, "size": size, **fields}
    return await gateway.post(f"/api/v1/projects/{project_id}/uploads", json=body, headers=somebody.bearer)


async def send_parts(gateway: AsyncClient, upload: dict[str, Any], blob: bytes) -> None:
    """Send every missing part, three at a time."""
    places = asyncio.Semaphore(3)

    async def send(part: dict[str, Any]) -> None:
        body = part_of(blob, part["number"])
        async with places:
            answer = await gateway.put(part["url"], content=body, headers=digest_header(body))
        assert answer.status_code == 200, answer.text

    await asyncio.gather(*(send(part) for part in upload["parts"]))


async def complete(gateway: AsyncClient, somebody: Sender, upload: dict[str, Any]) -> Response:
    """Complete an upload."""
    return await gateway.post(f"/api/v1/uploads/{upload['upload_id']}/complete", headers=somebody.bearer)


async def see(gateway: AsyncClient, somebody: Sender, upload: dict[str, Any]) -> dict[str, Any]:
    """The upload as it is now."""
    answer = await gateway.get(f"/api/v1/uploads/{upload['upload_id']}", headers=somebody.bearer)
    assert answer.status_code == 200, answer.text
    seen: dict[str, Any] = answer.json()
    return seen


async def upload_film(
    gateway: AsyncClient, somebody: Sender, project_id: UUID, blob: bytes, name: str = "cut.mp4", **fields: Any
) -> Response:
    """The whole way; needs `taking_in`."""
    begun = await begin(gateway, somebody, project_id, len(blob), name, **fields)
    assert begun.status_code == 201, begun.text
    await send_parts(gateway, begun.json(), blob)
    return await complete(gateway, somebody, begun.json())
