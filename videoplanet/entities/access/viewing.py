"""How somebody sees the videos they may watch, and which of their versions they may know of."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.share.model import ShareLink
from videoplanet.entities.video.model import Version
from videoplanet.entities.video.shown import shown_version, watchables
from videoplanet.entities.video.viewing import Viewing
from videoplanet.shared.db.reading import Reads
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


async def viewing_of(session: Reads, principal: Principal) -> Viewing:
    """Return how `principal` sees videos; whether they may see one at all is asked of `authorize_video`.

    Raises:
        NotFound: the guest's link is gone.
    """
    if principal.share_id is None:
        return Viewing(principal)
    terms = (await session.execute(_TERMS, {"share_id": principal.share_id})).first()
    if terms is None:
        raise NotFound
    return Viewing(principal, may_download=terms[0], latest_version_only=terms[1])


_TERMS = select(col(ShareLink.allows_download), col(ShareLink.latest_version_only)).where(
    col(ShareLink.id) == bindparam("share_id", type_=Uuid())
)


async def only_shown_number(session: Reads, principal: Principal, video_id: UUID) -> int | None:
    """Return the number of the one version a principal may know of, 0 without any; None when they may know of every version."""
    viewing = await viewing_of(session, principal)
    if not viewing.latest_version_only:
        return None
    versions = (await watchables(session, [video_id]))[video_id]
    shown = shown_version(versions, may_download=viewing.may_download)
    return shown.number if shown is not None else 0


async def require_known(session: AsyncSession, principal: Principal, video_id: UUID, number: int) -> None:
    """Refuse the number of a version that there is not, or that the principal may not know of.

    Raises:
        NotFound: one of both.
    """
    query = select(col(Version.id)).where(col(Version.video_id) == video_id, col(Version.number) == number)
    if (await session.execute(query)).first() is None:
        raise NotFound
    await require_shown(session, principal, video_id, number)


async def require_shown(session: AsyncSession, principal: Principal, video_id: UUID, number: int) -> None:
    """Refuse a version that the principal may not know of.

    Raises:
        NotFound: the link shows the newest version only, and this is another one.
    """
    if await only_shown_number(session, principal, video_id) not in (None, number):
        raise NotFound
