"""Those who come in one moment: noted in one step, told with one reading, and nobody is there who has left."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.unit.tab import somebody
from videoplanet.features.show_presence import arrivals as module
from videoplanet.features.show_presence.arrivals import Arrivals
from videoplanet.features.show_presence.service import Presence
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.rooms import Listener, Room

PROJECT, VIDEO, OTHER = uuid4(), uuid4(), uuid4()


class House:
    """Stands in for the use cases, and is told what the arrivals tell."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module, "MOMENT_SECONDS", 0.0)
        for name in ("arrive", "depart", "everybody"):
            monkeypatch.setattr(module, name, getattr(self, name))
        self.steps: list[tuple[Any, ...]] = []
        self.told: list[tuple[list[str], Frame]] = []
        self.there: set[Listener] = set()
        self.leaves: Listener | None = None
        self.arrivals = Arrivals(self._tell, self.there.__contains__)

    def comes(self, connection: str, video: UUID = VIDEO, version: int | None = None) -> Listener:
        room = Room("video", video, version)
        listener = Listener(somebody(), PROJECT, room, on_end=lambda _: None, connection=connection)
        self.there.add(listener)
        self.arrivals.add(listener)
        return listener

    async def arrive(self, _project: UUID, video: UUID, *presences: Presence) -> None:
        self.steps.append(("arrive", video, [one.connection for one in presences]))
        if self.leaves is not None:
            self.there.discard(self.leaves)

    async def depart(self, _who: Any, _project: UUID, video: UUID, connection: str) -> None:
        self.steps.append(("depart", video, connection))

    async def everybody(self, _project: UUID, video: UUID) -> list[Any]:
        self.steps.append(("everybody", video))
        return [{"id": "1", "kind": "user", "name": "지우", "frame": 9, "typing": True, "version": 1}]

    async def _tell(self, listeners: Sequence[Listener], frame: Frame) -> None:
        self.told.append(([one.connection for one in listeners], frame))

    async def settled(self) -> None:
        async with asyncio.timeout(60):
            while self.arrivals._tasks:
                await asyncio.sleep(0)


@pytest.fixture
def house(monkeypatch: pytest.MonkeyPatch) -> House:
    return House(monkeypatch)


async def test_a_hundred_who_come_at_once_cost_one_step_one_reading_and_one_frame(house: House) -> None:
    names = [str(number) for number in range(100)]
    for name in names:
        house.comes(name)
    await house.settled()
    assert house.steps == [("arrive", VIDEO, names), ("everybody", VIDEO)]
    [(told, frame)] = house.told
    assert (told, frame.type, frame.content["project_id"]) == (names, "presence.state", str(PROJECT))


async def test_each_video_is_noted_by_itself_and_each_version_told_of_itself(house: House) -> None:
    house.comes("whole")
    house.comes("one", version=2)
    house.comes("elsewhere", video=OTHER)
    await house.settled()
    assert sorted(names for names, _ in house.told) == [["elsewhere"], ["one"], ["whole"]]
    frames = {names[0]: frame.content["payload"]["people"][0]["frame"] for names, frame in house.told}
    assert frames == {"whole": 9, "elsewhere": 9, "one": None}


async def test_who_left_before_they_were_noted_never_came(house: House) -> None:
    house.there.discard(house.comes("gone"))
    await house.settled()
    assert (house.steps, house.told) == ([], [])


async def test_who_left_while_they_were_noted_is_taken_out_again_and_told_nothing(house: House) -> None:
    house.comes("stays")
    house.leaves = house.comes("gone")
    await house.settled()
    assert ("depart", VIDEO, "gone") in house.steps
    assert [names for names, _ in house.told] == [["stays"]]
