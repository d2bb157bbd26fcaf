"""The background queue: procrastinate on PostgreSQL, wrapped once.

A job is enqueued through the use case's own session, so it exists if and only if the use case's rows do. Tasks are registered
on `tasks` in `features/*/jobs.py`; every task is idempotent, because a job whose worker died is run again.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

import orjson
import structlog
from procrastinate import App, Blueprint, PsycopgConnector
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import database_url

log = structlog.get_logger(__name__)
tasks = Blueprint()
NAMESPACE = "videoplanet"
STALLED_AFTER_SECONDS = 20.0
SWEEP_SECONDS = 5.0

_DEFER = text(
    "select procrastinate_defer_jobs_v1(array[row(:queue, :task, :priority, :lock, :queueing_lock, cast(:args as jsonb),"
    " cast(:at as timestamptz))]::procrastinate_job_to_defer_v1[])"
)


async def defer(
    session: AsyncSession,
    task: str,
    *,
    queue: str = "default",
    priority: int = 0,
    lock: str | None = None,
    queueing_lock: str | None = None,
    at: datetime | None = None,
    **args: Any,
) -> int:
    """Enqueue `task` in the session's transaction and return the queue's job number.

    Args:
        session: the use case's session; nothing is enqueued if it rolls back.
        task: the name given to `@tasks.task(name=…)`.
        queue: a worker may be told to serve only some queues.
        priority: higher runs first.
        lock: jobs with the same lock never run at the same time.
        queueing_lock: at most one waiting job with the same value.
        at: not before this moment.
        args: JSON-able keyword arguments of the task.
    """
    row = await session.execute(
        _DEFER,
        {
            "queue": queue,
            "task": f"{NAMESPACE}:{task}",
            "priority": priority,
            "lock": lock,
            "queueing_lock": queueing_lock,
            "args": orjson.dumps(args).decode(),
            "at": at,
        },
    )
    numbers: list[int] = row.scalar_one()
    return numbers[0]


def build_queue() -> App:
    """Return the procrastinate application with every registered task."""
    queue = App(connector=PsycopgConnector(conninfo=database_url(), min_size=1, max_size=6))
    queue.add_tasks_from(tasks, namespace=NAMESPACE)
    return queue


async def run_worker(*, concurrency: int | None = None) -> None:
    """Serve jobs until cancelled; jobs whose worker died are found by its heartbeat and run again."""
    queue = build_queue()
    async with queue.open_async():
        sweeper = asyncio.create_task(_requeue_stalled(queue))
        try:
            await queue.run_worker_async(
                concurrency=concurrency or get_settings().worker_concurrency,
                install_signal_handlers=False,
                update_heartbeat_interval=4.0,
                stalled_worker_timeout=STALLED_AFTER_SECONDS,
                fetch_job_polling_interval=5.0,
                shutdown_graceful_timeout=2.0,
            )
        finally:
            sweeper.cancel()


async def _requeue_stalled(queue: App) -> None:
    while True:
        try:
            for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS):
                log.warning("job_requeued", job=job.id, task=job.task_name)
                await queue.job_manager.retry_job(job)
        except Exception as error:
            log.warning("stalled_sweep_failed", error=str(error))
        await asyncio.sleep(SWEEP_SECONDS)
