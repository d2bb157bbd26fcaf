"""How the S3 port reaches the storage: boto3 beside the event loop, and plain HTTP for bodies that flow through.

Only `storage` and `storage_multipart` use it. What a failure means is said here: `Unavailable`, or `NotFound`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial
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
_GONE = ("NoSuchKey", "NoSuchUpload", "NoSuchBucket", "NoSuchCORSConfiguration", "404", "NotFound")
P = ParamSpec("P")
R = TypeVar("R")


def bucket() -> str:
    """The one bucket."""
    return get_settings().s3_bucket


@lru_cache
def s3_client() -> Any:
    """The client for our own requests."""
    address = get_settings().s3_endpoint_url
    if not address:
        raise RuntimeError("VIDEOPLANET_S3_ENDPOINT_URL is not set")
    return _client_of(address)


@lru_cache
def public_s3_client() -> Any:
    """The client that signs addresses for browsers; it sends nothing itself."""
    address = get_settings().s3_public_url
    if not address:
        raise RuntimeError("VIDEOPLANET_S3_PUBLIC_URL is not set")
    return _client_of(address)


@lru_cache
def s3_http() -> httpx.AsyncClient:
    """The connections for bodies that flow through."""
    limits = httpx.Limits(max_connections=500, max_keepalive_connections=50)
    own = _is_own_machine(get_settings().s3_endpoint_url or "")
    return httpx.AsyncClient(timeout=httpx.Timeout(30, connect=3), limits=limits, trust_env=not own)


async def call(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a blocking call of boto3 in a thread and say what its failure means.

    Raises:
        NotFound: the storage has no such object, upload or bucket.
        Unavailable: it does not answer, or refuses; the cause is boto3's own error.
    """
    try:
        return await asyncio.get_running_loop().run_in_executor(_threads(), partial(function, *args, **kwargs))
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in _GONE:
            raise NotFound from error
        log.warning("storage_refused", error=str(error))
        raise Unavailable from error
    except BotoCoreError as error:
        log.warning("storage_unavailable", error=type(error).__name__)
        raise Unavailable from error


async def warm_storage() -> None:
    """Make the client now, so that the first request need not wait for it: reading what S3 is takes boto3 a fifth of a second."""
    await asyncio.to_thread(s3_client)


async def close_storage() -> None:
    """End connections and forget the clients."""
    if s3_http.cache_info().currsize:
        await s3_http().aclose()
    for cached in (s3_http, s3_client, public_s3_client):
        cached.cache_clear()


def _client_of(address: str) -> Any:
    settings = get_settings()
    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=3,
        read_timeout=30,
        retries={"max_attempts": 3, "mode": "standard"},
        max_pool_connections=32,
        proxies={} if _is_own_machine(address) else None,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=address,
        region_name=settings.s3_region,
        aws_access_key_id=settings.required_secret(settings.s3_access_key, "s3_access_key"),
        aws_secret_access_key=settings.required_secret(settings.s3_secret_key, "s3_secret_key"),
        config=config,
    )


@lru_cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=32, thread_name_prefix="storage")


def _is_own_machine(address: str) -> bool:
    return urlsplit(address).hostname in ("127.0.0.1", "::1", "localhost")
