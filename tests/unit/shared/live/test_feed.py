"""Operations reach listeners in order and once, whatever the bus does to them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.figures import figure
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.live import feed as feed_module
from videoplanet.shared.live.feed import ProjectFeed
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.metrics import own_figures, start_metrics

PROJECT = uuid4()


def operation(seq: int) -> Frame:
    return Frame({"type": "comment.new", "payload": {}, "seq": seq, "project_id": str(PROJECT), "video_id": None})


class Log:
    """What is stored; `page` at most at once. Fails as often as `failures` says."""

    def __init__(self, stored: int = 0, page: int = 3) -> None:
        self.stored = stored
        self.page = page
        self.failures = 0
        self.asked = 0

    async def last_seq(self, project_id: UUID) -> int:
        await self._answer()
        return self.stored

    async def after(self, project_id: UUID, seq: int) -> Sequence[Frame]:
        await self._answer()
        return [operation(number) for number in range(seq + 1, min(self.stored, seq + self.page) + 1)]

    async def _answer(self) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise Unavailable


class Ears:
    """Collects what is delivered."""

    def __init__(self) -> None:
        self.heard: list[int] = []
        self._news = asyncio.Event()

    async def hear(self, frame: Frame) -> None:
        await asyncio.sleep(0)
        self.heard.append(frame.seq or 0)
        self._news.set()

    async def until(self, last: int) -> list[int]:
        async with asyncio.timeout(60):
            while not self.heard or self.heard[-1] != last:
                self._news.clear()
                await self._news.wait()
        return self.heard


async def started(log: Log, deliver: Callable[[Frame], Awaitable[None]]) -> ProjectFeed:
    feed = ProjectFeed(PROJECT, log, deliver)
    await feed.started()
    return feed


async def test_what_happened_before_the_start_is_not_told() -> None:
    log, ears = Log(stored=5), Ears()
    feed = await started(log, ears.hear)
    for seq in (4, 5, 6):
        feed.offer(operation(seq))
    assert await ears.until(6) == [6]


async def test_a_gap_is_filled_from_the_archive_at_once() -> None:
    log, ears = Log(), Ears()
    feed = await started(log, ears.hear)
    log.stored = 9
    feed.offer(operation(9))
    assert await ears.until(9) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


async def test_a_message_that_comes_late_or_twice_is_told_once() -> None:
    log, ears = Log(), Ears()
    feed = await started(log, ears.hear)
    log.stored = 3
    for seq in (2, 1, 2, 3, 3, 1):
        feed.offer(operation(seq))
    assert await ears.until(3) == [1, 2, 3]


async def test_a_check_finds_what_no_message_brought() -> None:
    log, ears = Log(), Ears()
    feed = await started(log, ears.hear)
    log.stored = 2
    feed.check()
    assert await ears.until(2) == [1, 2]


async def test_a_long_backlog_is_read_from_the_archive_and_stays_complete(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "INBOX_LIMIT", 10)
    log, ears = Log(page=50), Ears()
    feed = await started(log, ears.hear)
    log.stored = 95
    for seq in range(1, 96):
        feed.offer(operation(seq))
    assert await ears.until(95) == list(range(1, 96))


async def test_a_database_that_is_away_delays_and_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "RETRY_SECONDS", 0.0)
    log, ears = Log(), Ears()
    feed = await started(log, ears.hear)
    log.stored, log.failures = 4, 3
    feed.offer(operation(4))
    assert await ears.until(4) == [1, 2, 3, 4]


async def test_a_listener_cannot_start_while_the_database_is_away() -> None:
    log = Log()
    log.failures = 1
    with pytest.raises(Unavailable):
        await started(log, Ears().hear)


async def test_a_delivery_that_fails_is_not_repeated_to_those_who_heard_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_module, "RETRY_SECONDS", 0.0)
    log, ears = Log(), Ears()

    async def hear_and_fail(frame: Frame) -> None:
        await ears.hear(frame)
        if frame.seq == 1:
            raise RuntimeError("broken")

    feed = await started(log, hear_and_fail)
    log.stored = 2
    feed.offer(operation(1))
    feed.offer(operation(2))
    assert await ears.until(2) == [1, 2]


@given(order=st.permutations(range(1, 13)), lost=st.sets(st.integers(1, 11)))
def test_any_order_with_any_loss_arrives_in_order_and_once(order: list[int], lost: set[int]) -> None:
    async def play() -> list[int]:
        log, ears = Log(page=4), Ears()
        feed = await started(log, ears.hear)
        log.stored = 12
        for seq in order:
            if seq not in lost:
                feed.offer(operation(seq))
                await asyncio.sleep(0)
        heard = await ears.until(12)
        feed.close()
        return heard

    assert asyncio.run(play()) == list(range(1, 13))


async def test_what_the_archive_had_to_give_is_counted() -> None:
    start_metrics()
    name, before, log, ears = "videoplanet_live_missed_total", own_figures(), Log(), Ears()
    feed = await started(log, ears.hear)
    log.stored = 1
    feed.offer(operation(1))
    await ears.until(1)
    assert figure(own_figures(), name) == figure(before, name)
    log.stored = 4
    feed.offer(operation(4))
    await ears.until(4)
    assert figure(own_figures(), name) - figure(before, name) == 3
    feed.close()
