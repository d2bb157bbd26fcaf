"""Installs the reference into an environment of its own and serves it with the servers its documentation names."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from bench.web import Served, process
from videoplanet.shared.engines.ports import free_ports

PACKAGES = ("django==5.2.*", "channels==4.*", "channels-redis==4.*", "daphne==4.*", "uvicorn[standard]==0.*")
SITE = Path(__file__).with_name("channels_site.py")


async def reference(environment: dict[str, str]) -> AsyncIterator[tuple[str, Served]]:
    """Give each running reference server with its name, one after the other."""
    folder = Path(tempfile.mkdtemp(prefix="videoplanet-reference-"))
    try:
        python = folder / "bin" / "python"
        await _run(sys.executable, "-m", "venv", str(folder))
        await _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PACKAGES)
        shutil.copy(SITE, folder)
        application = f"{SITE.stem}:application"
        for server in ("uvicorn", "daphne"):
            [port] = free_ports(1)
            argv = {
                "uvicorn": ["-m", "uvicorn", "--port", str(port), "--log-level", "warning", application],
                "daphne": ["-m", "daphne", "-p", str(port), "-v", "0", application],
            }[server]
            variables = {**environment, "REFERENCE_REDIS_URL": environment["VIDEOPLANET_REDIS_URL"]}
            async with process([str(python), *argv], port, variables, folder) as pid:
                yield server, Served(f"127.0.0.1:{port}", pid)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def _run(*argv: str) -> None:
    command = await asyncio.create_subprocess_exec(*argv, stdin=asyncio.subprocess.DEVNULL)
    if await command.wait() != 0:
        raise RuntimeError(f"{' '.join(argv[:4])} failed")
