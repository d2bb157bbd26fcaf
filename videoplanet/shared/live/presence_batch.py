"""Presence in small doses: what happens within a moment in one room leaves as one frame of each kind. The more hear it, the longer
the moment: how often all of them are told has an end, whoever comes and goes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from videoplanet.shared.live.event import PassingEvent
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.own_events import PRESENCE_JOIN, PRESENCE_LEAVE, PRESENCE_UPDATE, People

INTERVAL_SECONDS = 0.1
LISTENERS_AN_INTERVAL = 100
LONGEST_SECONDS = 1.0
BATCHED: dict[str, PassingEvent[People]] = {
    event.name: event for event in (PRESENCE_LEAVE, PRESENCE_JOIN, PRESENCE_UPDATE)
}
"""By name, in the order in which they are told."""


class PresenceBatches:
    """Collects presence frames by video; the newest word on a person counts.

    Args:
        deliver: tells a frame.
        listeners_of: how many listen to a video.
    """

    def __init__(self, deliver: Callable[[Frame], Awaitable[None]], listeners_of: Callable[[UUID], int]) -> None:
        self._deliver = deliver
        self._listeners_of = listeners_of
        self._waiting: dict[UUID, dict[str, tuple[str, dict[str, Any]]]] = {}
        self._like: dict[UUID, Frame] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def add(self, frame: Frame) -> None:
        """Take a frame about some people of a video."""
        assert frame.video_id is not None
        people = self._waiting.get(frame.video_id)
        if people is None:
            people = self._waiting[frame.video_id] = {}
            task = asyncio.create_task(self._flush_soon(frame.video_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._like[frame.video_id] = frame
        for person in frame.content["payload"]["people"]:
            before = people.get(person["id"])
            is_new = before is not None and before[0] == PRESENCE_JOIN.name and frame.type == PRESENCE_UPDATE.name
            people[person["id"]] = (PRESENCE_JOIN.name if is_new else frame.type, person)

    def close(self) -> None:
        """Forget what waits."""
        for task in self._tasks:
            task.cancel()

    async def _flush_soon(self, video_id: UUID) -> None:
        await asyncio.sleep(interval(self._listeners_of(video_id)))
        people, like = self._waiting.pop(video_id), self._like.pop(video_id)
        for name, event in BATCHED.items():
            about = [person for kind, person in people.values() if kind == name]
            if about:
                await self._deliver(Frame({**like.content, "type": name, "payload": {"people": about}}, event))


def interval(listeners: int) -> float:
    """Return for how many seconds is collected what so many hear."""
    return min(LONGEST_SECONDS, INTERVAL_SECONDS * max(1, listeners // LISTENERS_AN_INTERVAL))
