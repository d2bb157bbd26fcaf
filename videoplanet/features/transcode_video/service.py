"""Use case of the worker: original in, renditions and pictures out, `ready` exactly once however often it runs.

Whatever has been stored and told stays as it is: a run that was cut short goes on from there, and objects never change.
"""

from __future__ import annotations

from uuid import UUID

import structlog

from videoplanet.entities.job.repository import stranded_versions
from videoplanet.entities.video.model import VersionStatus
from videoplanet.entities.video.repository import version_by_id
from videoplanet.features.transcode_video.conversion import Conversion
from videoplanet.features.transcode_video.outcome import Superseded, Work, begin, give_up_on_version
from videoplanet.features.transcode_video.storing import remove_unreferenced
from videoplanet.features.transcode_video.workplace import workplace
from videoplanet.shared.db.unit_of_work import unit_of_work

log = structlog.get_logger(__name__)
LIKELY_SHARE_OF_PEAK = 0.5
BYTES_OF_A_KILOBIT = 125


async def transcode_version(version_id: UUID) -> None:
    """Make everything a version needs for review; does nothing when that is done, cancelled, or the video is gone.

    Raises:
        EncodingFailed: ffmpeg cannot make it.
        NotFound: the original is not in the storage.
        Unavailable: an engine is away, or the disk is full; worth another try.
        OSError: the disk is full.
    """
    work = await begin(version_id)
    if work is None:
        return
    try:
        async with workplace(version_id, _needed_bytes(work)) as folder:
            await Conversion(work, folder).run()
    except Superseded:
        log.info("transcode_superseded", version=str(version_id))


async def clean_version(version_id: UUID) -> None:
    """Remove what a cancelled or failed run left of a version that nothing refers to, and count what stays."""
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id)
    if version is None or version.status is not VersionStatus.FAILED:
        return
    stored_bytes = await remove_unreferenced(version)
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is not None and version.status is VersionStatus.FAILED:
            version.stored_bytes = stored_bytes


async def give_up_on_stranded() -> None:
    """Say so of versions whose job has left the queue without an outcome: the database was away when it should be told."""
    async with unit_of_work() as uow:
        stranded = await stranded_versions(uow.session)
    for version_id in stranded:
        await give_up_on_version(version_id, "video.processing_interrupted")


def _needed_bytes(work: Work) -> int:
    """The room a run takes: the original, the renditions and one download of them at a time."""
    peak = sum(rung.peak for rung in Conversion.plan(work.facts))
    renditions = LIKELY_SHARE_OF_PEAK * peak * BYTES_OF_A_KILOBIT * float(work.facts.duration)
    return work.version.size + round(2 * renditions)
