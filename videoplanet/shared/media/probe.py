"""Is this a film, and what kind? The one question asked of every upload."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path

import structlog

from videoplanet.shared.errors import NotAVideo, Unavailable
from videoplanet.shared.media.facts import Facts
from videoplanet.shared.media.process import running

log = structlog.get_logger(__name__)
ROOT = Path(__file__).parents[3]


async def probe(source: str | Path, timeout_seconds: float = 120) -> Facts:
    """Look into a film in a process of its own.

    Args:
        source: a path, or a presigned address of our own storage; never an address a user gave.
        timeout_seconds: a file that takes longer is taken for damaged.

    Raises:
        NotAVideo: `video.empty`, `video.not_a_film`, `video.audio_only`, `video.truncated` or `video.unknown_codec`.
        Unavailable: the storage did not answer.
    """
    command = [sys.executable, "-m", "videoplanet.shared.media.reading", str(source)]
    try:
        async with running(command, environment={"PYTHONPATH": str(ROOT)}) as process:
            out, errors = await asyncio.wait_for(process.communicate(), timeout_seconds)
    except TimeoutError as error:
        raise NotAVideo("video.truncated") from error
    if process.returncode:
        log.warning("probe_crashed", returncode=process.returncode, errors=errors[-500:].decode(errors="replace"))
        raise NotAVideo("video.truncated")
    answer = json.loads(out)
    if "refused" in answer:
        raise NotAVideo(answer["refused"])
    if "unavailable" in answer:
        log.warning("probe_source_unavailable", reason=answer["unavailable"])
        raise Unavailable
    return Facts.from_json(answer["facts"])
