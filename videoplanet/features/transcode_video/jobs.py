"""The background task: tries again while engines are away, and says so when it gives up."""

from __future__ import annotations

from uuid import UUID

import structlog
from procrastinate import JobContext, RetryStrategy

from videoplanet.features.transcode_video.service import give_up_on_version, transcode_version
from videoplanet.shared.jobs import tasks
from videoplanet.shared.media.ladder import EncodingFailed

log = structlog.get_logger(__name__)
MOST_ATTEMPTS = 12
ENCODING_ATTEMPTS = 2


@tasks.task(
    name="transcode",
    queue="media",
    pass_context=True,
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
)
async def transcode(context: JobContext, version_id: str) -> None:
    """Make a version's renditions.

    An engine that is away is waited for (2, 4, 8 … seconds between attempts, about two hours in all); a film that
    ffmpeg cannot convert gets one more try. After the last, or when its worker died every time, the version is `failed`.
    """
    version = UUID(version_id)
    attempts = context.job.attempts + 1
    if attempts > MOST_ATTEMPTS:
        await give_up_on_version(version, "video.processing_interrupted")
        return
    try:
        await transcode_version(version)
    except EncodingFailed as error:
        log.warning("encoding_failed", version=version_id, attempt=attempts, words=str(error))
        if attempts < ENCODING_ATTEMPTS:
            raise
        await give_up_on_version(version, "video.encoding_failed")
    except Exception as error:
        log.warning("transcode_interrupted", version=version_id, attempt=attempts, error=repr(error))
        if attempts < MOST_ATTEMPTS:
            raise
        await give_up_on_version(version, "video.processing_interrupted")
        raise
