"""Objects in parts on the real storage: joined exactly as named, or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
import httpx
import pytest

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound
from videoplanet.shared.ids import new_id
from videoplanet.shared.storage import close_storage, list_keys, open_object, prepare_storage
from videoplanet.shared.storage_multipart import (
    PART_BYTES,
    PartsDiffer,
    StoredPart,
    abort_multipart,
    begin_multipart,
    direct_part_address,
    join_parts,
    multiparts_begun_before,
    send_part,
    stored_parts,
)

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client


@pytest.fixture
def key() -> str:
    return f"tests/{new_id()}/film"


async def pieces(blob: bytes, *, cut_at: int | None = None) -> AsyncIterator[bytes]:
    for at in range(0, len(blob), 1 << 18):
        if cut_at is not None and at >= cut_at:
            raise ConnectionError("the sender is gone")
        yield blob[at : at + (1 << 18)]


async def sent(key: str, upload_id: str, number: int, blob: bytes) -> StoredPart:
    return StoredPart(number, len(blob), await send_part(key, upload_id, number, pieces(blob), size=len(blob)))


async def test_parts_make_one_object(key: str) -> None:
    blobs = [os.urandom(PART_BYTES), os.urandom(PART_BYTES), b"the end"]
    upload_id = await begin_multipart(key)
    parts = [await sent(key, upload_id, number, blobs[number - 1]) for number in (3, 1, 2)]
    assert {part.number: part.size for part in await stored_parts(key, upload_id)} == {
        1: PART_BYTES,
        2: PART_BYTES,
        3: 7,
    }
    await join_parts(key, upload_id, sorted(parts, key=lambda part: part.number))
    async with open_object(key) as response:
        assert await response.aread() == b"".join(blobs)


async def test_an_upload_that_is_given_up_leaves_nothing(key: str) -> None:
    upload_id = await begin_multipart(key)
    part = await sent(key, upload_id, 1, b"x")
    await abort_multipart(key, upload_id)
    await abort_multipart(key, upload_id)
    assert await list_keys(key) == []
    with pytest.raises(NotFound):
        await join_parts(key, upload_id, [part])
    with pytest.raises(NotFound):
        await send_part(key, upload_id, 2, pieces(b"y"), size=1)


async def test_a_part_that_breaks_off_is_not_kept(key: str) -> None:
    upload_id = await begin_multipart(key)
    with pytest.raises(ConnectionError):
        await send_part(key, upload_id, 1, pieces(bytes(PART_BYTES), cut_at=PART_BYTES // 2), size=PART_BYTES)
    assert await stored_parts(key, upload_id) == []
    await abort_multipart(key, upload_id)


async def test_only_the_very_parts_are_joined(key: str) -> None:
    upload_id = await begin_multipart(key)
    part = await sent(key, upload_id, 1, b"first")
    with pytest.raises(PartsDiffer):
        await join_parts(key, upload_id, [StoredPart(1, 5, '"00000000000000000000000000000000"')])
    with pytest.raises(PartsDiffer):
        await join_parts(key, upload_id, [part, StoredPart(2, 5, part.etag)])
    assert [part.number for part in await stored_parts(key, upload_id)] == [1]
    await abort_multipart(key, upload_id)


async def test_old_unfinished_uploads_are_found(key: str) -> None:
    upload_id = await begin_multipart(key)
    assert (key, upload_id) in await multiparts_begun_before(now() + timedelta(minutes=1))
    assert (key, upload_id) not in await multiparts_begun_before(now() - timedelta(minutes=1))
    await abort_multipart(key, upload_id)


async def test_browsers_send_parts_themselves_where_they_reach_the_storage(
    key: str, settings: Callable[..., None]
) -> None:
    own = get_settings()
    settings(s3_public_url=str(own.s3_endpoint_url), public_url="https://films.example.com")
    await close_storage()
    try:
        await prepare_storage()
        upload_id = await begin_multipart(key)
        digest = hashlib.sha256(b"a part").hexdigest()
        url, headers = direct_part_address(key, upload_id, 1, digest, seconds=60)
        page = {"Origin": "https://films.example.com"}
        asked = {"Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "x-amz-checksum-sha256"}
        async with httpx.AsyncClient(trust_env=False) as browser:
            allowed = await browser.options(url, headers=page | asked)
            assert allowed.headers["access-control-allow-origin"] == "https://films.example.com"
            assert (await browser.put(url, content=b"a fart", headers=page | headers)).status_code == 400
            assert (await browser.put(url, content=b"a part", headers=page | headers)).status_code == 200
        (part,) = await stored_parts(key, upload_id)
        named = StoredPart(1, part.size, part.etag, digest)
        with pytest.raises(PartsDiffer):
            await join_parts(key, upload_id, [StoredPart(1, part.size, part.etag, hashlib.sha256(b"").hexdigest())])
        await join_parts(key, upload_id, [named])
        assert await list_keys(key) == [key]
        (rule,) = _client().get_bucket_cors(Bucket=own.s3_bucket)["CORSRules"]
        assert rule["AllowedOrigins"] == ["https://films.example.com"]
    finally:
        _client().delete_bucket_cors(Bucket=own.s3_bucket)
        settings(s3_public_url="")
        await close_storage()


def _client() -> S3Client:
    settings = get_settings()
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.required_secret(settings.s3_access_key, "s3_access_key"),
        aws_secret_access_key=settings.required_secret(settings.s3_secret_key, "s3_secret_key"),
    )
