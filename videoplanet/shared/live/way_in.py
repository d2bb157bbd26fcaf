"""The line of those who come in: a few at a time, all others wait for their turn here instead of for the database."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import lru_cache

from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import Unavailable

AT_ONCE = 4
MOST_WAITING = 5000


class WayIn:
    """First come, first served; who is half in goes before who has just come, so that some are in while others wait.

    Args:
        at_once: so many come in at the same time.
        most_waiting: when so many wait, nobody else may.
    """

    def __init__(self, at_once: int, most_waiting: int = MOST_WAITING) -> None:
        self._free = at_once
        self._most_waiting = most_waiting
        self._half_in: deque[asyncio.Future[None]] = deque()
        self._outside: deque[asyncio.Future[None]] = deque()

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._half_in) + len(self._outside)

    @asynccontextmanager
    async def turn(self, *, is_half_in: bool = False) -> AsyncIterator[None]:
        """Wait for one's turn, which lasts as long as the block.

        Raises:
            Unavailable: too many wait already.
        """
        if self._free:
            self._free -= 1
        else:
            await self._wait(self._half_in if is_half_in else self._outside, is_refusable=not is_half_in)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, line: deque[asyncio.Future[None]], *, is_refusable: bool) -> None:
        if is_refusable and self.waiting >= self._most_waiting:
            raise Unavailable
        called = asyncio.get_running_loop().create_future()
        line.append(called)
        try:
            await called
        except asyncio.CancelledError:
            if called.cancelled():
                with suppress(ValueError):  # passed over already
                    line.remove(called)
            else:  # called in the very moment in which they left
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        for line in (self._half_in, self._outside):
            while line:
                called = line.popleft()
                if not called.done():
                    called.set_result(None)
                    return
        self._free += 1


@lru_cache
def way_in() -> WayIn:
    """Return the process's. A few at a time keep it busy; the fewer they are, the less everything else waits for them."""
    return WayIn(min(AT_ONCE, get_settings().database_pool_size))
