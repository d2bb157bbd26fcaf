"""Starts a crowd of listeners in a process of its own and talks with it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bench.cast import Cast
from videoplanet.shared.config import get_settings
from videoplanet.shared.security.cookies import access_cookie

ROOT = Path(__file__).parents[1]
STATE = "reflex___state____state"


class Listeners:
    """A crowd that is listening."""

    def __init__(self, process: asyncio.subprocess.Process, size: int) -> None:
        self.size = size
        self._process = process

    async def line(self, seconds: float = 120) -> dict[str, Any]:
        """Return the next line it prints."""
        assert self._process.stdout is not None
        async with asyncio.timeout(seconds):
            text = await self._process.stdout.readline()
        if not text:
            raise RuntimeError("the listeners ended early")
        content: dict[str, Any] = json.loads(text)
        return content

    async def report(self) -> dict[str, Any]:
        """Return what was heard since the last time."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"report\n")
        while "bytes" not in (content := await self.line()):
            pass
        return content


@asynccontextmanager
async def listening(plan: dict[str, Any]) -> AsyncIterator[Listeners]:
    """Run a crowd as `plan` says (see `bench.crowd`) until all have joined, and end it afterwards."""
    async with running("bench.crowd", plan) as crowd:
        while "ready" not in await crowd.line():
            pass
        yield crowd


@asynccontextmanager
async def running(module: str, plan: dict[str, Any]) -> AsyncIterator[Listeners]:
    """Run a module that is listeners as `plan` says, and end it afterwards."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        cwd=ROOT,
        env=dict(os.environ),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**26,
    )
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps(plan).encode() + b"\n")
        yield Listeners(process, len(plan["tokens"]))
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def page_plan(film: Cast, address: str, **more: Any) -> dict[str, Any]:
    """Viewers of the real review page: the socket of a browser that opens `/videos/{id}`, with its sign-in cookie."""
    path = f"/videos/{film.video_id}"
    query = {"room_video_id": str(film.video_id)}
    boot = {
        "name": f"{STATE}.hydrate_and_load",
        "payload": {},
        "router_data": {"pathname": path, "asPath": path, "query": query},
    }
    return {
        "kind": "page",
        "address": address,
        "cookie": access_cookie(),
        "origin": get_settings().site_origins[0],
        "boot": boot,
        "tokens": film.viewer_tokens,
        "joined_by": "presence.state",
        **more,
    }


def socket_plan(film: Cast, address: str, **more: Any) -> dict[str, Any]:
    """Clients of `/ws/feedback/{id}`."""
    path = f"/ws/feedback/{film.video_id}"
    joined = "presence.state"
    return {
        "kind": "socket",
        "address": address,
        "path": path,
        "tokens": film.viewer_tokens,
        "joined_by": joined,
        **more,
    }
