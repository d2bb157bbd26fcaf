"""The S3 port: where originals and renditions are kept. boto3 runs beside the event loop; bodies are never whole in memory.

Keys are made by entities and hold nothing a user typed. Every function raises `Unavailable` while the storage is away and
`NotFound` when an object does not exist.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import structlog
from botocore.exceptions import BotoCoreError

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.storage_client import bucket, call, close_storage, s3_client, s3_http, warm_storage

log = structlog.get_logger(__name__)
PRESIGNED_SECONDS = 900
READ_BYTES = 1 << 18


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What the storage says of an object; `size` in bytes, `etag` with its quotes."""

    size: int
    etag: str
    content_type: str


async def check_storage() -> None:
    """Ask whether the bucket answers."""
    await call(s3_client().head_bucket, Bucket=bucket())


async def prepare_storage() -> None:
    """Make the bucket if it is not there yet; where browsers reach it, let this site's pages, and only these, use it."""
    try:
        await check_storage()
    except NotFound:
        await call(s3_client().create_bucket, Bucket=bucket())
    settings = get_settings()
    if settings.s3_public_url:
        await call(s3_client().put_bucket_cors, Bucket=bucket(), CORSConfiguration=_cors_for(settings.site_origins))


async def put_object(key: str, body: bytes | Path, content_type: str) -> None:
    """Store bytes or a file, replacing what was there."""
    if isinstance(body, Path):
        await call(_put_file, key, body, content_type)
    else:
        await call(s3_client().put_object, Bucket=bucket(), Key=key, Body=body, ContentType=content_type)


async def fetch_object(key: str, path: Path) -> None:
    """Copy an object into a file."""
    async with open_object(key) as response:
        with await asyncio.to_thread(path.open, "wb") as file:
            async for chunk in response.aiter_raw(1 << 20):
                await asyncio.to_thread(file.write, chunk)


async def object_info(key: str) -> ObjectInfo:
    """Size, entity tag and type of an object."""
    head = await call(s3_client().head_object, Bucket=bucket(), Key=key)
    return ObjectInfo(head["ContentLength"], head["ETag"], head.get("ContentType", "application/octet-stream"))


async def list_keys(prefix: str) -> list[str]:
    """Every key that begins with `prefix`."""
    return await call(_list_keys, prefix)


async def list_objects(prefix: str) -> dict[str, int]:
    """Every key that begins with `prefix`, with its object's size in bytes."""
    return await call(_list_objects, prefix)


async def delete_objects(keys: Iterable[str]) -> None:
    """Delete objects; those that are not there are no error."""
    for key in keys:
        await call(s3_client().delete_object, Bucket=bucket(), Key=key)


async def delete_prefix(prefix: str) -> None:
    """Delete every object whose key begins with `prefix`."""
    await delete_objects(await list_keys(prefix))


def presigned_get(key: str, seconds: int = PRESIGNED_SECONDS) -> str:
    """An address that gives the object to whoever holds it, for so long. For our own processes, not for browsers."""
    address: str = s3_client().generate_presigned_url(
        "get_object", Params={"Bucket": bucket(), "Key": key}, ExpiresIn=seconds
    )
    return address


@asynccontextmanager
async def open_object(key: str, headers: Mapping[str, str] | None = None) -> AsyncIterator[httpx.Response]:
    """Stream an object; `headers` may hold `Range` and conditions. Leaving early ends the transfer.

    Yields:
        An answer with status 200, 206, 304 or 416; read it with `aiter_raw`.
    """
    try:
        async with s3_http().stream("GET", presigned_get(key), headers=dict(headers or {})) as response:
            if response.status_code == 404:
                raise NotFound
            if response.status_code not in (200, 206, 304, 416):
                log.warning("storage_refused", key=key, status=response.status_code)
                raise Unavailable
            yield response
    except (httpx.TransportError, BotoCoreError) as error:
        log.warning("storage_unavailable", error=type(error).__name__)
        raise Unavailable from error


def _put_file(key: str, path: Path, content_type: str) -> None:
    with path.open("rb") as file:
        s3_client().put_object(Bucket=bucket(), Key=key, Body=file, ContentType=content_type)


def _list_keys(prefix: str) -> list[str]:
    pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket(), Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", ())]


def _cors_for(origins: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    """What pages of this site may do at the storage themselves: read, and send parts."""
    rule: dict[str, object] = {
        "AllowedOrigins": list(origins),
        "AllowedMethods": ["GET", "HEAD", "PUT"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag", "x-amz-checksum-sha256"],
        "MaxAgeSeconds": 3600,
    }
    return {"CORSRules": [rule]}


def _list_objects(prefix: str) -> dict[str, int]:
    pages = s3_client().get_paginator("list_objects_v2").paginate(Bucket=bucket(), Prefix=prefix)
    return {item["Key"]: item["Size"] for page in pages for item in page.get("Contents", ())}


__all__ = [
    "PRESIGNED_SECONDS",
    "READ_BYTES",
    "ObjectInfo",
    "check_storage",
    "close_storage",
    "delete_objects",
    "delete_prefix",
    "fetch_object",
    "list_keys",
    "list_objects",
    "object_info",
    "open_object",
    "prepare_storage",
    "presigned_get",
    "put_object",
    "warm_storage",
]
