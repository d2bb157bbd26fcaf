"""The queue as the page shows it."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from videoplanet.entities.job.model import JobStatus
from videoplanet.features.watch_queue.service import QueuedJob
from videoplanet.pages.staff.rows import job_rows

JOB = QueuedJob(
    id=UUID("0192a000-0000-7000-8000-000000abcdef"),
    kind="transcode",
    status=JobStatus.RUNNING,
    progress=40,
    seconds_left=12,
    priority=10,
    attempts=2,
    size=3 * 1024**3 // 2,
    error_code=None,
    error=None,
    hint=None,
    can_cancel=True,
    can_retry=False,
    created_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
    started_at=None,
    ended_at=None,
)


def test_a_job_is_one_line_without_a_name() -> None:
    (row,) = job_rows([JOB])
    assert (row["number"], row["state"], row["tone"], row["left"]) == ("abcdef", "running", "accent", "12")
    assert (row["size"], row["is_urgent"], row["error_code"]) == ("1.5 GiB", True, "")
