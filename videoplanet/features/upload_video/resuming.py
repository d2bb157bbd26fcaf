"""Use cases of an upload in parts: begin it, see what arrived, give it up. Parts are taken by `part`, the end is `completing`."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_new_video
from videoplanet.entities.upload.model import Upload, UploadStatus
from videoplanet.entities.upload.part_address import part_path
from videoplanet.entities.upload.repository import own_upload, parts_of, unfinished_uploads
from videoplanet.entities.upload.storage_use import require_room
from videoplanet.features.upload_video.digests import content_digest
from videoplanet.features.upload_video.direct import learn_parts, remember_checksum
from videoplanet.features.upload_video.discarding import discard_upload
from videoplanet.features.upload_video.filename import displayed_name
from videoplanet.features.upload_video.limits import refuse_size
from videoplanet.features.upload_video.placing import authorize_upload, checked_title
from videoplanet.features.upload_video.views import UploadView, upload_view
from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import Conflict, Invalid, NotAVideo, NotFound
from videoplanet.shared.http.pages import encode_cursor, id_before
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.storage_multipart import (
    MOST_PARTS,
    PART_BYTES,
    abort_multipart,
    begin_multipart,
    direct_part_address,
    takes_parts_directly,
)

_DIRECT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class WantedUpload:
    """What somebody is about to send: a new video, or the next version of `video_id`. `size` in bytes."""

    filename: str
    size: int
    video_id: UUID | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class SignedPart:
    """Where one part goes and the headers it must be sent with."""

    url: str
    headers: dict[str, str]


@dataclass(frozen=True, slots=True)
class UploadPage:
    """A page of uploads, newest first."""

    items: Sequence[UploadView]
    next_cursor: str | None


async def begin_upload(principal: Principal, project_id: UUID, wanted: WantedUpload, *, origin: str) -> UploadView:
    """Reserve room for a film and say where its parts go.

    Raises:
        NotFound, NotAllowed, NotSignedIn, Conflict: the sender may not upload there; a guest never adds versions.
        TooLarge: `upload.too_large`, `upload.quota_project` or `upload.quota_user`.
        NotAVideo: `video.empty`.
        Invalid: the title is too long.
        Unavailable: storage or database is away.
    """
    if wanted.size == 0:
        raise NotAVideo("video.empty")
    refuse_size(wanted.size)
    upload = Upload(
        project_id=project_id,
        video_id=wanted.video_id,
        created_by=None if principal.is_guest else principal.subject_id,
        guest_id=principal.subject_id if principal.is_guest else None,
        filename=displayed_name(wanted.filename),
        title=checked_title(wanted.title),
        size=wanted.size,
        part_size=_part_size(wanted.size),
        storage_upload_id="",
        expires_at=now() + timedelta(hours=get_settings().upload_hours),
    )
    async with unit_of_work() as uow:
        await authorize_upload(uow.session, principal, upload)
        await require_room(uow.session, project_id, upload.created_by, upload.size)
        upload.storage_upload_id = await begin_multipart(upload.storage_key)
        try:
            uow.session.add(upload)
            await uow.session.flush()
        except BaseException:
            await asyncio.shield(abort_multipart(upload.storage_key, upload.storage_upload_id))
            raise
        return await upload_view(uow.session, principal, upload, [], origin=origin)


async def see_upload(principal: Principal, upload_id: UUID, *, origin: str) -> UploadView:
    """Return one's own upload, with fresh addresses for the parts that are missing.

    Raises:
        NotFound: there is none, or somebody else began it.
    """
    await learn_what_arrived(principal, upload_id)
    async with unit_of_work() as uow:
        upload = await require_own(uow.session, principal, upload_id)
        arrived = (await parts_of(uow.session, [upload.id]))[upload.id]
        return await upload_view(uow.session, principal, upload, arrived, origin=origin)


async def list_uploads(
    principal: Principal, project_id: UUID, *, cursor: str | None, limit: int, origin: str
) -> UploadPage:
    """Return one's own unfinished uploads of a project, newest first.

    Raises:
        NotFound, NotAllowed, NotSignedIn, Conflict: the sender may not upload there.
    """
    before = id_before(cursor)
    async with unit_of_work() as uow:
        await authorize_new_video(uow.session, principal, project_id)
        found = await unfinished_uploads(uow.session, principal, project_id, before=before, limit=limit + 1)
        arrived = await parts_of(uow.session, [upload.id for upload in found[:limit]])
        items = [
            await upload_view(uow.session, principal, upload, arrived[upload.id], origin=origin)
            for upload in found[:limit]
        ]
    return UploadPage(items, encode_cursor(found[limit - 1].id) if len(found) > limit else None)


async def sign_part(principal: Principal, upload_id: UUID, number: int, sha256: str, *, origin: str) -> SignedPart:
    """Return the address of one part that takes no other bytes than those with this SHA-256 (hexadecimal).

    Raises:
        NotFound: there is no such upload of one's own.
        Invalid: `upload.part_number`.
        Conflict: `upload.closed`.
    """
    async with unit_of_work() as uow:
        upload = await require_own(uow.session, principal, upload_id)
    require_part(upload, number)
    if takes_parts_directly():
        await remember_checksum(upload.id, number, sha256)
        url, headers = direct_part_address(
            upload.storage_key, upload.storage_upload_id, number, sha256, seconds=_DIRECT_SECONDS
        )
        return SignedPart(url, headers)
    expires = int(upload.expires_at.timestamp())
    url = origin + part_path(upload.id, number, expires, sha256)
    return SignedPart(url, {"Content-Digest": content_digest(sha256)})


def require_part(upload: Upload, number: int) -> None:
    """Refuse a part that the upload does not take.

    Raises:
        Conflict: `upload.closed`.
        Invalid: `upload.part_number`.
    """
    if upload.status is not UploadStatus.OPEN or upload.expires_at <= now():
        raise Conflict("upload.closed")
    if not 1 <= number <= upload.part_count:
        raise Invalid("upload.part_number", field="number", limit=upload.part_count)


async def give_up_upload(principal: Principal, upload_id: UUID) -> None:
    """Forget one's own upload with everything that arrived; a film that was taken in already stays.

    Raises:
        NotFound: there is none.
        Unavailable: an engine is away.
    """
    async with unit_of_work() as uow:
        upload = await require_own(uow.session, principal, upload_id)
    await discard_upload(upload.id)


async def learn_what_arrived(principal: Principal, upload_id: UUID) -> None:
    """Where browsers send parts to the storage themselves, only the storage knows which have arrived."""
    if not takes_parts_directly():
        return
    async with unit_of_work() as uow:
        upload = await require_own(uow.session, principal, upload_id)
    if upload.status is UploadStatus.OPEN:
        await learn_parts(upload)


async def require_own(session: AsyncSession, principal: Principal, upload_id: UUID, *, lock: bool = False) -> Upload:
    """Return one's own upload.

    Raises:
        NotFound: there is none, or somebody else began it.
    """
    upload = await own_upload(session, principal, upload_id, lock=lock)
    if upload is None:
        raise NotFound
    return upload


def _part_size(size: int) -> int:
    """8 MiB, more only for a film that would have too many parts."""
    part_size = PART_BYTES
    while size > part_size * MOST_PARTS:
        part_size *= 2
    return part_size
