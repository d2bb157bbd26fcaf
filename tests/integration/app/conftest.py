"""One running site for all live tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.integration.live_site import build_live_site, running
from tests.integration.reflex_page import ReflexPage
from tests.integration.socket_client import SocketClient


@pytest.fixture(scope="session")
async def site(_engines: None) -> AsyncIterator[str]:
    """Address (`host:port`) of a site that serves REST, `/ws` and Reflex's socket."""
    async with running(build_live_site()) as address:
        yield address


@pytest.fixture(autouse=True)
async def _close_connections() -> AsyncIterator[None]:
    """Leave no connection open behind a test, and none that was told something that the table of events does not know."""
    yield
    while SocketClient.opened:
        await SocketClient.opened.pop().close()
    while ReflexPage.opened:
        await ReflexPage.opened.pop().close()
    faults = [*SocketClient.faults, *ReflexPage.faults]
    SocketClient.faults.clear()
    ReflexPage.faults.clear()
    assert faults == []
