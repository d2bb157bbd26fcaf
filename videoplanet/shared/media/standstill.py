"""Tells of a program that waits for itself: it lives, and its processors' time does not grow."""

from __future__ import annotations

import asyncio

import psutil

SECONDS = 60.0
"""After so long without work a program is taken to stand still: a slow disk or a busy machine lets it do something."""
LEAST_SHARE = 0.02
"""Of one processor; what it takes to report twice a second is a tenth of it."""


async def until_it_stands_still(pid: int) -> None:
    """Return when the process `pid` did nothing for `SECONDS`; never, once it is gone."""
    done = _work(pid)
    while done is not None:
        await asyncio.sleep(SECONDS)
        now = _work(pid)
        if now is not None and now - done < SECONDS * LEAST_SHARE:
            return
        done = now
    await asyncio.Event().wait()


def _work(pid: int) -> float | None:
    """Seconds of processors it used so far; None if it is gone."""
    try:
        used = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return None
    return used.user + used.system
