"""The whole product under one process: start in order, tell when it is ready, keep it running, stop in order."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Coroutine, Iterable
from contextlib import AsyncExitStack, suppress
from typing import Any

from videoplanet.app.console import EXPLAINED, Console, complain, phrase
from videoplanet.app.frontend.edge import refresh_edge_if_any
from videoplanet.app.frontend.freshness import bring_up_to_date
from videoplanet.app.project import PROJECT
from videoplanet.app.supervisor.demo import show_demo
from videoplanet.app.supervisor.environment import (
    RunningVariables,
    check_required,
    product_variables,
    reflex_variables,
)
from videoplanet.app.supervisor.listening import reserved
from videoplanet.app.supervisor.readiness import until_ready
from videoplanet.app.supervisor.service import Service
from videoplanet.app.supervisor.tenancy import sole_use
from videoplanet.shared.config import Settings
from videoplanet.shared.engines.child import Command, run_to_end
from videoplanet.shared.engines.embedded import EmbeddedEngines, engines_for
from videoplanet.shared.engines.failures import ExplainedFailure, StartFailure
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.records import ProcessRecords
from videoplanet.shared.engines.secrets import Secrets

WEB_STOP_SECONDS = 5.0
WORKER_STOP_SECONDS = 7.0


async def serve_until_signalled(settings: Settings, console: Console) -> None:
    """Run the product until SIGINT, SIGTERM or SIGHUP, also when one arrives while it is still starting.

    Raises:
        StartFailure: it cannot start, or something it needs died and does not come back.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stop.set)
    product = asyncio.create_task(_serve(settings, console))
    signalled = asyncio.create_task(stop.wait())
    await asyncio.wait({product, signalled}, return_when=asyncio.FIRST_COMPLETED)
    signalled.cancel()
    if not product.done():
        console.say("stopping")
        product.cancel()
    with suppress(asyncio.CancelledError):
        await product


async def _serve(settings: Settings, console: Console) -> None:
    check_required(settings)
    home = Home.at(settings.home)
    async with AsyncExitStack() as stack:
        stack.enter_context(sole_use(home))
        if leftovers := await ProcessRecords(home.records).end_leftovers():
            console.say("leftovers_ended", names=", ".join(leftovers))
        stack.enter_context(reserved(settings.host, settings.port))
        secrets = Secrets.of(home)
        build = await stack.enter_async_context(_Background(_build(console, home, settings)))
        embedded = engines_for(settings, home, secrets)
        if embedded:
            console.say("engines_starting", names=", ".join(engine.name for engine in embedded))
        engines = await stack.enter_async_context(EmbeddedEngines(home, embedded))
        variables = product_variables(settings, home, secrets, engines.environment())
        running = RunningVariables(home)
        running.publish(variables)
        stack.callback(running.withdraw)
        await _migrate(home)
        await build.finished()
        web = Service(_web(settings, variables), engines.records)
        worker = Service(_worker(variables), engines.records)
        stack.push_async_callback(_stop_all, (web, worker))
        await web.start()
        await until_ready(settings, web)
        # Only now: waiting jobs, such as transcoding, would slow down the web process's start.
        await worker.start()
        if settings.demo and not settings.database_url:
            await show_demo(console, home, variables)
        await refresh_edge_if_any(settings, console)
        console.say("ready", url=settings.site_url)
        await _first_failure(
            engines.keep_running(lambda name, code: complain(phrase("engine_died", name=name, code=code))),
            *(
                service.keep_running(lambda name, code: complain(phrase("service_died", name=name, code=code)))
                for service in (web, worker)
            ),
        )


async def _build(console: Console, home: Home, settings: Settings) -> None:
    variables = {"VIDEOPLANET_HOME": str(home.path)}
    await bring_up_to_date(console, home.log_file("frontend"), settings.environment, variables)


async def _migrate(home: Home) -> None:
    """Bring the database up to date in a process of its own, which says itself what is wrong."""
    code = await run_to_end(_python("migrate", {"VIDEOPLANET_HOME": str(home.path)}, "videoplanet", "migrate"))
    if code == EXPLAINED:
        raise ExplainedFailure("migrate_failed")
    if code != 0:
        raise StartFailure("migrate_failed")


def _web(settings: Settings, variables: dict[str, str]) -> Command:
    redis_url = variables.get("VIDEOPLANET_REDIS_URL") or settings.redis_url or ""
    everything = {**variables, **reflex_variables(settings, redis_url)}
    return _python("web", everything, "videoplanet.app.supervisor.web", stop_seconds=WEB_STOP_SECONDS)


def _worker(variables: dict[str, str]) -> Command:
    return _python("worker", variables, "videoplanet", "worker", stop_seconds=WORKER_STOP_SECONDS)


def _python(name: str, variables: dict[str, str], module: str, *arguments: str, stop_seconds: float = 5.0) -> Command:
    return Command(
        name,
        (sys.executable, "-m", module, *arguments),
        environment={**os.environ, **variables},
        folder=PROJECT,
        stop_seconds=stop_seconds,
    )


async def _stop_all(services: Iterable[Service]) -> None:
    await asyncio.gather(*(service.stop() for service in services))


async def _first_failure(*forever: Coroutine[Any, Any, None]) -> None:
    """Run endless tasks; the first that fails ends the others and is raised."""
    tasks = [asyncio.create_task(each) for each in forever]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Background:
    """Work that goes on beside the start and is given up when the start is."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        self._work = work
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> _Background:
        self._task = asyncio.create_task(self._work)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def finished(self) -> None:
        """Wait for it; raises what it raised."""
        assert self._task is not None
        await self._task
