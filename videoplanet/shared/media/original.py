"""May the original itself be reviewed? Only when it is proven that each seek in it shows the picture that stands there."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import structlog

from videoplanet.shared.media.facts import Facts, may_be_played
from videoplanet.shared.media.probe import ROOT
from videoplanet.shared.media.process import running
from videoplanet.shared.media.sync_samples import TRUE

log = structlog.get_logger(__name__)
TIMEOUT_SECONDS = 600


async def is_proven(original: Path, facts: Facts) -> bool:
    """Whether the original shows at every frame what the renditions show.

    Browsers play it (`may_be_played`); its decoded pictures stand at n / rate, all of them, and nothing else (`is_exact`); and its
    sync samples are such (`sync_samples`).

    Args:
        original: a local file.
        facts: as its decoded pictures told, not as its header does.
    """
    if not may_be_played(facts) or not facts.is_exact:
        return False
    command = [sys.executable, "-m", "videoplanet.shared.media.sync_samples", str(original), str(facts.stream_index)]
    try:
        async with running(command, environment={"PYTHONPATH": str(ROOT)}, niceness=5) as process:
            out, errors = await asyncio.wait_for(process.communicate(), TIMEOUT_SECONDS)
    except TimeoutError:
        log.warning("sync_samples_took_too_long")
        return False
    if process.returncode:
        log.warning("sync_samples_not_read", errors=errors[-500:].decode(errors="replace"))
    return out.decode(errors="replace") == TRUE
