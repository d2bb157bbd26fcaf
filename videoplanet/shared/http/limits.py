"""Rate limits, counted in Redis so that they hold over all workers.

While Redis is away nothing is refused: keeping people's words comes before counting them.
"""

from __future__ import annotations

import time
from functools import lru_cache

import structlog
from fastapi import Request, Response
from limits import RateLimitItem, parse_many
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import TooManyRequests
from videoplanet.shared.http.identity import client_address, current_principal
from videoplanet.shared.redis import REDIS_AWAY, RedisError, redis_client

log = structlog.get_logger(__name__)


@lru_cache
def _limiter() -> FixedWindowRateLimiter:
    url, pool = f"async+{get_settings().redis_url}", redis_client().connection_pool
    storage = RedisStorage(url, implementation="redispy", connection_pool=pool)  # type: ignore[arg-type]  # documented
    return FixedWindowRateLimiter(storage)


@lru_cache
def _rules(name: str) -> tuple[RateLimitItem, ...]:
    text = str(getattr(get_settings(), f"limit_{name}"))
    return () if text.strip() in ("", "0") else tuple(parse_many(text))


def forget_limits() -> None:
    """Read settings and reconnect again (between tests)."""
    _limiter.cache_clear()
    _rules.cache_clear()


async def hit(name: str, subject: str) -> dict[str, str]:
    """Count one use of limit `name` (a setting `limit_<name>`) by `subject`; return the RateLimit headers.

    Raises:
        TooManyRequests: the limit is used up.
    """
    headers: dict[str, str] = {}
    for rule in _rules(name):
        try:
            allowed = await _limiter().hit(rule, name, subject)
            if allowed and headers:
                continue
            window = await _limiter().get_window_stats(rule, name, subject)
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("limit_not_counted", limit=name, error=type(error).__name__)
            return headers
        seconds = max(1, int(window.reset_time - time.time()) + 1)
        if not allowed:
            raise TooManyRequests(seconds)
        headers = {
            "RateLimit": f'"{name}";r={window.remaining};t={seconds}',
            "RateLimit-Policy": f'"{name}";q={rule.amount};w={rule.get_expiry()}',
        }
    return headers


async def require_left(name: str, subject: str) -> None:
    """Refuse when limit `name` is used up, without counting: for what counts only its failures, with `hit`.

    Raises:
        TooManyRequests: the limit is used up.
    """
    for rule in _rules(name):
        try:
            if await _limiter().test(rule, name, subject):
                continue
            window = await _limiter().get_window_stats(rule, name, subject)
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("limit_not_counted", limit=name, error=type(error).__name__)
            return
        raise TooManyRequests(max(1, int(window.reset_time - time.time()) + 1))


async def used(name: str, subject: str) -> int:
    """Return how much of limit `name`, of the first of its rules, `subject` has used; 0 when it is off or cannot be read."""
    for rule in _rules(name):
        try:
            return rule.amount - (await _limiter().get_window_stats(rule, name, subject)).remaining
        except (*REDIS_AWAY, RedisError):
            break
    return 0


async def give_back(name: str, subject: str) -> None:
    """Take one use of limit `name` back, after a `hit` that should not have counted."""
    for rule in _rules(name):
        key = rule.key_for(name, subject)
        try:
            if await _limiter().storage.get(key) > 0:
                await _limiter().storage.incr(key, rule.get_expiry(), amount=-1)
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("limit_not_given_back", limit=name, error=type(error).__name__)


class Limited:
    """FastAPI dependency: `Depends(Limited("uploads"))`; per user or guest, else per address."""

    def __init__(self, name: str, *, by_address: bool = False) -> None:
        self.name = name
        self.by_address = by_address

    async def __call__(self, request: Request, response: Response) -> None:
        """Count this request and put the headers on its answer."""
        subject = client_address(request) if self.by_address else str((await current_principal(request)).subject_id)
        response.headers.update(await hit(self.name, subject))


async def by_method(request: Request, response: Response) -> None:
    """Dependency of a whole router: reads and writes count against their own limits."""
    name = "reads" if request.method in ("GET", "HEAD") else "writes"
    await Limited(name)(request, response)
