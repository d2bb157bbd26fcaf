"""From a stored file to a version under review: looked into, placed on its video's stack, queued for its renditions.

Both ways in end here: the form and the resumable upload. The upload's row is locked while its version is placed and is `done` in
the same transaction, so one upload makes one version however often this runs.
"""

from __future__ import annotations

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import Access, authorize_new_video, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.activity.operations.videos import VERSION_NEW
from videoplanet.entities.activity.service import record
from videoplanet.entities.job.kinds import TRANSCODE, transcode_priority
from videoplanet.entities.job.model import Job
from videoplanet.entities.job.queueing import queue_job
from videoplanet.entities.share.guests import link_of_guest
from videoplanet.entities.share.model import ShareLinkVideo
from videoplanet.entities.upload.model import Upload, UploadStatus
from videoplanet.entities.upload.repository import upload_by_id
from videoplanet.entities.upload.storage_use import require_room
from videoplanet.entities.video.described import columns
from videoplanet.entities.video.model import TITLE_LENGTH, Version, VersionStatus, Video
from videoplanet.entities.video.repository import latest_number, video_by_id
from videoplanet.entities.video.view import version_payload
from videoplanet.features.upload_video.filename import title_from
from videoplanet.features.upload_video.storing import StoredFile
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import UnitOfWork, unit_of_work
from videoplanet.shared.errors import Invalid, NotAllowed, NotFound
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.probe import probe
from videoplanet.shared.plain_text import line_of
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage import presigned_get

log = structlog.get_logger(__name__)
_CONTENT_TYPES = {
    "mov": "video/mp4",
    "matroska": "video/x-matroska",
    "mxf": "application/mxf",
    "mpegts": "video/mp2t",
    "avi": "video/x-msvideo",
}


async def take_film(upload: Upload, principal: Principal, stored: StoredFile) -> None:
    """Look into the stored object of an upload that is being checked, and place it; does nothing when that has happened.

    Raises:
        NotAVideo: with the codes of `probe`.
        NotFound, NotAllowed, NotSignedIn, Conflict: the sender may not upload there any more, or the video is gone.
        TooLarge: `upload.quota_project` or `upload.quota_user`.
        Unavailable: storage or database is away.
    """
    facts = await probe(presigned_get(upload.storage_key))
    async with unit_of_work(joins=False) as uow:
        current = await upload_by_id(uow.session, upload.id, lock=True)
        if current is None:
            raise NotFound
        if current.status is not UploadStatus.CHECKING:
            return
        await authorize_upload(uow.session, principal, upload)
        if stored.size > upload.size:
            await require_room(uow.session, upload.project_id, upload.created_by, stored.size, without=upload.id)
        version = _described(upload, stored, facts)
        video = await _place(uow.session, principal, upload, version)
        await _queue(uow, principal, video, version)
        current.status = UploadStatus.DONE
        current.size = stored.size
    log.info("film_received", version=str(version.id), size=stored.size, codec=facts.video_codec)


async def authorize_upload(session: AsyncSession, principal: Principal, upload: Upload) -> Access:
    """Whether `principal` may add this upload's film: as a new video, or as a version (never a guest).

    Raises:
        NotFound, NotAllowed, NotSignedIn, Conflict: as the project's access says; a video of another project is not found.
    """
    if upload.video_id is None:
        return await authorize_new_video(session, principal, upload.project_id)
    if principal.is_guest:
        raise NotAllowed
    access = await authorize_video(session, principal, upload.video_id, Action.UPLOAD)
    if access.project_id != upload.project_id:
        raise NotFound
    return access


async def sender_of(session: AsyncSession, upload: Upload) -> Principal:
    """Who began an upload, for work that goes on without them. Their rights are asked again when the film is placed."""
    if upload.guest_id is None:
        assert upload.created_by is not None
        return Principal("user", upload.created_by, upload.id, "")
    share_id = await link_of_guest(session, upload.guest_id)
    return Principal("guest", upload.guest_id, upload.id, "", share_id=share_id)


def checked_title(title: str | None) -> str | None:
    """The title on one line; None when there is none.

    Raises:
        Invalid: it is too long, or no text.
    """
    given = line_of("title", title or "")
    if len(given) > TITLE_LENGTH:
        raise Invalid("field.too_long", field="title", limit=TITLE_LENGTH)
    return given or None


def _described(upload: Upload, stored: StoredFile, facts: Facts) -> Version:
    return Version(
        id=upload.version_id,
        video_id=upload.video_id or upload.new_video_id,
        number=1,
        status=VersionStatus.PROCESSING,
        filename=upload.filename,
        content_type=_CONTENT_TYPES.get(facts.container, "application/octet-stream"),
        size=stored.size,
        stored_bytes=stored.size,
        sha256=stored.sha256,
        parts_sha256=stored.parts_sha256,
        uploaded_by=upload.created_by,
        guest_id=upload.guest_id,
        **columns(facts),
    )


async def _place(session: AsyncSession, principal: Principal, upload: Upload, version: Version) -> Video:
    """Put the version on its video's stack; the video's row is locked, so that numbers are distinct."""
    if upload.video_id is None:
        title = upload.title or title_from(upload.filename)
        video = Video(id=version.video_id, project_id=upload.project_id, title=title, created_by=upload.created_by)
        session.add(video)
        await session.flush()
        if principal.share_id is not None:
            session.add(ShareLinkVideo(share_id=principal.share_id, video_id=video.id))
    else:
        found = await video_by_id(session, upload.video_id, lock=True)
        if found is None:
            raise NotFound
        video = found
        version.number = await latest_number(session, video.id) + 1
        video.updated_at = now()
    session.add(version)
    await session.flush()
    return video


async def _queue(uow: UnitOfWork, principal: Principal, video: Video, version: Version) -> None:
    """Queue the job that makes the version's renditions, and tell the project."""
    priority = transcode_priority(version.duration_seconds)
    job = Job(kind=TRANSCODE, project_id=video.project_id, video_id=video.id, version_id=version.id, priority=priority)
    await queue_job(uow.session, job)
    version.job_id = job.id
    await uow.session.flush()
    happened = VERSION_NEW.of(version_payload(video, version, 0))
    await record(uow, principal, video.project_id, happened, video_id=video.id)
