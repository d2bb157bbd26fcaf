"""A running site for live tests: REST, `/ws` and a Reflex page, served on a port of this machine within the test's own process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from socket import create_server
from uuid import UUID

import reflex as rx
from granian.constants import Interfaces
from granian.server.embed import Server
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.integration.rest import rest
from videoplanet.app.gateway.sockets import build_sockets
from videoplanet.app.live import start_live
from videoplanet.app.unexpected import unexpected_failure
from videoplanet.features.authenticate.service import authenticate_token
from videoplanet.shared.ui.handler import handler
from videoplanet.widgets.live_state.state import (
    LiveState,
    join_project_overview,
    join_project_room,
    join_video_room,
    leave_room,
)

LIVE_STATE = LiveState.get_full_name()


class ReviewDesk(rx.State):
    """A page's state that joins rooms as review pages do, but takes the token as an argument."""

    refusal: rx.Field[str] = rx.field("")
    _kept: str = ""

    @handler
    async def watch_video(self, token: str, video: str, beside: str = "") -> None:
        """Join a video's room."""
        try:
            principal = await authenticate_token(token)
            await join_video_room(self.router.session.session_id, principal, UUID(video), beside=beside)
        except Exception as error:
            self.refusal = type(error).__name__

    @handler
    async def watch_project(self, token: str, project: str, beside: str = "") -> None:
        """Join a project's room."""
        try:
            principal = await authenticate_token(token)
            await join_project_room(self.router.session.session_id, principal, UUID(project), beside=beside)
        except Exception as error:
            self.refusal = type(error).__name__

    @handler
    async def overlook_project(self, token: str, project: str) -> None:
        """Join a project as its page does."""
        await join_project_overview(self.router.session.session_id, await authenticate_token(token), UUID(project))

    @handler
    async def stop_watching(self, beside: str = "") -> None:
        """Leave one room."""
        await leave_room(self.router.session.session_id, beside=beside)

    @handler
    async def keep(self, words: str) -> None:
        """Keep something that is for this page only, where its browser sees it and where it does not."""
        self.refusal = self._kept = words

    @handler
    async def show(self) -> None:
        """Tell what was kept where no browser sees it."""
        self.refusal = f"kept: {self._kept}"

    @handler
    async def fail(self) -> None:
        """Fail as nobody expects."""
        raise RuntimeError("the desk is on fire")

    @handler(background=True)
    async def work(self) -> None:
        """Do something beside what the page does."""
        async with self:
            self.refusal = "worked"


DESK = ReviewDesk.get_full_name()
APPS: list[rx.App] = []
"""The Reflex app of the running site; there can be one only in a process."""


def build_live_site() -> ASGIApp:
    """Return the application; its lifespan runs the hub."""
    os.environ |= {"__REFLEX_SKIP_COMPILE": "true", "REFLEX_STATE_MANAGER_MODE": "memory"}
    site = rx.App(backend_exception_handler=unexpected_failure)
    APPS.append(site)
    start_live(site)
    pages = site()
    owners: dict[str, ASGIApp] = {"/api/": rest(), "/ws/": build_sockets()}

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        owner = next((app for prefix, app in owners.items() if path.startswith(prefix)), pages)
        await owner(scope, receive, send)

    return serve


@asynccontextmanager
async def running(app: ASGIApp) -> AsyncIterator[str]:
    """Serve `app` and give its `host:port`."""
    with closing(create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    server = Server(app, address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)
    task = asyncio.create_task(server.serve())
    try:
        await _answering(port)
        yield f"127.0.0.1:{port}"
    finally:
        server.stop()  # type: ignore[no-untyped-call]
        await task


async def _answering(port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return
