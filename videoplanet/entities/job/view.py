"""A background job as people and programs see it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.shared.errors import hint_of
from videoplanet.shared.i18n.catalogue import translate


@dataclass(frozen=True, slots=True)
class JobView:
    """How far a job is, in per cent, and its estimated rest in seconds.

    `error_code` is a stable word for why it failed or waits, `error` the same in the reader's words, `hint` what to do.
    """

    id: UUID
    kind: str
    status: JobStatus
    progress: int
    seconds_left: int | None
    version_id: UUID | None
    error_code: str | None
    error: str | None
    hint: str | None


def job_view(job: Job, language: str) -> JobView:
    """The view of a job for a reader of `language`."""
    return JobView(
        id=job.id,
        kind=job.kind,
        status=job.status,
        progress=job.progress,
        seconds_left=job.seconds_left if job.status is JobStatus.RUNNING else None,
        version_id=job.version_id,
        error_code=job.error_code,
        error=translate(f"error.{job.error_code}", language) if job.error_code else None,
        hint=hint_of(job.error_code, language),
    )
