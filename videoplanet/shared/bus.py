"""Publish on Redis. Messages are hints of what the database holds: a lost one is found again by its missing `seq`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson
import structlog

from videoplanet.shared.metrics import LIVE_PUBLISHED
from videoplanet.shared.redis import REDIS_AWAY, redis_client

log = structlog.get_logger(__name__)
PROJECT_CHANNELS = "vp:project:*"
USER_CHANNELS = "vp:user:*"
ENDED_SESSIONS_CHANNEL = "vp:ended"
"""Announces by ids, all of which must fit, whose right to be anywhere is over."""
LINK_ENDS_CHANNEL = "vp:link-ends"
RIGHTS_CHANNEL = "vp:rights"
"""Announces in the same way who may do something else than before, and may stay."""


def project_channel(project_id: UUID) -> str:
    """Channel of a project's operations."""
    return f"vp:project:{project_id}"


def user_channel(user_id: UUID) -> str:
    """Channel of what concerns one user only."""
    return f"vp:user:{user_id}"


def user_of_channel(channel: str) -> UUID | None:
    """Return whom a channel concerns; None when it is not one user's."""
    prefix = USER_CHANNELS.removesuffix("*")
    return UUID(channel.removeprefix(prefix)) if channel.startswith(prefix) else None


async def publish(channel: str, message: Mapping[str, Any]) -> bool:
    """Send `message` to every process; returns False, and logs, while Redis is away."""
    try:
        await redis_client().publish(channel, orjson.dumps(message))
    except REDIS_AWAY as error:
        log.warning("publish_failed", channel=channel, error=type(error).__name__)
        outcome = "lost"
    else:
        outcome = "sent"
    LIVE_PUBLISHED.add(1, {"kind": "passing" if message.get("seq") is None else "operation", "outcome": outcome})
    return outcome == "sent"
