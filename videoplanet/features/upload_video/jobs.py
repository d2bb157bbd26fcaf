"""Background tasks: take in completed uploads, and forget those that never were completed."""

from __future__ import annotations

from uuid import UUID

import structlog
from procrastinate import JobContext, RetryStrategy

from videoplanet.features.upload_video.completing import INTAKE_QUEUE
from videoplanet.features.upload_video.discarding import discard_expired, refuse_upload
from videoplanet.features.upload_video.intake import take_in_upload
from videoplanet.shared.jobs import tasks

log = structlog.get_logger(__name__)
MOST_ATTEMPTS = 12


@tasks.task(
    name="take_in",
    queue=INTAKE_QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
)
async def take_in(context: JobContext, upload_id: str) -> None:
    """Take in one upload.

    An engine that is away is waited for (2, 4, 8 … seconds between attempts, about two hours in all); after the last attempt
    the film is refused, which its sender can read.
    """
    attempts = context.job.attempts + 1
    if attempts > MOST_ATTEMPTS:
        await refuse_upload(UUID(upload_id), "upload.interrupted")
        return
    try:
        await take_in_upload(UUID(upload_id))
    except Exception as error:
        log.warning("intake_interrupted", upload=upload_id, attempt=attempts, error=repr(error))
        if attempts == MOST_ATTEMPTS:
            await refuse_upload(UUID(upload_id), "upload.interrupted")
        raise


@tasks.periodic(cron="*/10 * * * *")
@tasks.task(name="forget_uploads", queueing_lock="forget_uploads", pass_context=False)
async def forget_uploads(timestamp: int) -> None:
    """Forget unfinished uploads whose time is over; `timestamp` is the planned run, in Unix seconds."""
    await discard_expired()
