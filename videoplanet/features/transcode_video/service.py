"""Use case of the worker: original in, renditions and poster out, `ready` exactly once however often it runs.

A run that was cut short leaves objects under the same keys, which the next run replaces; the row says `ready` only after
all of them are stored, and only the run that changes it tells the project.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from uuid import UUID

import structlog
from sqlalchemy import update
from sqlmodel import col

from videoplanet.entities.activity.service import record
from videoplanet.entities.job.model import Job, JobStatus
from videoplanet.entities.video.model import Version, VersionStatus, Video
from videoplanet.entities.video.repository import version_by_id, video_by_id
from videoplanet.entities.video.view import version_payload
from videoplanet.features.transcode_video.progress import LiveProgress
from videoplanet.features.transcode_video.workplace import workplace
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.ladder import Ladder, make_ladder
from videoplanet.shared.media.poster import make_poster
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage import fetch_object, put_object

log = structlog.get_logger(__name__)
UPLOADS_AT_ONCE = 8
_CONTENT_TYPES = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4s": "video/iso.segment",
    ".mp4": "video/mp4",
}


async def transcode_version(version_id: UUID) -> None:
    """Make everything a version needs for review; does nothing when that is done, or the video is gone.

    Raises:
        EncodingFailed: ffmpeg cannot make it.
        Unavailable: an engine is away, or the disk is full; worth another try.
    """
    begun = await _begin(version_id)
    if begun is None:
        return
    version, video = begun
    facts = Facts.from_json(version.details)
    progress = LiveProgress(
        project_id=video.project_id,
        video_id=video.id,
        version_id=version.id,
        number=version.number,
        job_id=version.job_id,
    )
    async with workplace(version.id, version.size) as folder:
        original = folder / "original"
        await fetch_object(f"{version.storage_prefix}/original", original)
        poster = folder / "poster.jpg"
        await make_poster(original, facts, poster)
        await put_object(f"{version.storage_prefix}/poster.jpg", poster, "image/jpeg")
        renditions = folder / "hls"
        renditions.mkdir()
        ladder = await make_ladder(
            original,
            facts,
            renditions,
            threads=_threads(),
            timeout_seconds=max(900.0, 30 * float(facts.duration)),
            progress=progress.report,
        )
        await _store_renditions(renditions, f"{version.storage_prefix}/hls")
    await _finish(version.id, facts, ladder)


async def give_up_on_version(version_id: UUID, error_code: str) -> None:
    """Mark a version as failed, with the catalogue's `error.<code>` as the reason, and tell the project. Once."""
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is None or version.status is not VersionStatus.PROCESSING:
            return
        version.status, version.error_code = VersionStatus.FAILED, error_code
        await _end_job(uow, version, JobStatus.FAILED, error_code)
        video = await video_by_id(uow.session, version.video_id)
        if video is not None:
            await _tell(uow, video, version, "version.failed")
    log.warning("transcode_failed", version=str(version_id), code=error_code)


async def _begin(version_id: UUID) -> tuple[Version, Video] | None:
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id)
        if version is None or version.status is not VersionStatus.PROCESSING:
            return None
        video = await video_by_id(uow.session, version.video_id)
        if video is None:
            await _end_job(uow, version, JobStatus.CANCELLED, None)
            return None
        running = {"status": JobStatus.RUNNING, "started_at": now(), "attempts": Job.attempts + 1}
        await uow.session.execute(update(Job).where(col(Job.id) == version.job_id).values(**running))
        return version, video


async def _store_renditions(folder: Path, prefix: str) -> None:
    """Segments first, playlists after them, the master last: a playlist never names what is not there."""
    files = [path for path in await asyncio.to_thread(lambda: sorted(folder.rglob("*"))) if path.is_file()]
    master = [path for path in files if path.parent == folder]
    playlists = [path for path in files if path.suffix == ".m3u8" and path not in master]
    places = asyncio.Semaphore(UPLOADS_AT_ONCE)

    async def store(path: Path) -> None:
        async with places:
            await put_object(f"{prefix}/{path.relative_to(folder)}", path, _CONTENT_TYPES[path.suffix])

    for wave in ([path for path in files if path.suffix != ".m3u8"], playlists, master):
        await asyncio.gather(*(store(path) for path in wave))


async def _finish(version_id: UUID, facts: Facts, ladder: Ladder) -> None:
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, version_id, lock=True)
        if version is None or version.status is not VersionStatus.PROCESSING:
            return
        if ladder.frame_count != facts.frame_count:
            log.warning(
                "frame_count_corrected", version=str(version_id), told=facts.frame_count, made=ladder.frame_count
            )
            version.frame_count = ladder.frame_count
            version.duration_seconds = float(facts.rate.start_seconds(ladder.frame_count))
            version.is_playable = False
        version.status, version.ready_at = VersionStatus.READY, now()
        version.has_renditions = version.has_poster = True
        await _end_job(uow, version, JobStatus.SUCCEEDED, None)
        video = await video_by_id(uow.session, version.video_id)
        if video is not None:
            await _tell(uow, video, version, "version.ready")


async def _end_job(uow: UnitOfWork, version: Version, status: JobStatus, error_code: str | None) -> None:
    ended: dict[str, object] = {"status": status, "ended_at": now(), "error_code": error_code}
    if status is JobStatus.SUCCEEDED:
        ended["progress"] = 100
    await uow.session.execute(update(Job).where(col(Job.id) == version.job_id).values(**ended))


async def _tell(uow: UnitOfWork, video: Video, version: Version, type_: str) -> None:
    uploader = (
        Principal("user", version.uploaded_by, version.id, "")
        if version.uploaded_by is not None
        else Principal("guest", version.guest_id or version.id, version.id, "")
    )
    await record(uow, uploader, video.project_id, type_, version_payload(video, version, 0), video_id=video.id)


def _threads() -> int:
    """Half of the processors unless the settings say otherwise."""
    return get_settings().transcode_threads or max(1, (os.cpu_count() or 2) // 2)
