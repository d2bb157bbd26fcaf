"""Use case: is this file in the project already? Asked before it is sent, from what a browser can know of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.access.authorization import authorize_new_video
from videoplanet.entities.share.model import ShareLinkVideo
from videoplanet.entities.video.model import Version, Video
from videoplanet.entities.video.shown import shown_version, watchables
from videoplanet.entities.video.viewing import viewing_of
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.security.principal import Principal

MOST_FILMS = 20


@dataclass(frozen=True, slots=True)
class KnownFilm:
    """A version whose original is the same file."""

    video_id: UUID
    title: str
    version: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KnownFilms:
    """How many versions of the project have the file's size, and, newest first, those that are the file."""

    same_size: int
    films: list[KnownFilm]


async def known_films(principal: Principal, project_id: UUID, *, size: int, parts_sha256: str | None) -> KnownFilms:
    """Return what is known of a file of `size` bytes; guests are told of the films behind their own link only.

    Without `parts_sha256` only sizes are compared, so that nobody has to read a large file that cannot be known.

    Raises:
        NotFound, NotAllowed, NotSignedIn, Conflict: the sender may not upload there.
    """
    columns = select(col(Video.id), col(Video.title), col(Version.number), col(Version.created_at))
    async with unit_of_work() as uow:
        await authorize_new_video(uow.session, principal, project_id)
        of_size = [*_of_size(project_id, size), *await _known_to(uow.session, principal)]
        the_same = columns.select_from(Version).join(Video, _ON_STACK).where(*of_size)
        the_same = the_same.where(col(Version.parts_sha256) == parts_sha256).order_by(col(Version.created_at).desc())
        count = select(func.count()).select_from(Version).join(Video, _ON_STACK).where(*of_size)
        same_size = (await uow.session.execute(count)).scalar_one()
        if not same_size or parts_sha256 is None:
            return KnownFilms(same_size, [])
        rows = await uow.session.execute(the_same.limit(MOST_FILMS))
        return KnownFilms(same_size, [KnownFilm(*row) for row in rows])


_ON_STACK = col(Video.id) == col(Version.video_id)


def _of_size(project_id: UUID, size: int) -> list[ColumnElement[bool]]:
    return [
        col(Video.project_id) == project_id,
        col(Video.deleted_at).is_(None),
        col(Version.size) == size,
    ]


async def _known_to(session: AsyncSession, principal: Principal) -> list[ColumnElement[bool]]:
    """What restricts the versions to those the sender may know of."""
    if principal.share_id is None:
        return []
    shared = select(col(ShareLinkVideo.video_id)).where(col(ShareLinkVideo.share_id) == principal.share_id)
    viewing = await viewing_of(session, principal)
    if not viewing.latest_version_only:
        return [col(Video.id).in_(shared)]
    stacks = await watchables(session, (await session.execute(shared)).scalars().all())
    shown = {id_: shown_version(stack, may_download=viewing.may_download) for id_, stack in stacks.items()}
    pairs = [(id_, version.number) for id_, version in shown.items() if version is not None]
    return [tuple_(col(Version.video_id), col(Version.number)).in_(pairs)]
