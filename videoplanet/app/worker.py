"""The background worker: every slice's tasks, served until it is told to stop."""

from __future__ import annotations

from videoplanet.app import tables
from videoplanet.app.observability import start_observability
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.shared.jobs import run_worker


async def run() -> None:
    """Serve jobs; returns after a graceful stop."""
    assert TASK_MODULES
    assert tables.TABLES
    start_observability()
    await run_worker()
