"""Use case: is this file in the project already? Asked before it is sent, from what a browser can know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from videoplanet.entities.access.authorization import authorize_new_video
from videoplanet.entities.access.viewing import viewing_of
from videoplanet.entities.share.repository import video_ids_of_link
from videoplanet.entities.video.originals import Among, KnownFilm, how_many, same_files
from videoplanet.entities.video.shown import shown_version, watchables
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class KnownFilms:
    """How many versions of the project have the file's size, and, newest first, those that are the file."""

    same_size: int
    films: Sequence[KnownFilm]


async def known_films(principal: Principal, project_id: UUID, *, size: int, parts_sha256: str | None) -> KnownFilms:
    """Return what is known of a file of `size` bytes; guests are told of the films behind their own link only.

    Without `parts_sha256` only sizes are compared, so that nobody has to read a large file that cannot be known.

    Raises:
        NotFound, NotAllowed, NotSignedIn, Conflict: the sender may not upload there.
    """
    async with unit_of_work() as uow:
        await authorize_new_video(uow.session, principal, project_id)
        among = await _known_to(uow.session, principal, project_id, size)
        same_size = await how_many(uow.session, among)
        if not same_size or parts_sha256 is None:
            return KnownFilms(same_size, [])
        return KnownFilms(same_size, await same_files(uow.session, among, parts_sha256))


async def _known_to(session: AsyncSession, principal: Principal, project_id: UUID, size: int) -> Among:
    """Originals of that size of which the sender may know."""
    if principal.share_id is None:
        return Among(project_id, size)
    shared = await video_ids_of_link(session, principal.share_id)
    viewing = await viewing_of(session, principal)
    if not viewing.latest_version_only:
        return Among(project_id, size, videos=shared)
    stacks = await watchables(session, shared)
    shown = {id_: shown_version(stack, may_download=viewing.may_download) for id_, stack in stacks.items()}
    return Among(project_id, size, versions=[(id_, one.number) for id_, one in shown.items() if one is not None])
