"""An upload as its sender sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.viewing import viewing_of
from videoplanet.entities.upload.model import Upload, UploadPart, UploadStatus
from videoplanet.entities.upload.part_address import part_path
from videoplanet.entities.video.repository import version_stacks, video_by_id
from videoplanet.entities.video.view import VideoView, video_view
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.i18n.catalogue import translate
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class PartAddress:
    """Where a part is to be sent with PUT."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class ArrivedPart:
    """A part that is stored; `size` in bytes, `sha256` in hexadecimal."""

    number: int
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class UploadView:
    """An upload; sizes in bytes.

    `parts` are those still missing while it is `open`; every part has `part_size`, only the last may be smaller. `video`,
    `version` and `sha256` (of the whole file, once computed) are null until the film was taken in; `error` is `error_code` in the
    reader's words.
    """

    upload_id: UUID
    project_id: UUID
    video_id: UUID | None
    filename: str
    size: int
    part_size: int
    status: UploadStatus
    parts: list[PartAddress]
    arrived: list[ArrivedPart]
    created_at: datetime
    expires_at: datetime
    error_code: str | None
    error: str | None
    video: VideoView | None
    version: int | None
    sha256: str | None


async def upload_view(
    session: AsyncSession, principal: Principal, upload: Upload, arrived: Sequence[UploadPart], *, origin: str
) -> UploadView:
    """The view of an upload; `origin` is put before the addresses of its parts."""
    video = await _video(session, principal, upload) if upload.status is UploadStatus.DONE else None
    version = next((one for one in video.versions if one.id == upload.version_id), None) if video else None
    is_open = upload.status is UploadStatus.OPEN
    expires = int(upload.expires_at.timestamp())
    return UploadView(
        upload_id=upload.id,
        project_id=upload.project_id,
        video_id=video.id if video else upload.video_id,
        filename=upload.filename,
        size=upload.size,
        part_size=upload.part_size,
        status=upload.status,
        parts=[
            PartAddress(number, origin + part_path(upload.id, number, expires))
            for number in (missing_parts(upload, arrived) if is_open else ())
        ],
        arrived=[ArrivedPart(part.number, part.size, part.sha256) for part in arrived],
        created_at=upload.created_at,
        expires_at=upload.expires_at,
        error_code=upload.error_code,
        error=translate(f"error.{upload.error_code}", principal.language) if upload.error_code else None,
        video=video,
        version=version.number if version else None,
        sha256=version.sha256 if version else None,
    )


async def placed_video(principal: Principal, upload: Upload) -> VideoView:
    """The video that an upload's film became part of.

    Raises:
        NotFound: it was deleted since.
    """
    async with unit_of_work() as uow:
        view = await _video(uow.session, principal, upload)
    if view is None:
        raise NotFound
    return view


def missing_parts(upload: Upload, arrived: Sequence[UploadPart]) -> list[int]:
    """Numbers of the parts that have not arrived, from 1."""
    there = {part.number for part in arrived}
    return [number for number in range(1, upload.part_count + 1) if number not in there]


async def _video(session: AsyncSession, principal: Principal, upload: Upload) -> VideoView | None:
    video = await video_by_id(session, upload.video_id or upload.new_video_id)
    if video is None:
        return None
    stacks = await version_stacks(session, [video.id])
    return video_view(video, stacks[video.id], await viewing_of(session, principal))
