"""Of comments, whoever looks at a project is told how many there are: at once, then at most once a second."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from uuid import UUID

import structlog

from videoplanet.entities.activity.operations.videos import VIDEOS_COMMENTED
from videoplanet.features.resume_work.service import commented_films
from videoplanet.shared.live.event import Listing
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.rooms import Room

log = structlog.get_logger(__name__)
PAUSE_SECONDS = 1.0


class Overviews:
    """The rooms in which comments are counted.

    Args:
        tell: tells a room a frame.
    """

    def __init__(self, tell: Callable[[Room, Frame], Awaitable[None]]) -> None:
        self._tell = tell
        self._waiting: dict[Room, set[UUID]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def takes(self, room: Room, frame: Frame) -> bool:
        """Whether a frame is told in a room as a number only; if so, it soon is."""
        if not room.is_overview or frame.video_id is None or frame.event is None:
            return False
        if frame.event.changes != {Listing.COMMENTS}:
            return False
        waiting = self._waiting.get(room)
        if waiting is not None:
            waiting.add(frame.video_id)
            return True
        self._waiting[room] = {frame.video_id}
        task = asyncio.create_task(self._count(room))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _count(self, room: Room) -> None:
        while self._waiting[room]:
            videos, self._waiting[room] = self._waiting[room], set()
            try:
                told = VIDEOS_COMMENTED.frame({"videos": await commented_films(videos)}, project_id=room.id)
                await self._tell(room, Frame(told, VIDEOS_COMMENTED))
            except Exception as error:
                log.warning("comments_not_counted", error=repr(error))
                self._waiting[room] |= videos
            await asyncio.sleep(PAUSE_SECONDS)
        del self._waiting[room]
