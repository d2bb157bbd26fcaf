"""The process's Redis (or Valkey) client: pub/sub, cache, limits, presence. Never the truth."""

from __future__ import annotations

from functools import lru_cache

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from videoplanet.shared.config import get_settings

REDIS_AWAY = (RedisConnectionError, RedisTimeoutError, OSError)


@lru_cache
def redis_client() -> Redis:
    """Return the shared client (bytes in, bytes out); commands give up after a second.

    A command is tried twice when its connection is broken, as all are after a restart of Redis, but not when Redis does not
    answer: whoever waits for a page must not wait for several time-outs.
    """
    url = get_settings().redis_url
    if not url:
        raise RuntimeError("VIDEOPLANET_REDIS_URL is not set")
    retry = Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,))
    return Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1, health_check_interval=15, retry=retry)


async def close_redis() -> None:
    """Close the shared client and forget it."""
    if redis_client.cache_info().currsize:
        await redis_client().aclose()
    redis_client.cache_clear()


__all__ = ["REDIS_AWAY", "RedisError", "close_redis", "redis_client"]
