"""Those who have just come to watch: all of a moment are noted in one step and told who is there with one reading of it.

Whoever is told has joined before the reading began: what changes afterwards they hear as it happens, and miss nothing.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

import structlog

from videoplanet.features.show_presence.service import Presence, arrive, depart, everybody
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.own_events import PRESENCE_STATE
from videoplanet.shared.live.rooms import Listener

log = structlog.get_logger(__name__)
MOMENT_SECONDS = 0.1
Tell = Callable[[Sequence[Listener], Frame], Awaitable[None]]


class Arrivals:
    """Listeners of videos on their way in.

    Args:
        tell: tells some listeners the same frame.
        is_there: whether a listener has not left meanwhile.
    """

    def __init__(self, tell: Tell, is_there: Callable[[Listener], bool]) -> None:
        self._tell = tell
        self._is_there = is_there
        self._waiting: dict[UUID, list[Listener]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, listener: Listener) -> None:
        """Note somebody who has joined the room of a video, and tell them soon who is there."""
        waiting = self._waiting.get(listener.room.id)
        if waiting is not None:
            waiting.append(listener)
            return
        self._waiting[listener.room.id] = [listener]
        task = asyncio.create_task(self._welcome_soon(listener.room.id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _welcome_soon(self, video_id: UUID) -> None:
        await asyncio.sleep(MOMENT_SECONDS)
        came = [one for one in self._waiting.pop(video_id) if self._is_there(one)]
        if not came:
            return
        try:
            await self._welcome(came, came[0].project_id, video_id)
        except Exception as error:
            log.warning("arrivals_not_told", error=repr(error))

    async def _welcome(self, came: Sequence[Listener], project_id: UUID, video_id: UUID) -> None:
        await arrive(project_id, video_id, *(Presence(one.principal, one.connection) for one in came))
        for one in came:
            if not self._is_there(one):  # left while it was noted that they come
                await depart(one.principal, project_id, video_id, one.connection)
        people = await everybody(project_id, video_id)
        whole = Frame(
            PRESENCE_STATE.frame({"people": people}, project_id=project_id, video_id=video_id), PRESENCE_STATE
        )
        by_version: defaultdict[int | None, list[Listener]] = defaultdict(list)
        for one in came:
            if self._is_there(one):
                by_version[one.room.version].append(one)
        for version, listeners in by_version.items():
            await self._tell(listeners, whole if version is None else whole.seen_on(version))
