"""The S3 port: where originals and renditions are kept. boto3 runs beside the event loop; bodies are never whole in memory.

Keys are made by entities and hold nothing a user typed. Every function raises `Unavailable` while the storage is away and
`NotFound` when an object does not exist.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

import boto3
import httpx
import structlog
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotFound, Unavailable

log = structlog.get_logger(__name__)
PART_BYTES = 8 * 1024**2
PARTS_IN_FLIGHT = 3
PRESIGNED_SECONDS = 900
READ_BYTES = 1 << 18
_GONE = ("NoSuchKey", "NoSuchUpload", "404", "NotFound")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What the storage says of an object; `size` in bytes, `etag` with its quotes."""

    size: int
    etag: str
    content_type: str


async def check_storage() -> None:
    """Ask whether the bucket answers."""
    await _call(_client().head_bucket, Bucket=_bucket())


async def prepare_storage() -> None:
    """Make the bucket if it is not there yet."""
    try:
        await check_storage()
    except NotFound:
        await _call(_client().create_bucket, Bucket=_bucket())


async def put_object(key: str, body: bytes | Path, content_type: str) -> None:
    """Store bytes or a file, replacing what was there."""
    if isinstance(body, Path):
        await _call(_put_file, key, body, content_type)
    else:
        await _call(_client().put_object, Bucket=_bucket(), Key=key, Body=body, ContentType=content_type)


async def fetch_object(key: str, path: Path) -> None:
    """Copy an object into a file."""
    async with open_object(key) as response:
        with await asyncio.to_thread(path.open, "wb") as file:
            async for chunk in response.aiter_raw(1 << 20):
                await asyncio.to_thread(file.write, chunk)


async def object_info(key: str) -> ObjectInfo:
    """Size, entity tag and type of an object."""
    head = await _call(_client().head_object, Bucket=_bucket(), Key=key)
    return ObjectInfo(head["ContentLength"], head["ETag"], head.get("ContentType", "application/octet-stream"))


async def list_keys(prefix: str) -> list[str]:
    """Every key that begins with `prefix`."""
    return await _call(_list_keys, prefix)


async def delete_objects(keys: Iterable[str]) -> None:
    """Delete objects; those that are not there are no error."""
    for key in keys:
        await _call(_client().delete_object, Bucket=_bucket(), Key=key)


async def delete_prefix(prefix: str) -> None:
    """Delete every object whose key begins with `prefix`."""
    await delete_objects(await list_keys(prefix))


def presigned_get(key: str, seconds: int = PRESIGNED_SECONDS) -> str:
    """An address that gives the object to whoever holds it, for so long. For our own processes, not for browsers."""
    address: str = _client().generate_presigned_url(
        "get_object", Params={"Bucket": _bucket(), "Key": key}, ExpiresIn=seconds
    )
    return address


@asynccontextmanager
async def open_object(key: str, headers: Mapping[str, str] | None = None) -> AsyncIterator[httpx.Response]:
    """Stream an object; `headers` may hold `Range` and conditions. Leaving early ends the transfer.

    Yields:
        An answer with status 200, 206, 304 or 416; read it with `aiter_raw`.
    """
    try:
        async with _http().stream("GET", presigned_get(key), headers=dict(headers or {})) as response:
            if response.status_code == 404:
                raise NotFound
            if response.status_code not in (200, 206, 304, 416):
                log.warning("storage_refused", key=key, status=response.status_code)
                raise Unavailable
            yield response
    except (httpx.TransportError, BotoCoreError) as error:
        log.warning("storage_unavailable", error=type(error).__name__)
        raise Unavailable from error


class MultipartUpload:
    """An object written part by part, at most three parts on their way at once; memory holds four parts at most."""

    def __init__(self, key: str, upload_id: str) -> None:
        self.key = key
        self.upload_id = upload_id
        self._sent: list[asyncio.Task[dict[str, Any]]] = []
        self._places = asyncio.Semaphore(PARTS_IN_FLIGHT)

    @classmethod
    async def begin(cls, key: str, content_type: str) -> MultipartUpload:
        """Start an upload; it must end with `complete` or `abort`."""
        answer = await _call(_client().create_multipart_upload, Bucket=_bucket(), Key=key, ContentType=content_type)
        return cls(key, answer["UploadId"])

    async def write(self, part: bytes) -> None:
        """Send the next part (8 MiB, only the last may be smaller); waits while three are on their way."""
        await self._places.acquire()
        for task in self._sent:
            if task.done():
                task.result()
        self._sent.append(asyncio.create_task(self._send(len(self._sent) + 1, part)))

    async def complete(self) -> None:
        """Make the object exist."""
        parts = list(await asyncio.gather(*self._sent))
        await _call(
            _client().complete_multipart_upload,
            Bucket=_bucket(),
            Key=self.key,
            UploadId=self.upload_id,
            MultipartUpload={"Parts": parts},
        )

    async def abort(self) -> None:
        """Leave nothing behind; parts on their way are waited for, since one arriving later would stay."""
        await asyncio.gather(*self._sent, return_exceptions=True)
        try:
            await _call(_client().abort_multipart_upload, Bucket=_bucket(), Key=self.key, UploadId=self.upload_id)
        except NotFound:
            log.info("upload_already_gone", key=self.key)

    async def _send(self, number: int, part: bytes) -> dict[str, Any]:
        try:
            answer = await _call(
                _client().upload_part,
                Bucket=_bucket(),
                Key=self.key,
                UploadId=self.upload_id,
                PartNumber=number,
                Body=part,
            )
        finally:
            self._places.release()
        return {"PartNumber": number, "ETag": answer["ETag"]}


async def close_storage() -> None:
    """End connections and forget the clients."""
    if _http.cache_info().currsize:
        await _http().aclose()
    for cached in (_http, _client):
        cached.cache_clear()


def _bucket() -> str:
    return get_settings().s3_bucket


@lru_cache
def _client() -> Any:
    settings = get_settings()
    if not settings.s3_endpoint_url:
        raise RuntimeError("VIDEOPLANET_S3_ENDPOINT_URL is not set")
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=3,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
        max_pool_connections=32,
        proxies={} if _is_own_machine(settings.s3_endpoint_url) else None,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=settings.s3_endpoint_url,
        region_name=settings.s3_region,
        aws_access_key_id=settings.required_secret(settings.s3_access_key, "s3_access_key"),
        aws_secret_access_key=settings.required_secret(settings.s3_secret_key, "s3_secret_key"),
        config=config,
    )


@lru_cache
def _http() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=50)
    own = _is_own_machine(get_settings().s3_endpoint_url or "")
    return httpx.AsyncClient(timeout=httpx.Timeout(30, connect=3), limits=limits, trust_env=not own)


@lru_cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=32, thread_name_prefix="storage")


def _is_own_machine(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "::1", "localhost")


async def _call(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a blocking call of boto3 in a thread and say what its failure means."""
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads(), partial(function, *args, **kwargs))
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in (*_GONE, "NoSuchBucket"):
            raise NotFound from error
        log.warning("storage_refused", error=str(error))
        raise Unavailable from error
    except BotoCoreError as error:
        log.warning("storage_unavailable", error=type(error).__name__)
        raise Unavailable from error


def _put_file(key: str, path: Path, content_type: str) -> None:
    with path.open("rb") as file:
        _client().put_object(Bucket=_bucket(), Key=key, Body=file, ContentType=content_type)


def _list_keys(prefix: str) -> list[str]:
    pages = _client().get_paginator("list_objects_v2").paginate(Bucket=_bucket(), Prefix=prefix)
    return [item["Key"] for page in pages for item in page.get("Contents", ())]
