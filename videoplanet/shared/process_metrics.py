"""The figures of all processes: each leaves its own on Redis for a few seconds, and whoever is asked puts them together.

A process that dies is forgotten by itself. Processes are called `web-1`, `web-2`, `worker-1`: the next one takes the place that is
free, so that a restart begins no new series.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Literal

import structlog
from prometheus_client import Metric, generate_latest
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

from videoplanet.shared.metrics import own_figures
from videoplanet.shared.redis import REDIS_AWAY, RedisError, redis_client
from videoplanet.shared.security.tokens import random_token

log = structlog.get_logger(__name__)
TELL_SECONDS = 5.0
KEPT_SECONDS = 15
_NAMES = "vp:figures"


class Process:
    """One process among those that tell figures."""

    def __init__(self, kind: Literal["web", "worker"]) -> None:
        self.name: str | None = None
        self._kind = kind
        self._mark = random_token(9).encode()

    async def tell(self) -> None:
        """Leave the figures as they are now."""
        figures = await asyncio.to_thread(lambda: zlib.compress(own_figures().encode()))
        client = redis_client()
        if self.name is None or not await self._is_mine(self.name):
            self.name = await self._take_a_place()
        await client.set(_key(self.name), self._mark + figures, ex=KEPT_SECONDS)
        # Each time: who reads may have taken the name for that of a dead process just before.
        await client.zadd(_NAMES, {self.name: 0})

    async def withdraw(self) -> None:
        """Leave the place to others."""
        if self.name is not None and await self._is_mine(self.name):
            await redis_client().delete(_key(self.name))
        self.name = None

    async def everybodys(self) -> dict[str, str]:
        """Return the figures of every process by its name, this one's as they are now."""
        client = redis_client()
        names = [name.decode() for name in await client.zrange(_NAMES, 0, -1)]
        told = await client.mget([_key(name) for name in names]) if names else []
        gone = [name for name, figures in zip(names, told, strict=True) if figures is None]
        if gone:
            await client.zrem(_NAMES, *gone)
        size = len(self._mark)
        found = {name: figures[size:] for name, figures in zip(names, told, strict=True) if figures is not None}
        return {name: zlib.decompress(figures).decode() for name, figures in found.items() if figures} | self.own()

    def own(self) -> dict[str, str]:
        """Return this process's figures by its name; by its kind as long as it has none."""
        return {self.name or self._kind: own_figures()}

    async def _is_mine(self, name: str) -> bool:
        return bool(await redis_client().getrange(_key(name), 0, len(self._mark) - 1) == self._mark)

    async def _take_a_place(self) -> str:
        number = 1
        while not await redis_client().set(_key(f"{self._kind}-{number}"), self._mark, nx=True, ex=KEPT_SECONDS):
            number += 1
        return f"{self._kind}-{number}"


@asynccontextmanager
async def telling(process: Process) -> AsyncIterator[None]:
    """Tell a process's figures every few seconds, as long as this lasts."""
    over = asyncio.Event()
    task = asyncio.create_task(_tell_until(over, process))
    try:
        yield
    finally:
        # Not cancelled: until Python 3.12 a cancellation can be lost within a command to Redis (`asyncio.wait_for`).
        over.set()
        await task
        with suppress(*REDIS_AWAY, RedisError):
            await process.withdraw()


def together(figures: Mapping[str, str], shared: Iterable[Metric] = ()) -> str:
    """Return one text of what several processes told, each line with the `process` it is from, after what is nobody's own."""
    families: dict[str, Metric] = {}
    for process, text in figures.items():
        for family in text_string_to_metric_families(text):
            whole = families.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            whole.samples += [one._replace(labels={**one.labels, "process": process}) for one in family.samples]
    return generate_latest(_Collected([*shared, *families.values()])).decode()


class _Collected(Collector):
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """Return them as they are."""
        return self._families


async def _tell_until(over: asyncio.Event, process: Process) -> None:
    while not over.is_set():
        try:
            await process.tell()
        except Exception as error:
            log.warning("figures_not_told", error=repr(error))
        with suppress(TimeoutError):
            async with asyncio.timeout(TELL_SECONDS):
                await over.wait()


def _key(name: str) -> str:
    return f"{_NAMES}:{name}"
