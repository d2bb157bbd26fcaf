"""Files of a run into the storage and back, and which of a version's objects are referred to."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Collection, Coroutine, Iterable
from pathlib import Path
from typing import Any, TypeVar

from videoplanet.entities.video import layout
from videoplanet.entities.video.model import Version, VersionStatus
from videoplanet.shared.media.sound import FOLDER as SOUND
from videoplanet.shared.storage import delete_objects, fetch_object, list_keys, list_objects, open_object, put_object

UPLOADS_AT_ONCE = 8
COPY_BYTES = 1 << 20
T = TypeVar("T")
Report = Callable[[float], Awaitable[None]]


async def fetch_original(version: Version, path: Path, report: Report) -> str:
    """Copy the original into a file and return its SHA-256 in hexadecimal.

    Raises:
        NotFound: it is not there.
        Unavailable: the storage is away.
        OSError: the disk is full.
    """
    digest = hashlib.sha256()
    size = 0
    async with open_object(f"{version.storage_prefix}/{layout.ORIGINAL}") as response:
        with await asyncio.to_thread(path.open, "wb") as file:

            def keep(chunk: bytes) -> None:
                digest.update(chunk)
                file.write(chunk)

            async for chunk in response.aiter_raw(COPY_BYTES):
                await asyncio.to_thread(keep, chunk)
                size += len(chunk)
                await report(size / max(1, version.size))
    return digest.hexdigest()


async def store_file(path: Path, prefix: str, name: str) -> int:
    """Store one file as the version's object `name`; its size in bytes.

    Cancelled, it still waits until the storage has let go, so that nothing arrives after it was cleaned up.
    """
    size = (await asyncio.to_thread(path.stat)).st_size
    sending = asyncio.create_task(
        put_object(f"{prefix}/{name}", path, layout.CONTENT_TYPES[path.suffix.removeprefix(".")])
    )
    try:
        await asyncio.shield(sending)
    except asyncio.CancelledError:
        await asyncio.wait([sending])
        raise
    return size


async def store_renditions(folder: Path, names: Collection[str], prefix: str) -> int:
    """Store the folders `names` of the ladder in `folder`, segments before playlists; how many bytes they take.

    A playlist never names what is not there.
    """
    files = await asyncio.to_thread(lambda: [path for name in names for path in sorted((folder / name).iterdir())])
    places = asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def store(path: Path) -> int:
        async with places:
            return await store_file(path, prefix, f"{layout.RENDITIONS}/{path.parent.name}/{path.name}")

    stored = 0
    for wave in (
        [path for path in files if path.suffix != ".m3u8"],
        [path for path in files if path.suffix == ".m3u8"],
    ):
        stored += sum(await together(store(path) for path in wave))
    return stored


async def bring_back(folder: Path, names: Collection[str], prefix: str) -> None:
    """Copy the folders `names` of the ladder, which an earlier run has stored, back into `folder`."""
    places = asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def fetch(key: str, path: Path) -> None:
        async with places:
            await asyncio.to_thread(path.parent.mkdir, exist_ok=True)
            await fetch_object(key, path)

    keys = await list_keys(f"{prefix}/{layout.RENDITIONS}/")
    wanted = {key: key.removeprefix(f"{prefix}/{layout.RENDITIONS}/") for key in keys}
    await together(fetch(key, folder / name) for key, name in wanted.items() if name.partition("/")[0] in names)


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Do all of it at once; when one fails, the others are ended and waited for, and its failure is raised itself."""
    tasks = [asyncio.create_task(each) for each in work]
    try:
        return await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise


async def remove_unreferenced(version: Version, extra: Collection[str] = ()) -> int:
    """Delete what belongs to the version and is neither referred to by its row nor named in `extra`; the bytes that stay.

    Args:
        version: its row now.
        extra: names below its prefix.
    """
    prefix = f"{version.storage_prefix}/"
    stored = await list_objects(prefix)
    kept = {key for key in stored if is_referenced(version, name := key.removeprefix(prefix)) or name in extra}
    await delete_objects(key for key in stored if key not in kept)
    return sum(stored[key] for key in kept)


def is_referenced(version: Version, name: str) -> bool:
    """Whether the version's row says that this object of it exists."""
    single = {
        layout.ORIGINAL: True,
        layout.POSTER: version.has_poster,
        layout.WAVEFORM: version.has_waveform,
        layout.FIRST_PLAYLIST: bool(version.rungs),
        layout.MASTER_PLAYLIST: version.has_renditions,
    }
    if name in single:
        return single[name]
    folder, _, file = name.partition("/")
    if folder == layout.RENDITIONS:
        rendition = file.partition("/")[0]
        return bool(version.rungs) and (rendition.split("-")[0] == SOUND or rendition in version.rungs)
    if folder == layout.DOWNLOADS:
        return version.status is VersionStatus.READY and name in map(layout.download_name, version.rungs)
    return layout.is_sprite(name) and version.sprite_sheets > 0


def names_of(folder: Path) -> Iterable[str]:
    """The names of every file below `folder`, relative to it."""
    return (str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())
