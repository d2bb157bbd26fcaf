"""Moves live listeners of links that show the newest version only to another version, once that is what they are shown."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from uuid import UUID

import structlog

from videoplanet.features.follow_live.service import moved_on
from videoplanet.shared.live.hub import LiveHub
from videoplanet.shared.live.rooms import Listener
from videoplanet.widgets.live_state.viewers import Viewers

log = structlog.get_logger(__name__)
LOOK_SECONDS = 0.5


class ShownVersions:
    """Lets listeners who are shown the newest version only go on to another one, once that is what they are shown."""

    def __init__(self, hub: LiveHub, viewers: Viewers) -> None:
        self._hub = hub
        self._viewers = viewers
        self._waiting: dict[UUID, set[Listener]] = {}
        self._looks: set[asyncio.Task[None]] = set()

    def look_soon(self, listeners: Sequence[Listener]) -> None:
        """Look at listeners on one video, with those that are named within the next half second: progress is told often."""
        video_id = listeners[0].room.id
        if video_id in self._waiting:
            self._waiting[video_id].update(listeners)
            return
        self._waiting[video_id] = set(listeners)
        look = asyncio.create_task(self._look(video_id))
        self._looks.add(look)
        look.add_done_callback(self._looks.discard)

    async def look_at_all(self) -> None:
        """Look at everybody: a link may have been changed, or a message lost."""
        await self._move(self._hub.rooms)

    async def _look(self, video_id: UUID) -> None:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            await self._move(self._waiting.pop(video_id))
        except Exception as error:
            log.warning("shown_version_unknown", error=repr(error))

    async def _move(self, listeners: Iterable[Listener]) -> None:
        for listener, room in await moved_on(listeners):
            await self._viewers.move(listener, room)
