"""Redis goes away and comes back: what was posted meanwhile is stored at once, and every listener gets it once and in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.integration.conftest import SettingsChange
from tests.integration.live_site import running
from tests.integration.review import Review, review
from tests.integration.socket_client import SocketClient
from videoplanet.app.gateway.sockets import build_sockets
from videoplanet.app.live import StoredOperations, serving
from videoplanet.entities.project.model import Role
from videoplanet.features.follow_live.service import follow_video
from videoplanet.shared.engines.child import Child
from videoplanet.shared.engines.home import Home
from videoplanet.shared.engines.records import ProcessRecords
from videoplanet.shared.engines.valkey import Valkey
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.redis import close_redis


class StoppableValkey:
    """A Valkey of its own that is stopped and started at will, on one port."""

    def __init__(self, folder: Path) -> None:
        home = Home.at(folder)
        self.engine = Valkey(home, "secret", durable=False)
        self.engine.choose_ports()
        self._records = ProcessRecords(home.records)
        self._child: Child | None = None

    async def start(self) -> None:
        self._child = Child(await self.engine.prepare(), self._records)
        await self._child.start()
        async with asyncio.timeout(20):
            while not await self.engine.is_ready(self._child):
                await asyncio.sleep(0.02)

    async def stop(self) -> None:
        if self._child is not None:
            await self._child.stop()


class Worker:
    """What one web process has: a hub, its `/ws` clients, and pages that are reached by their room."""

    def __init__(self) -> None:
        self.hub = LiveHub()
        self.broadcasts: list[int] = []
        self.hub.connect(StoredOperations(), self._broadcast)

    async def open_page(self, film: Review) -> None:
        following = await follow_video(film.owner.principal, film.video_id)
        listener = Listener(film.owner.principal, film.project_id, following.room, on_end=lambda code: None)
        await self.hub.join(listener)

    async def connected(self) -> None:
        async with asyncio.timeout(20):
            while not self.hub.is_connected:
                await asyncio.sleep(0.02)

    async def _broadcast(self, room: Room, frame: Frame) -> None:
        if frame.seq is not None:
            self.broadcasts.append(frame.seq)


@pytest.fixture
async def valkey(tmp_path: Path, settings: SettingsChange) -> AsyncIterator[StoppableValkey]:
    """A Valkey that everything here uses until the test ends."""
    server = StoppableValkey(tmp_path)
    await server.start()
    await close_redis()
    settings(redis_url=server.engine.environment()["VIDEOPLANET_REDIS_URL"])
    yield server
    await close_redis()
    await server.stop()


@asynccontextmanager
async def two_workers() -> AsyncIterator[list[tuple[Worker, str]]]:
    first, second = Worker(), Worker()
    async with (
        serving(first.hub),
        serving(second.hub),
        running(build_sockets(first.hub)) as one,
        running(build_sockets(second.hub)) as other,
    ):
        yield [(first, one), (second, other)]


async def test_comments_posted_while_redis_is_away_arrive_once_and_in_order(
    gateway: AsyncClient, valkey: StoppableValkey
) -> None:
    film = await review(Role.REVIEWER)
    numbers: list[int] = []

    async def post(times: int) -> None:
        for _ in range(times):
            answer = await film.post(gateway, film.owner)
            assert answer.status_code == 201, answer.text
            numbers.append(answer.json()["seq"])

    async with two_workers() as workers:
        clients: list[SocketClient] = []
        for worker, address in workers:
            await worker.connected()
            await worker.open_page(film)
            clients.append(await SocketClient.open(address, f"feedback/{film.video_id}", film.members[Role.REVIEWER]))
            await clients[-1].settled()

        async def all_heard() -> None:
            for client in clients:
                await client.until(lambda client=client: len(client.operations()) >= len(numbers))  # type: ignore[misc]

        await post(3)
        await all_heard()
        for _ in range(2):
            await valkey.stop()
            await post(5)
            await all_heard()
            await valkey.start()
            await post(5)
            for worker, _ in workers:
                await worker.connected()
            await post(5)
            await all_heard()
        for client in clients:
            await client.settled()
            assert client.operations() == numbers
        for worker, _ in workers:
            assert worker.broadcasts == numbers


async def test_a_message_that_never_comes_is_found_in_the_database(
    gateway: AsyncClient, valkey: StoppableValkey, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def swallow(channel: str, message: object) -> bool:
        return True

    film = await review()
    async with two_workers() as workers:
        worker, address = workers[0]
        await worker.connected()
        client = await SocketClient.open(address, f"feedback/{film.video_id}", film.owner)
        await client.settled()
        with monkeypatch.context() as patch:
            patch.setattr("videoplanet.entities.activity.service.publish", swallow)
            lost = (await film.post(gateway, film.owner)).json()["seq"]
        await client.until(client.operations)
        assert client.operations() == [lost]
