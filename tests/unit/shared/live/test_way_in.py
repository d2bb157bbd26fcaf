"""The line of those who come in: in order, only so many at a time, and nobody's turn is lost."""

from __future__ import annotations

import asyncio

import pytest

from videoplanet.shared.errors import Unavailable
from videoplanet.shared.live.way_in import WayIn


class Crowd:
    """Those who come in, and how many of them are inside at a time."""

    def __init__(self, way_in: WayIn) -> None:
        self.way_in = way_in
        self.came: list[str] = []
        self.inside = self.most = 0
        self.may_leave = asyncio.Event()

    def send(self, name: str, *, is_half_in: bool = False) -> asyncio.Task[None]:
        return asyncio.create_task(self._come(name, is_half_in))

    async def _come(self, name: str, is_half_in: bool) -> None:
        async with self.way_in.turn(is_half_in=is_half_in):
            self.came.append(name)
            self.inside += 1
            self.most = max(self.most, self.inside)
            await self.may_leave.wait()
            self.inside -= 1


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_only_so_many_come_in_at_a_time_in_the_order_in_which_they_came() -> None:
    crowd = Crowd(WayIn(2))
    tasks = [crowd.send(str(number)) for number in range(7)]
    await settled()
    assert (crowd.came, crowd.way_in.waiting) == (["0", "1"], 5)
    crowd.may_leave.set()
    await asyncio.gather(*tasks)
    assert (crowd.came, crowd.most, crowd.way_in.waiting) == ([str(number) for number in range(7)], 2, 0)


async def test_who_is_half_in_goes_before_who_has_just_come_and_is_never_refused() -> None:
    crowd = Crowd(WayIn(1, most_waiting=1))
    tasks = [crowd.send("first"), crowd.send("outside")]
    await settled()
    tasks.append(crowd.send("half in", is_half_in=True))
    await settled()
    with pytest.raises(Unavailable):
        await crowd.send("too many")
    crowd.may_leave.set()
    await asyncio.gather(*tasks)
    assert crowd.came == ["first", "half in", "outside"]


async def test_the_turn_of_who_goes_away_is_passed_on() -> None:
    crowd = Crowd(WayIn(1))
    first, impatient, called, last = (crowd.send(name) for name in ("first", "impatient", "called", "last"))
    await settled()
    impatient.cancel()
    await settled()
    crowd.may_leave.set()
    while not first.done():
        await asyncio.sleep(0)
        if crowd.inside == 0:
            called.cancel()  # in the moment in which it was called, or once it is in
    await last
    assert "last" in crowd.came
    assert "impatient" not in crowd.came
    async with asyncio.timeout(60), crowd.way_in.turn():
        assert crowd.way_in.waiting == 0


async def test_an_error_inside_passes_the_turn_on() -> None:
    way_in = WayIn(1)
    for _ in range(3):
        with pytest.raises(ValueError, match="inside"):
            async with way_in.turn():
                raise ValueError("inside")
    async with asyncio.timeout(60), way_in.turn():
        pass
