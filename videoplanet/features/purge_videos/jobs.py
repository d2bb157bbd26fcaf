"""Runs the purge once a day, at night in Seoul."""

from __future__ import annotations

from procrastinate import RetryStrategy

from videoplanet.features.purge_videos.service import purge_deleted
from videoplanet.shared.jobs import tasks


@tasks.periodic(cron="40 18 * * *")
@tasks.task(
    name="purge_deleted",
    queueing_lock="purge_deleted",
    lock="purge_deleted",
    retry=RetryStrategy(max_attempts=8, exponential_wait=5),
)
async def purge(timestamp: int) -> None:
    """Remove what was deleted 30 days ago; `timestamp` is the planned run, in Unix seconds."""
    await purge_deleted()
