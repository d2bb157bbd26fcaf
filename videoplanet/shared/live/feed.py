"""One project's operations in order, each exactly once, whatever order and how often the bus brings them.

Numbers have no gaps and become visible in order (the counter's row lock is held until commit). So a number that is too large
means that the database has everything before it: what is missing is read there at once instead of being waited for.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Protocol
from uuid import UUID

import structlog

from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.metrics import LIVE_MISSED

log = structlog.get_logger(__name__)
INBOX_LIMIT = 2000
RETRY_SECONDS = 0.5


class Archive(Protocol):
    """The stored operations."""

    async def last_seq(self, project_id: UUID) -> int:
        """Return a project's last number."""

    async def after(self, project_id: UUID, seq: int) -> Sequence[Frame]:
        """Return the next operations after a number, oldest first; empty when there are none."""


class LiveArchive(Archive, Protocol):
    """The stored operations, also asked for many projects at once."""

    async def last_seqs(self, project_ids: Collection[UUID]) -> Mapping[UUID, int]:
        """Return the last number of each project."""


class ProjectFeed:
    """Hands a project's operations to `deliver`, one after the other, from the moment of its start on."""

    def __init__(self, project_id: UUID, archive: Archive, deliver: Callable[[Frame], Awaitable[None]]) -> None:
        self.project_id = project_id
        self.last: int | None = None
        self._archive = archive
        self._deliver = deliver
        self._inbox: deque[Frame] = deque()
        self._has_work = asyncio.Event()
        self._must_check = False
        self._started: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._task = asyncio.create_task(self._run())

    async def started(self) -> None:
        """Return once it is known which operation is the next, or once it is stopped.

        Raises:
            Unavailable: the database does not answer.
        """
        await asyncio.shield(self._started)

    def offer(self, frame: Frame) -> None:
        """Take a stored operation from the bus; never waits. A backlog that grows too long is read from the archive instead."""
        if len(self._inbox) >= INBOX_LIMIT:
            self._inbox.clear()
            self._must_check = True
        self._inbox.append(frame)
        self._has_work.set()

    def check(self) -> None:
        """Look into the archive for what the bus did not bring."""
        self._must_check = True
        self._has_work.set()

    def close(self) -> None:
        """Stop; who waits for the start waits no longer."""
        self._task.cancel()
        if not self._started.done():
            self._started.set_result(None)

    async def _run(self) -> None:
        try:
            self.last = await self._archive.last_seq(self.project_id)
        except Exception as error:
            if not self._started.done():
                self._started.set_exception(error)
                self._started.exception()
            return
        self._started.set_result(None)
        while True:
            await self._has_work.wait()
            self._has_work.clear()
            try:
                await self._drain()
            except VideoPlanetError as error:
                log.warning("feed_waits_for_database", project_id=str(self.project_id), error=error.code)
                await asyncio.sleep(RETRY_SECONDS)
                self.check()
            except Exception:
                log.exception("feed_failed", project_id=str(self.project_id))
                await asyncio.sleep(RETRY_SECONDS)
                self.check()

    async def _drain(self) -> None:
        assert self.last is not None
        while self._inbox or self._must_check:
            if self._must_check:
                self._must_check = False
                await self._catch_up()
                continue
            frame = self._inbox.popleft()
            assert frame.seq is not None
            if frame.seq == self.last + 1:
                await self._pass_on(frame)
            elif frame.seq > self.last:
                await self._catch_up()

    async def _catch_up(self) -> None:
        assert self.last is not None
        while missed := await self._archive.after(self.project_id, self.last):
            LIVE_MISSED.add(len(missed))
            for frame in missed:
                await self._pass_on(frame)

    async def _pass_on(self, frame: Frame) -> None:
        # Counted first: a frame whose delivery fails half-way must not reach those again who already have it.
        self.last = frame.seq
        await self._deliver(frame)
