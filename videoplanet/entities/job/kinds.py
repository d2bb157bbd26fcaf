"""The kinds of job that people see, and how each is queued: the one place to enter a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from videoplanet.entities.job.model import Job
from videoplanet.shared.jobs import MEDIA_QUEUE, SOON

TRANSCODE = "transcode"
SHORT_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Kind:
    """The queue that serves it, what only one of its jobs at a time may hold, and what its task is given, which bears its name."""

    queue: str
    lock: Callable[[Job], str]
    args: Callable[[Job], Mapping[str, Any]]


def version_lock(version_id: UUID | None) -> str:
    """What only one job at a time may hold: everything that changes the objects of one version."""
    return f"version:{version_id}"


def transcode_priority(duration_seconds: float | None) -> int:
    """Films under a minute go before longer ones; a longer one that has waited long enough goes with them."""
    return SOON if duration_seconds is not None and duration_seconds < SHORT_SECONDS else 0


KINDS = {
    TRANSCODE: Kind(
        queue=MEDIA_QUEUE,
        lock=lambda job: version_lock(job.version_id),
        args=lambda job: {"version_id": job.version_id},
    ),
}
