"""Starts the engines that no URL in the settings replaces, together, and stops them together."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from types import TracebackType
from typing import Any

from videoplanet.shared.config import Settings
from videoplanet.shared.engines.engine import Engine, RunningEngine
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.object_storage import ObjectStorage
from videoplanet.shared.engines.postgres import Postgres
from videoplanet.shared.engines.records import ProcessRecords
from videoplanet.shared.engines.secrets import Secrets
from videoplanet.shared.engines.valkey import Valkey


def engines_for(settings: Settings, home: Home, secrets: Secrets, *, durable: bool = True) -> list[Engine]:
    """Return the engines to embed: those whose URL is not set."""
    engines: list[Engine] = []
    if not settings.database_url:
        engines.append(Postgres(home, secrets.database_password, durable=durable))
    if not settings.redis_url:
        engines.append(Valkey(home, secrets.redis_password, durable=durable))
    if not settings.s3_endpoint_url:
        keys = secrets.s3_access_key, secrets.s3_secret_key, secrets.s3_internal_key
        engines.append(ObjectStorage(home, *keys, bucket=settings.s3_bucket))
    return engines


class EmbeddedEngines:
    """Async context manager around a home's engines.

    Entering ends what a crashed run left behind, starts every engine at once and returns when all answer. Leaving stops
    them. Whatever goes wrong in between, none is left running.

    Raises:
        StartFailure: one did not come up.
    """

    def __init__(self, home: Home, engines: Sequence[Engine]) -> None:
        self.records = ProcessRecords(home.records)
        self.running = [RunningEngine(engine, self.records) for engine in engines]
        self.leftovers: list[str] = []

    async def __aenter__(self) -> EmbeddedEngines:
        """Start them."""
        self.leftovers = await self.records.end_leftovers()
        try:
            await _all(engine.start() for engine in self.running)
        except BaseException:
            await self._stop()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop them."""
        await self._stop()

    def environment(self) -> dict[str, str]:
        """Return the settings (`VIDEOPLANET_*`) by which other processes reach them."""
        return {key: value for each in self.running for key, value in each.engine.environment().items()}

    async def keep_running(self, on_death: Callable[[str, int], None]) -> None:
        """Restart each that dies, until cancelled.

        Args:
            on_death: called with an engine's name and exit code.

        Raises:
            StartFailure: one died and did not come up again.
        """
        await _all(engine.keep_running(on_death) for engine in self.running)

    async def _stop(self) -> None:
        await asyncio.gather(*(engine.stop() for engine in self.running), return_exceptions=True)


async def _all(coroutines: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Await all; when one fails, cancel the others, wait for them and raise the first failure itself."""
    tasks = [asyncio.create_task(each) for each in coroutines]
    try:
        await asyncio.gather(*tasks)
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
