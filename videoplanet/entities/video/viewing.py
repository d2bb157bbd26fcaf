"""What somebody may see and take of a video they may watch: all of it for members, what the link says for guests."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from videoplanet.entities.share.model import ShareLink
from videoplanet.shared.errors import NotFound
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Viewing:
    """Who looks, and what they may get.

    A guest whose link forbids downloads never gets the original: they watch from the first rendition on.
    """

    principal: Principal
    may_download: bool = True
    latest_version_only: bool = False


async def viewing_of(session: AsyncSession, principal: Principal) -> Viewing:
    """Return how `principal` sees videos; whether they may see one at all is asked of `authorize_video`.

    Raises:
        NotFound: the guest's link is gone.
    """
    if principal.share_id is None:
        return Viewing(principal)
    query = select(col(ShareLink.allows_download), col(ShareLink.latest_version_only)).where(
        col(ShareLink.id) == principal.share_id
    )
    terms = (await session.execute(query)).first()
    if terms is None:
        raise NotFound
    return Viewing(principal, may_download=terms[0], latest_version_only=terms[1])
