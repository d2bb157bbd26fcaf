"""Brings the built interface up to date from the supervising process, which never imports Reflex itself."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from videoplanet.app.console import Console
from videoplanet.app.frontend.fingerprint import Stamp, sources_fingerprint
from videoplanet.app.project import PROJECT
from videoplanet.shared.engines.child import Command, run_to_end
from videoplanet.shared.engines.engine import last_line
from videoplanet.shared.engines.failures import StartFailure


async def bring_up_to_date(
    console: Console, log: Path, settings_environment: str, variables: Mapping[str, str]
) -> None:
    """Build the interface if its sources changed since the last build, saying what is being done.

    Args:
        console: where the stages are told.
        log: receives everything the tools say.
        settings_environment: the setting `environment`.
        variables: environment of the builder.

    Raises:
        StartFailure: the build failed.
    """
    sources = await asyncio.to_thread(sources_fingerprint, settings_environment)
    last = Stamp.of_last_build()
    if last is not None and last.sources == sources:
        return
    started = time.monotonic()
    command = Command(
        "frontend",
        (sys.executable, "-m", "videoplanet.app.frontend.builder"),
        environment={**os.environ, **variables},
        folder=PROJECT,
        log=log,
    )
    code = await run_to_end(command, lambda stage: console.say(f"build_{stage}"))
    if code != 0:
        raise StartFailure("build_failed", reason=last_line(log), log=log)
    console.say("build_done", seconds=round(time.monotonic() - started))
