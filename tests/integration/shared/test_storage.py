"""The S3 port on the real storage: what is written can be read, and what fails says why."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.ids import new_id
from videoplanet.shared.media.source import open_source
from videoplanet.shared.storage import (
    check_storage,
    close_storage,
    delete_prefix,
    fetch_object,
    list_keys,
    object_info,
    open_object,
    presigned_get,
    put_object,
)


@pytest.fixture
def prefix() -> str:
    return f"tests/{new_id()}"


async def test_bytes_and_files_come_back_as_they_were(prefix: str, tmp_path: Path) -> None:
    blob = os.urandom(300_000)
    (tmp_path / "in").write_bytes(blob)
    await put_object(f"{prefix}/bytes", blob, "text/plain")
    await put_object(f"{prefix}/file", tmp_path / "in", "video/mp4")
    for name in ("bytes", "file"):
        await fetch_object(f"{prefix}/{name}", tmp_path / "out")
        assert (tmp_path / "out").read_bytes() == blob
    info = await object_info(f"{prefix}/file")
    assert (info.size, info.content_type) == (len(blob), "video/mp4")
    assert info.etag.startswith('"')


async def test_a_prefix_is_listed_and_deleted_and_nothing_else(prefix: str) -> None:
    for name in ("a/1", "a/2", "b"):
        await put_object(f"{prefix}/{name}", b"x", "text/plain")
    assert await list_keys(f"{prefix}/a/") == [f"{prefix}/a/1", f"{prefix}/a/2"]
    await delete_prefix(f"{prefix}/a/")
    assert await list_keys(f"{prefix}/") == [f"{prefix}/b"]


async def test_a_stream_gives_the_range_that_was_asked(prefix: str) -> None:
    await put_object(f"{prefix}/text", b"0123456789", "text/plain")
    async with open_object(f"{prefix}/text", {"Range": "bytes=2-4"}) as response:
        assert (response.status_code, await response.aread()) == (206, b"234")


async def test_an_address_gives_the_object_to_our_own_processes(prefix: str) -> None:
    blob = os.urandom(3 << 20)
    await put_object(f"{prefix}/film", blob, "video/mp4")
    with open_source(presigned_get(f"{prefix}/film")) as file:
        assert file.read(100) == blob[:100]
        file.seek(-100, 2)
        assert file.read() == blob[-100:]
        file.seek(1000)
        assert file.read(200_000) == blob[1000:201_000]


async def test_what_is_not_there_is_not_found(prefix: str, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        await object_info(f"{prefix}/nothing")
    with pytest.raises(NotFound):
        await fetch_object(f"{prefix}/nothing", tmp_path / "out")


async def test_a_storage_that_is_away_is_unavailable(
    prefix: str, settings: Callable[..., None], tmp_path: Path
) -> None:
    there = str(get_settings().s3_endpoint_url)
    settings(s3_endpoint_url="http://127.0.0.1:9")
    await close_storage()
    try:
        for attempt in (
            check_storage(),
            put_object(f"{prefix}/a", b"x", "text/plain"),
            fetch_object(f"{prefix}/a", tmp_path / "out"),
            list_keys(prefix),
        ):
            with pytest.raises(Unavailable):
                await attempt
    finally:
        settings(s3_endpoint_url=there)
        await close_storage()
    await check_storage()
