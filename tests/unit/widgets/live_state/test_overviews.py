"""Whoever looks at a project is told how many comments there are: one reading and one frame for all that come at once."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest

from videoplanet.entities.activity.operations.comments import COMMENT_NEW
from videoplanet.entities.activity.operations.videos import VIDEO_UPDATE, VIDEOS_COMMENTED
from videoplanet.shared.live.event import Event
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.rooms import Room
from videoplanet.widgets.live_state import overviews as module
from videoplanet.widgets.live_state.overviews import Overviews

PROJECT, ONE, OTHER = uuid4(), uuid4(), uuid4()
OVERVIEW = Room("project", PROJECT, is_overview=True)


def frame(event: Event[Any], video: UUID) -> Frame:
    return Frame({"type": event.name, "payload": {}, "project_id": str(PROJECT), "video_id": str(video)}, event)


class Desk:
    """Counts what is read and told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[set[UUID]] = []
        self.told: list[tuple[Room, Frame]] = []
        self.fails = 0
        monkeypatch.setattr(module, "commented_films", self._films)
        monkeypatch.setattr(module, "PAUSE_SECONDS", 0.0)
        self.overviews = Overviews(self._tell)

    async def _films(self, videos: set[UUID]) -> list[Any]:
        self.read.append(set(videos))
        if self.fails:
            self.fails -= 1
            raise ConnectionError
        return [
            {"id": str(id_), "open_comments": 1, "touched_at": "2026-03-01T09:30:00.000Z"} for id_ in sorted(videos)
        ]

    async def _tell(self, room: Room, told: Frame) -> None:
        self.told.append((room, told))

    async def settled(self) -> None:
        async with asyncio.timeout(60):
            while self.overviews._tasks:
                await asyncio.sleep(0)


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


async def test_fifty_comments_at_once_are_read_and_told_once(desk: Desk) -> None:
    assert all(desk.overviews.takes(OVERVIEW, frame(COMMENT_NEW, video)) for video in [ONE, OTHER] * 25)
    await desk.settled()
    assert desk.read == [{ONE, OTHER}]
    [(room, told)] = desk.told
    assert (room, told.event) == (OVERVIEW, VIDEOS_COMMENTED)
    assert {video["id"] for video in told.content["payload"]["videos"]} == {str(ONE), str(OTHER)}


async def test_what_cannot_be_read_is_read_again(desk: Desk) -> None:
    desk.fails = 2
    desk.overviews.takes(OVERVIEW, frame(COMMENT_NEW, ONE))
    await desk.settled()
    assert (len(desk.read), len(desk.told)) == (3, 1)


async def test_everything_else_is_told_as_it_is(desk: Desk) -> None:
    assert not desk.overviews.takes(OVERVIEW, frame(VIDEO_UPDATE, ONE))
    assert not desk.overviews.takes(Room("project", PROJECT), frame(COMMENT_NEW, ONE)), "who hears every comment"
    assert not desk.overviews.takes(Room("video", ONE), frame(COMMENT_NEW, ONE))
