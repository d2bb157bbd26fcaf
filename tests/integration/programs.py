"""Waiting for a condition, and looking at which programs run."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 30
POLL_SECONDS = 0.05


async def until(holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(POLL_SECONDS)


def programs_in(home: Path) -> list[str]:
    """Command lines of running programs that work in a home's `tmp` folder."""
    lines = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(each.read_bytes().decode(errors="replace"))
        except OSError:
            continue
    return [line for line in lines if f"{home}/tmp/" in line]
