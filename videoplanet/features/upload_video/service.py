"""Use case: somebody hands in a film in one go, as a form. It is stored, looked into and placed, or refused without a trace."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from uuid import UUID

import structlog

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.upload.model import Upload, UploadStatus
from videoplanet.entities.upload.repository import upload_by_id
from videoplanet.entities.upload.storage_use import require_room
from videoplanet.entities.video.view import VideoView
from videoplanet.features.upload_video.discarding import discard_upload
from videoplanet.features.upload_video.filename import displayed_name
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.features.upload_video.limits import refuse_declared_size
from videoplanet.features.upload_video.placing import checked_title, take_film
from videoplanet.features.upload_video.storing import store_chunks
from videoplanet.features.upload_video.views import placed_video
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage_multipart import PART_BYTES, begin_multipart

log = structlog.get_logger(__name__)


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
        TooLarge: `upload.too_large`, `upload.quota_project` or `upload.quota_user`.
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
    upload = Upload(
        project_id=project_id,
        video_id=video_id,
        created_by=principal.subject_id,
        status=UploadStatus.CHECKING,
        filename=displayed_name(incoming.filename),
        size=incoming.declared_size or 0,
        part_size=PART_BYTES,
        storage_upload_id="",
        expires_at=now() + timedelta(hours=get_settings().upload_hours),
    )
    async with unit_of_work() as uow:
        await require_room(uow.session, project_id, principal.subject_id, upload.size)
        upload.storage_upload_id = await begin_multipart(upload.storage_key)
        uow.session.add(upload)
    try:
        stored = await store_chunks(upload.storage_key, upload.storage_upload_id, incoming.chunks)
        await _keep_title(upload, checked_title(incoming.title))
        await take_film(upload, principal, stored)
    except BaseException as error:
        log.info("upload_refused", reason=getattr(error, "code", type(error).__name__))
        await asyncio.shield(_forget(upload))
        raise
    view = await placed_video(principal, upload)
    await discard_upload(upload.id)
    return view


async def _keep_title(upload: Upload, title: str | None) -> None:
    upload.title = title
    async with unit_of_work() as uow:
        row = await upload_by_id(uow.session, upload.id)
        if row is not None:
            row.title = title


async def _forget(upload: Upload) -> None:
    """Leave nothing of what was refused.

    Why it was refused matters more than an engine that cannot be told: then the row stays, and with it what is needed to tidy up.
    """
    try:
        await discard_upload(upload.id)
    except VideoPlanetError as error:
        log.warning("upload_left_behind", upload=str(upload.id), reason=error.code)
