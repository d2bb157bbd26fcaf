"""Puts listeners out at the very moment at which their right ends by itself, though nobody says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from videoplanet.shared.clock import now
from videoplanet.shared.live.rooms import Listener


class Ends:
    """One timer for each listener whose token or link has an end.

    Args:
        put_out: called with who is put out, and the error code that says why.
    """

    def __init__(self, put_out: Callable[[Listener, str], None]) -> None:
        self._put_out = put_out
        self._timers: dict[Listener, asyncio.TimerHandle] = {}

    def await_for(self, listener: Listener) -> None:
        """Wait for the end of a listener as it is known now."""
        self.forget(listener)
        if listener.until is not None:
            seconds = max(0.0, (listener.until - now()).total_seconds())
            self._timers[listener] = asyncio.get_running_loop().call_later(seconds, self._end_when_over, listener)

    def forget(self, listener: Listener) -> None:
        """Wait no longer."""
        timer = self._timers.pop(listener, None)
        if timer is not None:
            timer.cancel()

    def close(self) -> None:
        """Wait for nobody any more."""
        for listener in list(self._timers):
            self.forget(listener)

    def __len__(self) -> int:
        """How many are waited for."""
        return len(self._timers)

    def _end_when_over(self, listener: Listener) -> None:
        if listener.is_over(now()):
            self._put_out(listener, listener.code_when_over)
        else:  # the clock was set, or the timer was early
            self.await_for(listener)
