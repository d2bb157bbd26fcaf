"""One child process: started in its own process group, recorded while it runs, stopped with its whole group.

What it writes is its owner's alone. For programs that go on (engines, web, worker); one that ends by itself is for `run_to_end`.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from videoplanet.shared.engines.account import Account
from videoplanet.shared.engines.home import PRIVATE_UMASK
from videoplanet.shared.engines.records import ProcessRecords


@dataclass(frozen=True, slots=True)
class Command:
    """What to start. `log` receives its output; None shares this process's own."""

    name: str
    argv: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path = Path("/")
    log: Path | None = None
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_seconds: float = 5.0

    def _spawn_options(self) -> dict[str, Any]:
        options: dict[str, Any] = {
            "cwd": self.folder,
            "env": dict(self.environment),
            "start_new_session": True,
            "umask": PRIVATE_UMASK,
        }
        if self.account is not None:
            options |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return options


class Child:
    """A started `Command`; `records` remembers it for the case that this process crashes."""

    def __init__(self, command: Command, records: ProcessRecords) -> None:
        self.command = command
        self.records = records
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int | None:
        """Its process number while it runs."""
        return self._process.pid if self._process is not None and self._process.returncode is None else None

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.pid is not None

    async def start(self) -> None:
        """Start it.

        Raises:
            OSError: the program is missing or may not be executed.
        """
        with ExitStack() as files:
            output = files.enter_context(self.command.log.open("ab")) if self.command.log is not None else None
            self._process = await asyncio.create_subprocess_exec(
                *self.command.argv,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                **self.command._spawn_options(),
            )
        self.records.remember(
            self.command.name, self._process.pid, list(self.command.argv), int(self.command.stop_signal)
        )

    async def ended(self) -> int:
        """Wait until it ends by itself; return its exit code (negative: the signal that ended it)."""
        assert self._process is not None
        return await self._process.wait()

    async def stop(self) -> None:
        """Ask it to stop, wait `stop_seconds`, then end it and everything left of its process group."""
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.send_signal(self.command.stop_signal)
            with suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), self.command.stop_seconds)
        kill_group(process.pid)
        await process.wait()
        self.records.forget(self.command.name)


def kill_group(pid: int) -> None:
    """End what is left of the process group led by `pid`, which this process started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


async def run_to_end(command: Command, on_line: Callable[[str], None] | None = None, *, statements: str = "") -> int:
    """Run a command that ends by itself and return its exit code; it is ended when the caller is cancelled.

    Args:
        command: what to run; its `log` receives the errors, and the output too without `on_line`.
        on_line: called with each line of its output.
        statements: given to its standard input.
    """
    async with _spawned(command, piped=on_line is not None, fed=bool(statements)) as process:
        if process.stdin is not None:
            process.stdin.write(statements.encode())
            process.stdin.close()
        if on_line is not None and process.stdout is not None:
            async for line in process.stdout:
                on_line(line.decode(errors="replace").rstrip("\n"))
        return await process.wait()


@asynccontextmanager
async def _spawned(command: Command, *, piped: bool, fed: bool) -> AsyncIterator[asyncio.subprocess.Process]:
    with ExitStack() as files:
        log = files.enter_context(command.log.open("ab")) if command.log is not None else None
        process = await asyncio.create_subprocess_exec(
            *command.argv,
            stdin=asyncio.subprocess.PIPE if fed else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE if piped else log,
            stderr=log,
            **command._spawn_options(),
        )
    try:
        yield process
    finally:
        kill_group(process.pid)
        await process.wait()
