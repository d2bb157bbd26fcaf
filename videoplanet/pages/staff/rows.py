"""The queue as the page's State holds it."""

from collections.abc import Iterable
from typing import TypedDict

from videoplanet.features.watch_queue.service import QueuedJob, QueueTask, QueueWorker
from videoplanet.shared.clock import rfc3339
from videoplanet.shared.sizes import readable_size

_TONES = {"running": "accent", "queued": "neutral", "failed": "fix", "cancelled": "idea"}


class JobRow(TypedDict):
    """One line: `size` as people read it; `left` the estimated seconds, empty without an estimate."""

    id: str
    number: str
    kind: str
    state: str
    tone: str
    progress: int
    left: str
    size: str
    attempts: int
    is_urgent: bool
    error_code: str
    queued_at: str
    can_cancel: bool
    can_retry: bool


class WorkerRow(TypedDict):
    """One worker."""

    number: str
    is_alive: bool
    running: int
    seen_at: str


class TaskRow(TypedDict):
    """Counts of one task."""

    task: str
    queue: str
    waiting: int
    running: int
    failed: int


def job_rows(jobs: Iterable[QueuedJob]) -> list[JobRow]:
    """Return jobs as rows; a job is called by the last letters of its id."""
    return [
        JobRow(
            id=str(job.id),
            number=job.id.hex[-6:],
            kind=job.kind,
            state=job.status.value,
            tone=_TONES.get(job.status.value, "neutral"),
            progress=job.progress,
            left="" if job.seconds_left is None else str(job.seconds_left),
            size=readable_size(job.size) if job.size else "–",
            attempts=job.attempts,
            is_urgent=job.priority > 0,
            error_code=job.error_code or "",
            queued_at=rfc3339(job.created_at),
            can_cancel=job.can_cancel,
            can_retry=job.can_retry,
        )
        for job in jobs
    ]


def worker_rows(workers: Iterable[QueueWorker]) -> list[WorkerRow]:
    """Return workers as rows."""
    return [
        WorkerRow(number=str(each.id), is_alive=each.is_alive, running=each.running, seen_at=rfc3339(each.seen_at))
        for each in workers
    ]


def task_rows(tasks: Iterable[QueueTask]) -> list[TaskRow]:
    """Return tasks as rows."""
    return [
        TaskRow(task=each.task, queue=each.queue, waiting=each.waiting, running=each.running, failed=each.failed)
        for each in tasks
    ]
