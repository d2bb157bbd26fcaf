"""Runs the tidying once an hour."""

from __future__ import annotations

from videoplanet.features.tidy_up.service import forget_expired
from videoplanet.shared.jobs import tasks


@tasks.periodic(cron="17 * * * *")
@tasks.task(name="tidy_up", queueing_lock="tidy_up", pass_context=False)
async def tidy_up(timestamp: int) -> None:
    """Forget what has expired; `timestamp` is the planned run, in Unix seconds."""
    await forget_expired()
