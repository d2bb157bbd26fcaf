"""A folder of its own for one run, on a disk with room, and gone afterwards, also when the run's process was killed."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from uuid import UUID

import structlog

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import Unavailable

log = structlog.get_logger(__name__)
SPARE_BYTES = 512 * 1024**2
NEW_FOLDER_SECONDS = 60.0
_LOCK = ".in-use"


@asynccontextmanager
async def workplace(version_id: UUID, needed_bytes: int) -> AsyncIterator[Path]:
    """An empty folder on a disk with room for so much; what an earlier run left there is removed.

    Raises:
        Unavailable: `video.disk_full`: the disk could not hold it and a reserve.
    """
    folder = _home() / f"transcode-{version_id}"
    await asyncio.to_thread(_remove, folder)
    await asyncio.to_thread(folder.mkdir, parents=True)
    try:
        with _in_use(folder):
            free = (await asyncio.to_thread(shutil.disk_usage, folder)).free
            if free < needed_bytes + SPARE_BYTES:
                raise Unavailable("video.disk_full")
            yield folder
    finally:
        await asyncio.shield(asyncio.to_thread(_remove, folder))


def sweep_workplaces() -> None:
    """Remove folders whose run is dead. Those of processes that live, on this machine, are locked and stay."""
    for folder in _home().glob("transcode-*"):
        if not _is_in_use(folder):
            log.info("workplace_swept", folder=folder.name)
            _remove(folder)


def _home() -> Path:
    return get_settings().home.absolute() / "tmp"


@contextmanager
def _in_use(folder: Path) -> Iterator[None]:
    """Hold a lock that ends with this process, however it ends."""
    handle = os.open(folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


def _is_in_use(folder: Path) -> bool:
    try:
        handle = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return folder.exists() and time.time() - folder.stat().st_mtime < NEW_FOLDER_SECONDS
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
