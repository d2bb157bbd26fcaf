"""Use case: somebody hands in a film. It is stored, looked into and queued for its renditions, or refused without a trace."""

from __future__ import annotations

import asyncio
from uuid import UUID

import structlog

from videoplanet.entities.activity.service import record
from videoplanet.entities.job.model import Job
from videoplanet.entities.project.access import authorize_project, authorize_video
from videoplanet.entities.project.policy import Action
from videoplanet.entities.video.model import TITLE_LENGTH, Version, VersionStatus, Video
from videoplanet.entities.video.repository import latest_number, version_stacks, video_by_id
from videoplanet.entities.video.view import VideoView, version_payload, video_view
from videoplanet.entities.video.viewing import Viewing
from videoplanet.features.upload_video.filename import displayed_name, title_from
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.storing import StoredFile, refuse_declared_size, store_chunks
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid, NotFound, VideoPlanetError
from videoplanet.shared.ids import new_id
from videoplanet.shared.jobs import defer
from videoplanet.shared.media.facts import Facts, browser_playable
from videoplanet.shared.media.probe import probe
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage import delete_objects, presigned_get

log = structlog.get_logger(__name__)
_CONTENT_TYPES = {
    "mov": "video/mp4",
    "matroska": "video/x-matroska",
    "mxf": "application/mxf",
    "mpegts": "video/mp2t",
    "avi": "video/x-msvideo",
}


async def receive_video(principal: Principal, project_id: UUID, incoming: IncomingFilm) -> VideoView:
    """Make a new video in a project, with the film as version 1; errors as for `receive_version`."""
    async with unit_of_work() as uow:
        await authorize_project(uow.session, principal, project_id, Action.UPLOAD)
    return await _receive(principal, incoming, project_id=project_id, video_id=None)


async def receive_version(principal: Principal, video_id: UUID, incoming: IncomingFilm) -> VideoView:
    """Add the film to a video as its next version.

    Permission is checked before a byte is read, and again when the film is in. A title that comes with a version is
    not used: the video has one.

    Raises:
        NotFound, NotAllowed, Conflict: as `authorize_video` says.
        TooLarge: `upload.too_large`.
        NotAVideo: with the codes of `probe`.
        Invalid: the title is too long.
        Unavailable: storage or database is away.
    """
    async with unit_of_work() as uow:
        access = await authorize_video(uow.session, principal, video_id, Action.UPLOAD)
    return await _receive(principal, incoming, project_id=access.project_id, video_id=video_id)


async def _receive(
    principal: Principal, incoming: IncomingFilm, *, project_id: UUID, video_id: UUID | None
) -> VideoView:
    refuse_declared_size(incoming.declared_size)
    version = Version(
        video_id=video_id or new_id(),
        number=1,
        status=VersionStatus.PROCESSING,
        filename=displayed_name(incoming.filename),
        uploaded_by=principal.subject_id,
    )
    key = f"{version.storage_prefix}/original"
    stored = await store_chunks(key, incoming.chunks)
    try:
        title = _title(incoming, version.filename)
        facts = await probe(presigned_get(key))
        _describe(version, stored, facts)
        async with unit_of_work() as uow:
            video = await _place(uow, principal, version, title, project_id=project_id, is_new=video_id is None)
            await _queue(uow, principal, video, version)
            stacks = await version_stacks(uow.session, [video.id])
            view = video_view(video, stacks[video.id], Viewing(principal))
    except BaseException as error:
        log.info("upload_refused", reason=getattr(error, "code", type(error).__name__), size=stored.size)
        await asyncio.shield(_forget(key))
        raise
    log.info("film_received", version=str(version.id), size=stored.size, codec=facts.video_codec)
    return view


async def _forget(key: str) -> None:
    """Delete what was refused; why it was refused matters more than a storage that cannot be told."""
    try:
        await delete_objects([key])
    except VideoPlanetError as error:
        log.warning("object_left_behind", key=key, reason=error.code)


def _title(incoming: IncomingFilm, filename: str) -> str:
    given = " ".join((incoming.title or "").split())
    if len(given) > TITLE_LENGTH:
        raise Invalid("field.too_long", field="title", limit=TITLE_LENGTH)
    return given or title_from(filename)[:TITLE_LENGTH]


def _describe(version: Version, stored: StoredFile, facts: Facts) -> None:
    timebase = facts.timebase
    version.size = stored.size
    version.sha256 = stored.sha256
    version.content_type = _CONTENT_TYPES.get(facts.container, "application/octet-stream")
    version.rate_num, version.rate_den = facts.rate.num, facts.rate.den
    version.frame_count = facts.frame_count
    version.start_frame, version.is_drop_frame = timebase.start, timebase.drop_frame
    version.width, version.height = facts.width, facts.height
    version.duration_seconds = float(facts.duration)
    version.video_codec, version.audio_codec = facts.video_codec, facts.audio_codec
    version.details = facts.to_json()
    version.is_playable = browser_playable(facts)


async def _place(
    uow: UnitOfWork, principal: Principal, version: Version, title: str, *, project_id: UUID, is_new: bool
) -> Video:
    """Put the version on its video's stack; the video's row is locked, so that numbers are distinct."""
    if is_new:
        await authorize_project(uow.session, principal, project_id, Action.UPLOAD)
        video = Video(id=version.video_id, project_id=project_id, title=title, created_by=principal.subject_id)
        uow.session.add(video)
    else:
        await authorize_video(uow.session, principal, version.video_id, Action.UPLOAD)
        found = await video_by_id(uow.session, version.video_id, lock=True)
        if found is None:
            raise NotFound
        video = found
        version.number = await latest_number(uow.session, video.id) + 1
        video.updated_at = now()
    await uow.session.flush()
    return video


async def _queue(uow: UnitOfWork, principal: Principal, video: Video, version: Version) -> None:
    """Store the version with the job that makes its renditions, and tell the project."""
    job = Job(kind="transcode", project_id=video.project_id, video_id=video.id)
    version.job_id = job.id
    uow.session.add_all([job, version])
    await uow.session.flush()
    await defer(uow.session, "transcode", queue="media", lock=f"version:{version.id}", version_id=str(version.id))
    await record(uow, principal, video.project_id, "version.new", version_payload(video, version, 0), video_id=video.id)
