"""One address cannot hold all the connections; what is closed counts no longer."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from tests.figures import figure
from videoplanet.app.door.connections import Connections, network_of
from videoplanet.shared.metrics import own_figures, start_metrics

REFUSED = "videoplanet_live_refused_total"


class Held:
    """An application that keeps every connection until it is told."""

    def __init__(self) -> None:
        self.ends = asyncio.Event()
        self.served = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.served += 1
        await self.ends.wait()


async def _opened(
    app: Connections, address: str | None, kind: str = "websocket"
) -> tuple[asyncio.Task[None], list[Any]]:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> Message:
        raise AssertionError("read")

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": kind, "path": "/ws/feedback/1", "client": (address, 1) if address else None}
    task = asyncio.create_task(app(scope, receive, send))
    await asyncio.sleep(0)
    return task, sent


async def test_the_next_one_of_an_address_is_refused_until_one_is_closed() -> None:
    held = Held()
    app = Connections(held, most=2)
    open_ones = [await _opened(app, "10.0.0.1") for _ in range(2)]
    start_metrics()
    before = own_figures()
    refused, sent = await _opened(app, "10.0.0.1")
    await refused
    why = {"kind": "ws", "reason": "too_many_connections"}
    assert figure(own_figures(), REFUSED, **why) - figure(before, REFUSED, **why) == 1
    assert sent == [{"type": "websocket.close", "code": 4429}]
    others = [await _opened(app, "10.0.0.2"), await _opened(app, "10.0.0.1", "http")]
    assert held.served == 4
    held.ends.set()
    await asyncio.gather(*(task for task, _ in (*open_ones, *others)))
    assert not app.open
    again, sent = await _opened(app, "10.0.0.1")
    await again
    assert not sent


async def test_one_that_fails_counts_no_longer() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        raise RuntimeError

    app = Connections(fails, most=1)
    for _ in range(3):
        task, _ = await _opened(app, "10.0.0.1")
        with pytest.raises(RuntimeError):
            await task
    assert not app.open


async def test_without_a_limit_nothing_is_counted() -> None:
    held = Held()
    app = Connections(held, most=0)
    tasks = [(await _opened(app, None))[0] for _ in range(5)]
    held.ends.set()
    await asyncio.gather(*tasks)
    assert held.served == 5


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_address_is_one_as_its_owner_has_it(address: str, network: str) -> None:
    assert network_of(address) == network
