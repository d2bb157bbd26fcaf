"""What the three embedded engines have in common: prepare, start, wait until it answers, restart, stop."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from videoplanet.shared.engines.child import Child, Command
from videoplanet.shared.engines.failures import StartFailure
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.ports import are_free
from videoplanet.shared.engines.records import ProcessRecords

READY_SECONDS = 60.0
POLL_SECONDS = 0.04
START_ATTEMPTS = 3


class Engine(ABC):
    """One engine of a home. Its ports are chosen when it starts and kept for restarts."""

    name: str

    def __init__(self, home: Home) -> None:
        self.home = home
        self.log = home.log_file(self.name)

    @abstractmethod
    def choose_ports(self) -> list[int]:
        """Choose where it listens (loopback only) and return every port it will take."""

    @abstractmethod
    async def prepare(self) -> Command:
        """Make its data folder and configuration if needed and return how to start it."""

    @abstractmethod
    async def is_ready(self, child: Child) -> bool:
        """Whether it answers as it should."""

    @abstractmethod
    def environment(self) -> dict[str, str]:
        """Return the settings (`VIDEOPLANET_*`) by which the other processes reach it."""

    def litter(self) -> list[Path]:
        """Return the files it may leave outside its home after it has stopped."""
        return []


class RunningEngine:
    """An engine and its process."""

    def __init__(self, engine: Engine, records: ProcessRecords) -> None:
        self.engine = engine
        self.records = records
        self.child: Child | None = None

    async def start(self) -> None:
        """Start it and return when it answers.

        Raises:
            StartFailure: it did not come up; its log says why.
        """
        for attempt in range(1, START_ATTEMPTS + 1):
            ports = self.engine.choose_ports()
            try:
                await self._start_once()
            except StartFailure:
                # Somebody may have taken a port between choosing and listening; anything else fails again the same way.
                if attempt == START_ATTEMPTS or are_free(ports):
                    raise
            else:
                return

    async def keep_running(self, on_death: Callable[[str, int], None]) -> None:
        """Start it again, on the same ports, whenever it dies; returns only by cancellation.

        Raises:
            StartFailure: it died and did not come up again.
        """
        while True:
            assert self.child is not None
            code = await self.child.ended()
            on_death(self.engine.name, code)
            await self.stop()
            await self._start_once()

    async def stop(self) -> None:
        """Stop it and tidy up behind it."""
        if self.child is not None:
            await self.child.stop()
            for file in self.engine.litter():
                file.unlink(missing_ok=True)

    async def _start_once(self) -> None:
        try:
            self.child = Child(await self.engine.prepare(), self.records)
            await self.child.start()
        except OSError as error:
            raise StartFailure("engine_failed", engine=self.engine.name, reason=error, log=self.engine.log) from error
        try:
            async with asyncio.timeout(READY_SECONDS):
                while not await self.engine.is_ready(self.child):
                    if not self.child.is_running:
                        raise StartFailure(
                            "engine_failed",
                            engine=self.engine.name,
                            reason=last_line(self.engine.log),
                            log=self.engine.log,
                        )
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError as error:
            await self.stop()
            raise StartFailure("engine_slow", engine=self.engine.name, log=self.engine.log) from error
        except StartFailure:
            await self.stop()
            raise


def last_line(log: Path, read_bytes: int = 4096) -> str:
    """Return the last line of a log that has text, for an error message."""
    try:
        with log.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - read_bytes))
            lines = [line.strip() for line in file.read().decode(errors="replace").splitlines()]
    except OSError:
        return "-"
    return next((line for line in reversed(lines) if line), "-")
