"""The use case of catching up: what happened in a project or on a video after a number one knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from videoplanet.entities.access.authorization import authorize_project, authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.activity.service import (
    SYNC_LIMIT,
    Operation,
    current_seq,
    last_seq_of_video,
    operations_after,
)
from videoplanet.shared.db.reading import reading
from videoplanet.shared.security.principal import Principal


@dataclass(frozen=True, slots=True)
class Missed:
    """Operations oldest first, and the project's last number.

    `has_more` says that the answer was cut short: ask again after the last operation's number.
    """

    items: Sequence[Operation]
    seq: int
    has_more: bool


async def project_activity(principal: Principal, project_id: UUID, after: int) -> Missed:
    """Return a project's operations after number `after`, at most 500.

    Raises:
        NotFound: the principal may not know of the project.
    """
    async with reading() as session:
        await authorize_project(session, principal, project_id, Action.SEE)
        last = await current_seq(session, project_id)
        return _missed(await operations_after(session, project_id, after), last)


async def video_activity(principal: Principal, video_id: UUID, after: int) -> Missed:
    """Return the operations on one video after number `after`, at most 500; also for guests of that video.

    A guest learns no number of what is not about that video, and where their link shows the newest version only, none of what is
    about another version.

    Raises:
        NotFound: the principal may not know of the video.
    """
    async with reading() as session:
        access = await authorize_video(session, principal, video_id, Action.SEE)
        only = await only_shown_number(session, principal, video_id)
        if principal.is_guest:
            last = await last_seq_of_video(session, access.project_id, video_id, version=only)
        else:
            last = await current_seq(session, access.project_id)
        found = await operations_after(session, access.project_id, after, video_id=video_id, version=only)
        return _missed(found, last)


def _missed(found: Sequence[Operation], last: int) -> Missed:
    return Missed(found, max(last, found[-1].seq if found else 0), has_more=len(found) >= SYNC_LIMIT)
