"""`python -m videoplanet.app.supervisor.web`: the web processes, on one port, from the settings in the environment."""

from __future__ import annotations

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from videoplanet.app.project import PROJECT
from videoplanet.shared.config import get_settings

APPLICATION = "videoplanet.app.asgi:create_app"
STOP_SECONDS = 3


def main() -> None:
    """Serve until SIGTERM or SIGINT; a worker that dies is replaced."""
    os.chdir(PROJECT)
    settings = get_settings()
    Server(
        APPLICATION,
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=settings.web_workers,
        websockets=True,
        backlog=2048,
        respawn_failed_workers=True,
        respawn_interval=1.0,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
