"""Rate limits, counted in Redis so that they hold over all workers.

While Redis is away nothing is refused: keeping people's words comes before counting them.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import structlog
from fastapi import Request, Response
from limits import RateLimitItem, parse_many
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter
from redis.commands.core import AsyncScript

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import TooManyRequests
from videoplanet.shared.http.identity import client_address, principal_of
from videoplanet.shared.redis import REDIS_AWAY, RedisError, redis_client

log = structlog.get_logger(__name__)


@lru_cache
def _storage() -> RedisStorage:
    url, pool = f"async+{get_settings().redis_url}", redis_client().connection_pool
    return RedisStorage(url, implementation="redispy", connection_pool=pool)  # type: ignore[arg-type]  # documented


@lru_cache
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(_storage())


# Reads a key when one is named first, and counts unless there is nothing under it or what means refusal. Each rule is a fixed
# window, as in `limits` and under the same keys: its counter ends `expiry` seconds after its first use.
_COUNT = """
local told, first = {}, 1
if ARGV[1] == "1" then
    local kept = redis.call("get", KEYS[1])
    if not kept or kept == ARGV[2] then return {kept} end
    told, first = {kept}, 2
end
for at = first, #KEYS do
    local expiry, most = tonumber(ARGV[1 + 2 * (at - first + 1)]), tonumber(ARGV[2 + 2 * (at - first + 1)])
    local used = redis.call("incr", KEYS[at])
    local left = redis.call("ttl", KEYS[at])
    if left < 0 then
        redis.call("expire", KEYS[at], expiry)
        left = expiry
    end
    told[#told + 1] = used
    told[#told + 1] = left
    if used > most then break end
end
return told
"""


@lru_cache
def _counting() -> AsyncScript:
    return redis_client().register_script(_COUNT)


@lru_cache
def _rules(name: str) -> tuple[RateLimitItem, ...]:
    text = str(getattr(get_settings(), f"limit_{name}"))
    return () if text.strip() in ("", "0") else tuple(parse_many(text))


def forget_limits() -> None:
    """Read settings and reconnect again (between tests)."""
    _limiter.cache_clear()
    _storage.cache_clear()
    _counting.cache_clear()
    _rules.cache_clear()


async def hit(name: str, subject: str) -> dict[str, str]:
    """Count one use of limit `name` (a setting `limit_<name>`) by `subject`; return the RateLimit headers.

    Raises:
        TooManyRequests: the limit is used up.
    """
    return await Counting(name).headers(subject)


class Counting:
    """One use of limit `name`, counted in one round trip for all of its rules, and in the same one in which a key is read."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._rules = _rules(name)
        self._tally: list[int] | None = None

    async def read(self, key: str, subject: str, refused: bytes) -> bytes | None:
        """Return what Redis has under `key`; unless it is nothing or `refused`, the use by `subject` is counted along.

        Raises:
            redis.exceptions.RedisError: Redis does not answer; then nothing is counted, here or in `headers`.
        """
        if not self._rules:
            kept: bytes | None = await redis_client().get(key)
            return kept
        try:
            kept, *tally = await self._count(subject, [key], refused) or [None]
        except (*REDIS_AWAY, RedisError) as error:
            self._lose(error)
            raise
        self._tally = tally or None
        return kept

    async def headers(self, subject: str) -> dict[str, str]:
        """Return the RateLimit headers of this use, which is counted now unless it was along with `read`.

        Raises:
            TooManyRequests: the limit is used up.
        """
        if not self._rules:
            return {}
        if self._tally is None:
            try:
                self._tally = await self._count(subject, [], b"")
            except (*REDIS_AWAY, RedisError) as error:
                self._lose(error)
        return _told(self.name, self._rules, self._tally or [])

    async def _count(self, subject: str, read: list[str], refused: bytes) -> Any:
        storage = _storage().bridge
        counters = [storage.prefixed_key(rule.key_for(self.name, subject)) for rule in self._rules]
        terms = [term for rule in self._rules for term in (rule.get_expiry(), rule.amount)]
        return await _counting()(keys=[*read, *counters], args=[len(read), refused, *terms], client=redis_client())

    def _lose(self, error: Exception) -> None:
        self._tally = []
        log.warning("limit_not_counted", limit=self.name, error=type(error).__name__)


def _told(name: str, rules: Sequence[RateLimitItem], tally: Sequence[int]) -> dict[str, str]:
    """The headers of the first rule; `tally` holds uses and seconds left of each rule up to the first that is used up."""
    told: dict[str, str] = {}
    for rule, used, left in zip(rules, tally[::2], tally[1::2], strict=False):
        seconds = max(1, left + 1)
        if used > rule.amount:
            raise TooManyRequests(seconds)
        told = told or {
            "RateLimit": f'"{name}";r={rule.amount - used};t={seconds}',
            "RateLimit-Policy": f'"{name}";q={rule.amount};w={rule.get_expiry()}',
        }
    return told


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
            if await _storage().get(key) > 0:
                await _storage().incr(key, rule.get_expiry(), amount=-1)
        except (*REDIS_AWAY, RedisError) as error:
            log.warning("limit_not_given_back", limit=name, error=type(error).__name__)


class Limited:
    """FastAPI dependency: `Depends(Limited("uploads"))`; per user or guest, else per address."""

    def __init__(self, name: str, *, by_address: bool = False) -> None:
        self.name = name
        self.by_address = by_address

    async def __call__(self, request: Request, response: Response) -> None:
        """Count this request and put the headers on its answer."""
        counting = Counting(self.name)
        subject = client_address(request)
        if not self.by_address:
            subject = str((await principal_of(request, counting.read)).subject_id)
        response.headers.update(await counting.headers(subject))


async def by_method(request: Request, response: Response) -> None:
    """Dependency of a whole router: reads and writes count against their own limits."""
    name = "reads" if request.method in ("GET", "HEAD") else "writes"
    await Limited(name)(request, response)
