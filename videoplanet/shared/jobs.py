"""The background queue: procrastinate on PostgreSQL, wrapped once.

A job is enqueued through the use case's own session, so it exists if and only if the use case's rows do. Tasks are registered
on `tasks` in `features/*/jobs.py`; every task is idempotent, because a job whose worker died is run again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
import structlog
from procrastinate import App, Blueprint, JobContext, PsycopgConnector
from procrastinate.worker import Worker
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.shared.config import get_settings
from videoplanet.shared.db.engine import database_url
from videoplanet.shared.metrics import job_run

log = structlog.get_logger(__name__)
tasks = Blueprint()
NAMESPACE = "videoplanet"
MEDIA_QUEUE = "media"
SOON = 10
"""Priority of what should not wait behind long work; what has waited for `AGED_AFTER_SECONDS` gets it as well."""
AGED_AFTER_SECONDS = 600.0
KEPT_DAYS = 7
KEPT_FAILED_DAYS = 30
FORGOTTEN_AFTER = 15
"""A dead worker is shown for so many times as long as its silence was borne."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a worker shows that it lives, and after how long a silent one's jobs are taken over. In seconds."""

    heartbeat: float = 4.0
    stalled_after: float = 20.0
    sweep: float = 5.0


_DEFER = text(
    "select procrastinate_defer_jobs_v1(array[row(:queue, :task, :priority, :lock, :queueing_lock, cast(:args as jsonb),"
    " cast(:at as timestamptz))]::procrastinate_job_to_defer_v1[])"
)
_CANCEL = text("select procrastinate_cancel_job_v1(:number, true, false)")
_FORGET = text(
    "delete from procrastinate_jobs where id in (select job.id from procrastinate_jobs job"
    " join procrastinate_events event on event.job_id = job.id where job.status not in ('todo', 'doing') group by job.id"
    " having max(event.at) < now() - make_interval(days => case job.status when 'failed' then :failed_days else :days end))"
)
_AGE = (
    "update procrastinate_jobs job set priority = %(soon)s where status = 'todo' and priority < %(soon)s and exists ("
    "select 1 from procrastinate_events event where event.job_id = job.id and event.type = 'deferred'"
    " and event.at < now() - make_interval(secs => %(seconds)s))"
)


async def enqueue(
    session: AsyncSession,
    task: str,
    *,
    queue: str = "default",
    priority: int = 0,
    lock: str | None = None,
    queueing_lock: str | None = None,
    at: datetime | None = None,
    args: Mapping[str, Any] | None = None,
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
        args: keyword arguments of the task, as JSON; ids become text.
    """
    row = await session.execute(
        _DEFER,
        {
            "queue": queue,
            "task": f"{NAMESPACE}:{task}",
            "priority": priority,
            "lock": lock,
            "queueing_lock": queueing_lock,
            "args": orjson.dumps(dict(args or {})).decode(),
            "at": at,
        },
    )
    numbers: list[int] = row.scalar_one()
    return numbers[0]


async def cancel(session: AsyncSession, number: int) -> None:
    """Take a waiting job out of the queue, or end a running one: its worker hears of it when the transaction commits."""
    await session.execute(_CANCEL, {"number": number})


async def forget_ended(session: AsyncSession) -> None:
    """Remove jobs from the queue that ended a week ago, those that failed a month ago. What people see of them stays."""
    await session.execute(_FORGET, {"days": KEPT_DAYS, "failed_days": KEPT_FAILED_DAYS})


def build_queue() -> App:
    """Return the procrastinate application with every registered task."""
    connector = PsycopgConnector(conninfo=database_url(), min_size=1, max_size=10)
    queue = App(connector=connector, worker_defaults={"worker_middleware": [_timed]})
    queue.add_tasks_from(tasks, namespace=NAMESPACE)
    return queue


async def _timed(run: Callable[[], Awaitable[Any]], context: JobContext, _worker: Worker) -> Any:
    with job_run(context.job.task_name.removeprefix(f"{NAMESPACE}:")):
        return await run()


async def run_worker(rhythm: Rhythm | None = None) -> None:
    """Serve jobs until cancelled; jobs whose worker died are found by its heartbeat and run again.

    Two workers share this process, so that letters and checks never wait behind conversions: one for the queue `media`
    (`transcode_concurrency` at once), one for all the others (`worker_concurrency` at once).

    Raises:
        RuntimeError: one of them stopped by itself, because the database went away.
    """
    rhythm = rhythm or Rhythm()
    settings = get_settings()
    queue = build_queue()
    others = {task.queue for task in queue.tasks.values()} - {MEDIA_QUEUE}
    async with queue.open_async():
        await _first_to_end(
            _serve(queue, rhythm, {MEDIA_QUEUE}, settings.transcode_concurrency),
            _serve(queue, rhythm, others, settings.worker_concurrency),
            _keep_moving(queue, rhythm),
        )


async def _serve(queue: App, rhythm: Rhythm, names: set[str], concurrency: int) -> None:
    await queue.run_worker_async(
        queues=sorted(names),
        concurrency=concurrency,
        install_signal_handlers=False,
        update_heartbeat_interval=rhythm.heartbeat,
        stalled_worker_timeout=rhythm.stalled_after,
        fetch_job_polling_interval=5.0,
        abort_job_polling_interval=1.0,
        shutdown_graceful_timeout=2.0,
    )


async def _first_to_end(*endless: Coroutine[Any, Any, None]) -> None:
    """Run all; when one ends, or this is cancelled, the others are ended and waited for."""
    running = [asyncio.create_task(each) for each in endless]
    try:
        await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
        raise RuntimeError("a worker stopped by itself")
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)


async def sweep_queue(queue: App, stalled_after: float) -> None:
    """Run jobs of workers that were silent for so many seconds again, and let nothing wait forever behind shorter work."""
    for job in await queue.job_manager.get_stalled_jobs(seconds_since_heartbeat=stalled_after):
        log.warning("job_requeued", job=job.id, task=job.task_name)
        await queue.job_manager.retry_job(job)
    await queue.job_manager.prune_stalled_workers(FORGOTTEN_AFTER * stalled_after)
    await queue.connector.execute_query_async(_AGE, soon=SOON, seconds=AGED_AFTER_SECONDS)


async def _keep_moving(queue: App, rhythm: Rhythm) -> None:
    while True:
        try:
            await sweep_queue(queue, rhythm.stalled_after)
        except Exception as error:
            log.warning("queue_sweep_failed", error=str(error))
        await asyncio.sleep(rhythm.sweep)
