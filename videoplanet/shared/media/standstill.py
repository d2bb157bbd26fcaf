"""Tells of a program that waits for itself: it lives, uses no processor, and nothing else keeps one of its threads waiting."""

from __future__ import annotations

import asyncio
from pathlib import Path

import psutil

SECONDS = 20.0
"""After so long without work a program is taken to stand still."""
LOOKS = 20
"""So often it is looked at meanwhile."""
LEAST_SHARE = 0.02
"""Of one processor; what it takes to report twice a second is a tenth of it."""
_ASLEEP = frozenset("SIXZ")


async def until_it_stands_still(pid: int) -> None:
    """Return when the process `pid` did nothing for `SECONDS`; never, once it is gone.

    One that waits for a processor, for a disk, or for whoever stopped it, is not taken to stand still.
    """
    clock = asyncio.get_running_loop().time
    done, quiet_since = _work(pid), clock()
    while done is not None:
        await asyncio.sleep(SECONDS / LOOKS)
        now = _work(pid)
        if now is None:
            break
        if now - done >= SECONDS * LEAST_SHARE or _is_kept_waiting(pid):
            done, quiet_since = now, clock()
        elif clock() - quiet_since >= SECONDS:
            return
    await asyncio.Event().wait()


def _work(pid: int) -> float | None:
    """Seconds of processors it used so far; None if it is gone."""
    try:
        used = psutil.Process(pid).cpu_times()
    except psutil.Error:
        return None
    return used.user + used.system


def _is_kept_waiting(pid: int) -> bool:
    """Whether a thread runs, is about to, or waits for a disk, where the system tells."""
    states: set[str] = set()
    try:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            # The state stands behind the name, which is in brackets and may hold any sign.
            states.add((thread / "stat").read_text().rpartition(")")[2].split()[0])
    except (OSError, IndexError):
        pass  # a thread that ended meanwhile, or a system that does not tell
    return not states <= _ASLEEP
