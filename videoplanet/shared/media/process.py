"""Runs a program beside us that ends when we do: on cancellation, on time-out, and when this process is killed."""

from __future__ import annotations

import asyncio
import ctypes
import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import resource

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@asynccontextmanager
async def running(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str] | None = None,
    niceness: int = 0,
    processors: int | None = None,
    memory_bytes: int | None = None,
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start `command` with its output and errors piped; on leaving, its whole process group is gone.

    Args:
        environment: the only variables it sees besides PATH and HOME.
        niceness: how much it steps back behind other processes, 0–19.
        processors: how many processors it may use at the same time, where the system can limit that (Linux).
        memory_bytes: the address space it may take; a request for more fails inside it.
    """

    places = _places(processors)

    def settle() -> None:
        os.nice(niceness)
        if places:
            os.sched_setaffinity(0, places)
        if memory_bytes is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)

    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**kept, **(environment or {})},
        start_new_session=True,
        preexec_fn=settle,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        await asyncio.shield(process.wait())


def _places(processors: int | None) -> set[int]:
    """The processors to use, chosen at random so that several limited programs do not share one; empty for no limit."""
    if processors is None or sys.platform != "linux":
        return set()
    ours = sorted(os.sched_getaffinity(0))
    return set(random.sample(ours, processors)) if processors < len(ours) else set()
