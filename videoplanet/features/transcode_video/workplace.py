"""A folder of its own for one run, on a disk with room, and gone afterwards."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import Unavailable

SPARE_BYTES = 512 * 1024**2


@asynccontextmanager
async def workplace(version_id: UUID, size: int) -> AsyncIterator[Path]:
    """An empty folder for a film of `size` bytes; what an earlier run left there is removed.

    Raises:
        Unavailable: `upload.no_room`: the disk could not hold the film, its renditions and a reserve.
    """
    folder = get_settings().home.absolute() / "tmp" / f"transcode-{version_id}"
    await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
    await asyncio.to_thread(folder.mkdir, parents=True)
    try:
        free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
        if free < 2 * size + SPARE_BYTES:
            raise Unavailable("upload.no_room")
        yield folder
    finally:
        await asyncio.shield(asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True))
