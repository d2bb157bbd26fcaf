"""Whether the engines of the settings answer, and if not, one sentence that says which and where. No password in it."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import cast
from urllib.parse import urlsplit

import psycopg

from videoplanet.shared.config import Settings
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.errors import VideoPlanetError

# The clients of Redis and S3 are imported where they are used: every start asks for the database, few for the others.
PATIENCE_SECONDS = 5


async def check_database(settings: Settings) -> None:
    """Raise StartFailure unless PostgreSQL accepts the settings' URL."""
    url = settings.database_url or ""
    try:
        connection = await psycopg.AsyncConnection.connect(url, connect_timeout=PATIENCE_SECONDS)
        await connection.close()
    except (psycopg.Error, ValueError) as error:
        raise _unreachable("database_unreachable", url, error) from error


async def check_redis(settings: Settings) -> None:
    """Raise StartFailure unless Redis or Valkey answers at the settings' URL."""
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    url = settings.redis_url or ""
    try:
        async with Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, socket_timeout=PATIENCE_SECONDS
        ) as redis:
            await cast("Awaitable[bool]", redis.ping())
    except (RedisError, OSError, ValueError) as error:
        raise _unreachable("redis_unreachable", url, error) from error


async def check_storage(settings: Settings) -> None:
    """Make the bucket if needed; raise StartFailure unless the storage answers and lets us use it."""
    from videoplanet.shared.storage import prepare_storage

    try:
        await prepare_storage()
    except (VideoPlanetError, ValueError) as error:
        cause = error.__cause__ or error
        raise _unreachable("storage_unreachable", settings.s3_endpoint_url or "", cause) from error


def _unreachable(reason: str, url: str, error: BaseException) -> StartFailure:
    parts = urlsplit(url)
    place = f"{parts.hostname or '?'}:{parts.port}" if parts.port else (parts.hostname or "?")
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return StartFailure(reason, place=place, reason=lines[-1] if lines else type(error).__name__)
