"""The background worker: every slice's tasks, served until it is told to stop."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

from videoplanet.app import tables
from videoplanet.app.observability import start_observability
from videoplanet.app.task_modules import TASK_MODULES
from videoplanet.features.transcode_video.workplace import sweep_workplaces
from videoplanet.shared.jobs import Rhythm, run_worker
from videoplanet.shared.metrics import are_metrics_wanted
from videoplanet.shared.process_metrics import Process, telling
from videoplanet.shared.storage import close_storage


async def run(rhythm: Rhythm | None = None) -> None:
    """Serve jobs until cancelled, after removing what dead workers left on this machine's disk."""
    assert TASK_MODULES
    assert tables.TABLES
    start_observability()
    await asyncio.to_thread(sweep_workplaces)
    try:
        async with telling(Process("worker")) if are_metrics_wanted() else nullcontext():
            await run_worker(rhythm)
    finally:
        await close_storage()
