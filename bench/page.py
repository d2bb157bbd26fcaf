"""Somebody who opens a page: its socket, its `on_load`, and how long it takes until the page says that it is loaded."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bench.listeners import STATE
from bench.raw_socket import RawSocket
from bench.web import Served
from videoplanet.shared.config import get_settings
from videoplanet.shared.ids import new_id
from videoplanet.shared.security.cookies import access_cookie

NAMESPACE = "/_event"
VISITS = 30
WARM_UP = 5


@dataclass(frozen=True, slots=True)
class Visit:
    """A page: its path, what its address names, and what its answer holds once it has been read."""

    what: str
    path: str
    query: dict[str, str]
    shown_by: bytes

    @classmethod
    def home(cls) -> Visit:
        """Where one comes back to."""
        return cls("home", "/home", {}, b'"is_loaded_rx_state_":true')

    @classmethod
    def projects(cls) -> Visit:
        """All of one's projects."""
        return cls("projects", "/projects", {}, b'"is_loaded_rx_state_":true')

    @classmethod
    def project(cls, project_id: UUID) -> Visit:
        """One project with its films."""
        query = {"opened_project_id": str(project_id)}
        return cls("project, its films", f"/projects/{project_id}", query, b'"is_loaded_rx_state_":true')


async def visited(served: Served, token: str, visit: Visit) -> tuple[list[float], float]:
    """Open the page again and again, each time as a new tab; return milliseconds and processor milliseconds a visit."""
    for _ in range(WARM_UP):
        await _open(served.address, token, visit)
    before = served.cpu_seconds()
    taken = [await _open(served.address, token, visit) for _ in range(VISITS)]
    return taken, (served.cpu_seconds() - before) / VISITS * 1000


async def _open(address: str, token: str, visit: Visit) -> float:
    ready, shown = asyncio.Event(), asyncio.Event()

    def hear(text: bytes) -> None:
        if text.startswith(b"40"):
            ready.set()
        elif visit.shown_by in text.replace(b" ", b""):
            shown.set()

    headers = {"Cookie": f"{access_cookie()}={token}", "Origin": get_settings().site_origins[0]}
    path = f"{NAMESPACE}/?token={new_id()}&EIO=4&transport=websocket"
    socket = await RawSocket.connect(address, path, headers, hear)
    try:
        socket.send(f"40{NAMESPACE},{{}}")
        await asyncio.wait_for(ready.wait(), 30)
        started = time.perf_counter()
        socket.send(f"42{NAMESPACE},{json.dumps(['event', _boot(visit)])}")
        await asyncio.wait_for(shown.wait(), 30)
        return (time.perf_counter() - started) * 1000
    finally:
        socket.close()


def _boot(visit: Visit) -> dict[str, Any]:
    return {
        "name": f"{STATE}.hydrate_and_load",
        "payload": {},
        "router_data": {"pathname": visit.path, "asPath": visit.path, "query": visit.query},
    }
