"""Tell Redis of ended sessions until it has heard."""

from __future__ import annotations

from uuid import UUID

from procrastinate import RetryStrategy

from videoplanet.entities.user.sessions import announce_end
from videoplanet.shared.jobs import tasks


@tasks.task(name="announce_ended_session", retry=RetryStrategy(max_attempts=60, wait=2))
async def announce_ended_session(session_id: str) -> None:
    """Refuse and disconnect a session; doing it again changes nothing."""
    await announce_end(UUID(session_id))
