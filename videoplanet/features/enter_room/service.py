"""Use case: somebody comes into the review room. What they may do there, and what the page needs to say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.comment.model import BODY_LENGTH, GUEST_BODY_LENGTH
from videoplanet.entities.project.repository import name_of_project
from videoplanet.entities.share.guests import count_return
from videoplanet.entities.share.repository import SharedVideo, link_by_token, videos_of_links
from videoplanet.entities.share.standing import require_open_link
from videoplanet.shared.db.reading import reading
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotFound
from videoplanet.shared.live.rooms import Room
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Admission:
    """Who is in the room and what they may do; `room` is what they may hear of, `body_limit` the longest comment in characters."""

    video_id: UUID
    room: Room
    project_id: UUID
    project_name: str
    role: str
    may_comment: bool
    may_resolve: bool
    may_moderate: bool
    may_upload: bool
    may_share: bool
    may_download: bool
    body_limit: int
    is_archived: bool


async def admit_member(principal: Principal, video_id: UUID) -> Admission:
    """Let a member of the project in.

    Raises:
        NotFound: no such video for this principal.
    """
    return await _admit(principal, video_id, role=None, may_download=True)


async def admit_guest(
    principal: Principal, share_token: str, video_id: UUID | None, *, comes_in: bool = True
) -> tuple[Admission, Sequence[SharedVideo]]:
    """Let a guest of a link in, to one of its videos: the first unless they name another; also return all of them.

    One who does not come in is there already, and is looked at again.

    Raises:
        NotFound: the link opens no such video.
        NotSignedIn: `share.revoked` or `share.expired`.
    """
    async with unit_of_work() as uow:
        link = await link_by_token(uow.session, share_token)
        if link is None or link.id != principal.share_id:
            raise NotFound
        require_open_link(link.revoked_at, link.expires_at)
        videos = (await videos_of_links(uow.session, [link.id]))[link.id]
        wanted = [video for video in videos if video_id in (None, video.id)]
        if not wanted:
            raise NotFound
        if comes_in:
            await count_return(uow.session, principal.subject_id)
        admission = await _admit(principal, wanted[0].id, role="guest", may_download=link.allows_download)
        return replace(admission, may_upload=link.allows_upload), videos


async def _admit(principal: Principal, video_id: UUID, *, role: str | None, may_download: bool) -> Admission:
    async with reading() as session:
        access = await authorize_video(session, principal, video_id, Action.SEE)
        project_name = await name_of_project(session, access.project_id)
        only = await only_shown_number(session, principal, video_id)
    if project_name is None:
        raise NotFound
    return Admission(
        video_id=video_id,
        room=Room("video", video_id, only),
        project_id=access.project_id,
        project_name=project_name,
        role=role or str(access.role),
        may_comment=access.allows(Action.COMMENT),
        may_resolve=access.allows(Action.RESOLVE),
        may_moderate=access.allows(Action.MODERATE),
        may_upload=access.allows(Action.UPLOAD),
        may_share=access.allows(Action.SHARE),
        may_download=may_download,
        body_limit=GUEST_BODY_LENGTH if principal.is_guest else BODY_LENGTH,
        is_archived=access.is_archived,
    )
