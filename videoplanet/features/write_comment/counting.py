"""Use case: how many comments a video has, asked with the first page of them."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.access.authorization import authorize_video
from videoplanet.entities.access.policy import Action
from videoplanet.entities.access.viewing import only_shown_number
from videoplanet.entities.comment.counting import VersionCount, comment_counts
from videoplanet.shared.db.reading import reading
from videoplanet.shared.security.principal import Principal


async def count_comments(principal: Principal, video_id: UUID) -> list[VersionCount]:
    """Return the counts of each version of a video whose comments the principal may read.

    Raises:
        NotFound: no such video for this principal.
    """
    async with reading() as session:
        await authorize_video(session, principal, video_id, Action.SEE)
        only = await only_shown_number(session, principal, video_id)
        return await comment_counts(session, video_id, only)
