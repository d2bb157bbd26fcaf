"""`python -m videoplanet serve`: how soon a second start is ready, and how much memory everything takes while nobody uses it."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from bench.table import show
from videoplanet.shared.engines.ports import free_ports

ROOT = Path(__file__).parents[1]
READY = "VideoPlanet is ready: "
FIRST_START_SECONDS = 600
IDLE_SECONDS = 20.0


async def measure(_environment: dict[str, str]) -> None:
    """Start it twice in a home of its own; the first start may build the pages."""
    home = Path(tempfile.mkdtemp(prefix="videoplanet-serve-"))
    os.chmod(home, 0o711)
    try:
        first, _ = await _run(home, idle_seconds=0)
        second, memory = await _run(home, idle_seconds=IDLE_SECONDS)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    show("Start (seconds to ready)", ("start", "seconds", "aim"), [("first", first, ""), ("second", second, 10)])
    total = sum(size for _, size in memory)
    show(
        "Memory while idle (MB, proportional set size)",
        ("process", "MB", "aim"),
        [*((name, size, "") for name, size in memory), ("everything", total, 800)],
    )


async def _run(home: Path, *, idle_seconds: float) -> tuple[float, list[tuple[str, float]]]:
    variables = {name: value for name, value in os.environ.items() if not re.match("_*(VIDEOPLANET|REFLEX)_", name)}
    [port] = free_ports(1)
    started = time.perf_counter()
    serve = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "videoplanet",
        "serve",
        cwd=ROOT,
        env={**variables, "VIDEOPLANET_HOME": str(home), "PORT": str(port)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(FIRST_START_SECONDS):
            await _until_ready(serve)
        taken = time.perf_counter() - started
        await asyncio.sleep(idle_seconds)
        return taken, _memory(serve.pid)
    finally:
        with suppress(ProcessLookupError):
            serve.send_signal(signal.SIGTERM)
        await serve.communicate()


async def _until_ready(serve: asyncio.subprocess.Process) -> None:
    assert serve.stdout is not None
    lines: list[str] = []
    async for line in serve.stdout:
        lines.append(line.decode(errors="replace"))
        if READY in lines[-1]:
            return
    raise RuntimeError("serve ended early:\n" + "".join(lines[-20:]))


def _memory(pid: int) -> list[tuple[str, float]]:
    """Memory by program, shared pages counted once in all."""
    leader = psutil.Process(pid)
    sizes: dict[str, float] = {}
    for process in [leader, *leader.children(recursive=True)]:
        with suppress(psutil.Error):
            name = _name(process)
            sizes[name] = sizes.get(name, 0.0) + process.memory_full_info().pss / 1e6
    return sorted(sizes.items(), key=lambda item: -item[1])


def _name(process: psutil.Process) -> str:
    words = process.cmdline()
    module = next((words[at + 1] for at, word in enumerate(words[:-1]) if word == "-m"), None)
    return module or Path(words[0]).name.partition(":")[0] if words else process.name()
