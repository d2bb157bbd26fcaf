"""A process of the product that has to run always: started again, with growing pauses, whenever it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from videoplanet.shared.engines.child import Child, Command
from videoplanet.shared.engines.records import ProcessRecords

FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0
STEADY_SECONDS = 60.0


class Service:
    """The web or the worker process."""

    def __init__(self, command: Command, records: ProcessRecords) -> None:
        self.command = command
        self.records = records
        self.child = Child(command, records)
        self._started_at = 0.0

    async def start(self) -> None:
        """Start it."""
        self._started_at = time.monotonic()
        await self.child.start()

    async def keep_running(self, on_death: Callable[[str, int], None]) -> None:
        """Start it again whenever it ends, until cancelled.

        Args:
            on_death: called with its name and exit code before the pause.
        """
        pause = FIRST_PAUSE_SECONDS
        while True:
            code = await self.child.ended()
            await self.child.stop()
            on_death(self.command.name, code)
            if time.monotonic() - self._started_at > STEADY_SECONDS:
                pause = FIRST_PAUSE_SECONDS
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            self.child = Child(self.command, self.records)
            await self.start()

    async def stop(self) -> None:
        """Stop it and its process group."""
        await self.child.stop()
