"""Use case of staff: what waits, what runs, what failed and why, and whether the workers live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from videoplanet.entities.job import queue
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.job.view import job_view
from videoplanet.entities.user.staff import require_staff
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.jobs import Rhythm
from videoplanet.shared.security.principal import Principal

WATCHED = (JobStatus.RUNNING, JobStatus.QUEUED, JobStatus.FAILED, JobStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class QueuedJob:
    """A job without a word of whose it is. `progress` in per cent, `size` of the original in bytes."""

    id: UUID
    kind: str
    status: JobStatus
    progress: int
    seconds_left: int | None
    priority: int
    attempts: int
    size: int
    error_code: str | None
    error: str | None
    hint: str | None
    can_cancel: bool
    can_retry: bool
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class QueueWorker:
    """A worker; it lives when its heartbeat is recent."""

    id: int
    seen_at: datetime
    is_alive: bool
    running: int


@dataclass(frozen=True, slots=True)
class QueueTask:
    """Jobs of one task in the queue, letters and cleaning included."""

    task: str
    queue: str
    waiting: int
    running: int
    failed: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue at one moment. `items`: running, waiting in their order, then failed and cancelled, newest first."""

    items: list[QueuedJob]
    workers: list[QueueWorker]
    tasks: list[QueueTask]


async def watch_queue(
    principal: Principal, *, statuses: Sequence[JobStatus] = WATCHED, limit: int = 100, language: str | None = None
) -> Queue:
    """Return the queue.

    Raises:
        NotFound: only staff may know of it.
    """
    async with unit_of_work() as uow:
        await require_staff(uow.session, principal)
        found = await queue.jobs(uow.session, statuses, limit)
        workers = await queue.workers(uow.session)
        tasks = await queue.tasks(uow.session)
    patience = Rhythm().stalled_after
    return Queue(
        items=[_queued(job, size, language or principal.language) for job, size in found],
        workers=[QueueWorker(row.id, row.seen_at, row.is_alive(patience), row.running) for row in workers],
        tasks=[QueueTask(row.task, row.queue, row.waiting, row.running, row.failed) for row in tasks],
    )


def _queued(job: Job, size: int, language: str) -> QueuedJob:
    view = job_view(job, language)
    return QueuedJob(
        id=job.id,
        kind=job.kind,
        status=job.status,
        progress=job.progress,
        seconds_left=view.seconds_left,
        priority=job.priority,
        attempts=job.attempts,
        size=size,
        error_code=job.error_code,
        error=view.error,
        hint=view.hint,
        can_cancel=job.status in (JobStatus.QUEUED, JobStatus.RUNNING),
        can_retry=job.status in (JobStatus.FAILED, JobStatus.CANCELLED),
        created_at=job.created_at,
        started_at=job.started_at,
        ended_at=job.ended_at,
    )
