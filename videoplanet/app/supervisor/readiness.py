"""Waits until the site really answers on its port."""

from __future__ import annotations

import asyncio

from videoplanet.app.supervisor.service import Service
from videoplanet.shared.config import Settings
from videoplanet.shared.engines.answers import http_status
from videoplanet.shared.engines.failures import StartFailure

READY_SECONDS = 180.0
ANSWER_SECONDS = 15.0
POLL_SECONDS = 0.1
READY_PATH = "/api/v1/health/ready"
_EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - a lookup, not a bind


async def until_ready(settings: Settings, web: Service) -> None:
    """Return once the health address answers 200.

    Raises:
        StartFailure: the web process ended first, or three minutes passed.
    """
    host = _EVERY_ADDRESS.get(settings.host, settings.host)
    status = 0
    try:
        async with asyncio.timeout(READY_SECONDS):
            while (status := await http_status(host, settings.port, READY_PATH, ANSWER_SECONDS)) != 200:
                if not web.child.is_running:
                    raise StartFailure("service_failed", name=web.command.name)
                await asyncio.sleep(POLL_SECONDS)
    except TimeoutError as error:
        raise StartFailure("not_ready", seconds=round(READY_SECONDS), status=status) from error
