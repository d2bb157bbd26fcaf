"""A video that is there, in the state the caller has seen."""

from __future__ import annotations

from uuid import UUID

from videoplanet.entities.video.model import Video
from videoplanet.entities.video.repository import video_by_id
from videoplanet.shared.db.unit_of_work import UnitOfWork
from videoplanet.shared.errors import NotFound, PreconditionFailed


async def existing(uow: UnitOfWork, video_id: UUID, *, lock: bool = False) -> Video:
    """Return a video that is not deleted.

    Raises:
        NotFound: there is none.
    """
    video = await video_by_id(uow.session, video_id, lock=lock)
    if video is None:
        raise NotFound
    return video


def require_revision(video: Video, expected: int | None) -> None:
    """Refuse to overwrite what the caller has not seen; None stands for any state.

    Raises:
        PreconditionFailed: somebody changed the video in the meantime.
    """
    if expected is not None and video.revision != expected:
        raise PreconditionFailed
