"""A worker in a process of its own that is killed at a chosen step of its work, as a crash or `kill -9` would.

Processes are forked from one that has imported everything, so that a test can afford many.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from multiprocessing.context import ForkServerProcess
from typing import Any

from videoplanet.app import worker
from videoplanet.features.transcode_video import conversion, storing
from videoplanet.shared.config import get_settings
from videoplanet.shared.jobs import Rhythm
from videoplanet.shared.media import ffmpeg
from videoplanet.shared.media.process import running
from videoplanet.shared.storage import put_object

PATIENT = Rhythm(heartbeat=0.2, stalled_after=1000.0, sweep=1000.0)
"""Of a worker that does not take over what others left."""
EAGER = Rhythm(heartbeat=0.1, stalled_after=1.0, sweep=0.1)


def worker_process(rhythm: Rhythm, *, dies_at: int = 0, settings: dict[str, str] | None = None) -> ForkServerProcess:
    """Start a worker that serves every queue; it kills itself at step `dies_at`, counted from 1 (0: never)."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    variables = {name: value for name, value in os.environ.items() if name.startswith("VIDEOPLANET_")}
    process = context.Process(target=_serve, args=(variables | (settings or {}), rhythm, dies_at))
    process.start()
    return process


async def has_ended(process: ForkServerProcess) -> int:
    """Wait for a worker's end; its exit code, negative for a signal."""
    await asyncio.to_thread(process.join)
    assert process.exitcode is not None
    return process.exitcode


class Steps:
    """Counts what a run does that others could see: programs, objects and rows, each before and after."""

    def __init__(self, dies_at: int = 0) -> None:
        self.taken = 0
        self.dies_at = dies_at

    def step(self) -> None:
        """Take one; perhaps the last."""
        self.taken += 1
        if self.taken == self.dies_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """The function with a step before and one after it."""

        async def stepping(*arguments: Any, **named: Any) -> Any:
            self.step()
            result = await function(*arguments, **named)
            self.step()
            return result

        return stepping

    def around_program(self, run: Callable[..., Any]) -> Callable[..., Any]:
        """The same for a program that runs beside us: a step while it runs, one when it has ended."""

        @asynccontextmanager
        async def stepping(*arguments: Any, **named: Any) -> AsyncIterator[Any]:
            async with run(*arguments, **named) as process:
                self.step()
                yield process
            self.step()

        return stepping

    def watch(self, replace: Callable[[Any, str, Any], None] = setattr) -> None:
        """Count from now on; `replace` puts a function in the place of another."""
        replace(storing, "put_object", self.around(put_object))
        for name in ("reach", "finish"):
            replace(conversion, name, self.around(getattr(conversion, name)))
        replace(ffmpeg, "running", self.around_program(running))


def _serve(variables: dict[str, str], rhythm: Rhythm, dies_at: int) -> None:
    os.environ |= variables
    get_settings.cache_clear()
    Steps(dies_at).watch()
    asyncio.run(worker.run(rhythm))
