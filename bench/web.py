"""A web server of its own for one measurement: started, waited for, and stopped by its process number."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
READY_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server: its `host:port`, and the process that leads it."""

    address: str
    pid: int

    def cpu_seconds(self) -> float:
        """Return the processor time the server's processes have used so far."""
        leader, seconds = psutil.Process(self.pid), 0.0
        for process in [leader, *leader.children(recursive=True)]:
            with suppress(psutil.Error):
                times = process.cpu_times()
                seconds += times.user + times.system
        return seconds


@asynccontextmanager
async def process(
    argv: Sequence[str], port: int, environment: Mapping[str, str], folder: Path = ROOT
) -> AsyncIterator[int]:
    """Run a server, wait until its port answers, give its process number, and end its whole group afterwards."""
    path = Path(environment["VIDEOPLANET_HOME"]) / f"bench-{port}.log"
    log = path.open("ab")
    server = await asyncio.create_subprocess_exec(
        *argv, cwd=folder, env=dict(environment), stdout=log, stderr=log, start_new_session=True
    )
    try:
        try:
            await _answering(port, server)
        except (TimeoutError, RuntimeError) as error:
            raise RuntimeError(path.read_text("utf-8", "replace")[-2000:] or "the server did not start") from error
        yield server.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        with suppress(TimeoutError):
            await asyncio.wait_for(server.wait(), 10)
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        await server.wait()
        log.close()


@asynccontextmanager
async def product(
    environment: Mapping[str, str], *, workers: int, site: str = "bench.site:create_site", again: bool = False
) -> AsyncIterator[Served]:
    """Serve `bench.site`, or another site, with granian as the product does; `again` when a web process that dies is replaced."""
    port = int(environment["PORT"])
    options = [
        "--interface",
        "asgi",
        "--factory",
        "--workers",
        str(workers),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    quiet = ["--log-level", "warning", "--backlog", "2048", "--no-reload"]
    if again:
        options += ["--respawn-failed-workers", "--respawn-interval", "1.0"]
    async with process([sys.executable, "-m", "granian", *options, *quiet, site], port, environment) as pid:
        yield Served(f"127.0.0.1:{port}", pid)


async def _answering(port: int, server: asyncio.subprocess.Process) -> None:
    async with asyncio.timeout(READY_SECONDS):
        while server.returncode is None:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
    raise RuntimeError(f"the server on port {port} ended with code {server.returncode}")
