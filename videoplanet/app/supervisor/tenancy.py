"""One tenant a home: the lock that a running product holds, and how other commands reach what it runs."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from filelock import FileLock, Timeout

from videoplanet.app.supervisor.environment import RunningVariables, check_required, product_variables
from videoplanet.shared.config import get_settings
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.secrets import Secrets


@contextmanager
def sole_use(home: Home) -> Iterator[None]:
    """Hold the home; the system gives it back however the process ends.

    Raises:
        StartFailure: another process holds it.
    """
    lock = FileLock(home.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StartFailure("already_running", path=home.path) from error
    try:
        yield
    finally:
        lock.release()


@asynccontextmanager
async def product_settings() -> AsyncIterator[None]:
    """Complete this process's settings for one command: those of the running product, or engines started for it alone.

    Raises:
        StartFailure: an engine did not come up, or a required secret is missing.
    """
    settings = get_settings()
    check_required(settings)
    if settings.database_url and settings.redis_url and settings.s3_endpoint_url:
        yield
        return
    home = Home.at(settings.home)
    try:
        with sole_use(home):
            secrets = Secrets.of(home)
            async with EmbeddedEngines(home, engines_for(settings, home, secrets)) as engines:
                _complete(product_variables(settings, home, secrets, engines.environment()))
                yield
    except StartFailure as failure:
        running = RunningVariables(home).read()
        if failure.reason != "already_running" or not running:
            raise
        _complete(running)
        yield


def _complete(variables: dict[str, str]) -> None:
    os.environ |= variables
    get_settings.cache_clear()
