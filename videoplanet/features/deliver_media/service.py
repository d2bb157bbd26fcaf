"""Use case: may the holder of this address have that file, now? Asked of sessions, links and members, not of the token alone."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import require_shown, viewing_of
from videoplanet.entities.share.guests import guest_principal
from videoplanet.entities.user.sessions import check_session
from videoplanet.entities.video.media_token import MediaGrant, read_media_token
from videoplanet.entities.video.repository import version_by_id, video_by_id
from videoplanet.shared.clock import now
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound, NotSignedIn

REMEMBERED_SECONDS = 4.0
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Deliverable:
    """A version whose files may be handed out. `filename` is what its sender called it, `title` the video's."""

    storage_prefix: str
    title: str
    number: int
    filename: str
    content_type: str
    may_download: bool
    expires_at: int


_remembered: OrderedDict[MediaGrant, tuple[float, Deliverable]] = OrderedDict()


async def open_media(token: str) -> Deliverable:
    """Check an address; what was checked is remembered for four seconds: within that a revocation works, a link ends at once.

    Raises:
        NotFound: the token is none of ours, or what it names is gone.
        NotAllowed: `media.expired`, or the role no longer allows it.
        NotSignedIn: the session or the share link is over.
        Unavailable: the database is away.
    """
    grant = read_media_token(token)
    known = _remembered.get(grant)
    if known is not None and time.monotonic() < known[0]:
        return known[1]
    deliverable, link_until = await _check(grant)
    left = REMEMBERED_SECONDS if link_until is None else (link_until - now()).total_seconds()
    _remembered[grant] = (time.monotonic() + min(REMEMBERED_SECONDS, left), deliverable)
    _remembered.move_to_end(grant)
    while len(_remembered) > MOST_REMEMBERED:
        _remembered.popitem(last=False)
    return deliverable


def forget_media() -> None:
    """Ask anew from now on: somebody's right to something has just ended."""
    _remembered.clear()


async def _check(grant: MediaGrant) -> tuple[Deliverable, datetime | None]:
    async with unit_of_work() as uow:
        version = await version_by_id(uow.session, grant.version_id)
        if version is None:
            raise NotFound
        if grant.is_guest:
            principal = await guest_principal(uow.session, grant.subject_id, grant.session_id)
            if principal is None:
                raise NotSignedIn
        else:
            principal = await check_session(grant.session_id, grant.subject_id)
        await authorize_video(uow.session, principal, version.video_id, Action.SEE)
        viewing = await viewing_of(uow.session, principal)
        await require_shown(uow.session, principal, version.video_id, version.number)
        video = await video_by_id(uow.session, version.video_id)
        if video is None:
            raise NotFound
        deliverable = Deliverable(
            storage_prefix=version.storage_prefix,
            title=video.title,
            number=version.number,
            filename=version.filename,
            content_type=version.content_type,
            may_download=grant.may_download and viewing.may_download,
            expires_at=grant.expires_at,
        )
    return deliverable, principal.link_until
