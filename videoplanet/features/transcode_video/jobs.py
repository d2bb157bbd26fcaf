"""The background tasks: they try again while engines are away, and say why when they give up."""

from __future__ import annotations

import errno
from contextlib import suppress
from uuid import UUID

import structlog
from procrastinate import JobContext, RetryStrategy

from videoplanet.features.transcode_video.outcome import give_up_on_version, wait_with
from videoplanet.features.transcode_video.service import clean_version, give_up_on_stranded, transcode_version
from videoplanet.shared.errors import NotFound, Unavailable
from videoplanet.shared.jobs import MEDIA_QUEUE, tasks
from videoplanet.shared.media.ffmpeg import EncodingFailed

log = structlog.get_logger(__name__)
MOST_ATTEMPTS = 12
ATTEMPTS_AT_A_FILM = {"video.disk_full": MOST_ATTEMPTS, "video.encoding_failed": 2, "video.original_damaged": 2}
"""How often each failure of ffmpeg is tried; those not named are told at once."""


@tasks.task(
    name="transcode",
    queue=MEDIA_QUEUE,
    pass_context=True,
    retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2),
)
async def transcode(context: JobContext, version_id: str) -> None:
    """Make a version's renditions.

    An engine that is away, or a full disk, is waited for (2, 4, 8 … seconds between attempts, about two hours in all); a
    film that ffmpeg cannot convert gets one more try. After the last, or when its worker died every time, the version is
    `failed`.
    """
    version = UUID(version_id)
    attempts = context.job.attempts + 1
    if attempts > MOST_ATTEMPTS:
        await give_up_on_version(version, "video.processing_interrupted")
        return
    try:
        await transcode_version(version)
    except Exception as error:
        code = reason(error)
        log.warning("transcode_interrupted", version=version_id, attempt=attempts, code=code, error=repr(error))
        if attempts < attempts_for(error, code):
            with suppress(Unavailable):
                await wait_with(version, code)
            raise
        await give_up_on_version(version, code)


@tasks.task(name="clean_version", retry=RetryStrategy(max_attempts=MOST_ATTEMPTS, exponential_wait=2))
async def clean(version_id: str) -> None:
    """Remove what nothing refers to of a version that failed or was cancelled."""
    await clean_version(UUID(version_id))


@tasks.periodic(cron="*/10 * * * *")
@tasks.task(name="give_up_on_stranded", queueing_lock="give_up_on_stranded")
async def stranded(timestamp: int) -> None:
    """Find versions that nobody works on any more; `timestamp` is the planned run, in Unix seconds."""
    await give_up_on_stranded()


def reason(error: Exception) -> str:
    """The word for why a run ended: the text `error.<code>` says it to people."""
    if isinstance(error, EncodingFailed):
        return error.code
    if isinstance(error, NotFound):
        return "video.original_gone"
    if isinstance(error, Unavailable):
        return error.code if error.code.startswith("video.") else "video.storage_away"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "video.disk_full"
    return "video.processing_interrupted"


def attempts_for(error: Exception, code: str) -> int:
    """How often such a failure is tried in all."""
    if isinstance(error, EncodingFailed):
        return ATTEMPTS_AT_A_FILM.get(code, 1)
    return 1 if isinstance(error, NotFound) else MOST_ATTEMPTS
