"""What somebody took away a moment ago and may put back: remembered in Redis for ten minutes.

Only whoever took it may have it back. What was taken stays in its own table or in the facts given here; while Redis is away
nothing is remembered, and the act itself is done all the same.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal
from uuid import UUID

import orjson
import structlog

from videoplanet.shared.errors import Conflict
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
UNDO_WINDOW = timedelta(minutes=10)

Taken = Literal["comment", "reply", "share", "member", "invitation"]


async def remember_taken(kind: Taken, id_: UUID | str, principal: Principal, **facts: Any) -> None:
    """Remember that the principal took something away, with what is needed to put it back; call it after the commit.

    Args:
        kind: what it is.
        id_: which one, unique within its kind.
        principal: who took it.
        facts: JSON-able.
    """
    content = orjson.dumps({"by": str(principal.subject_id), "facts": facts})
    try:
        await redis_client().set(_key(kind, id_), content, ex=UNDO_WINDOW)
    except REDIS_AWAY as error:
        log.warning("undo_not_remembered", kind=kind, error=type(error).__name__)


async def taken_by(kind: Taken, id_: UUID | str, principal: Principal) -> dict[str, Any]:
    """Return the facts of what the principal took away.

    Raises:
        Conflict: `undo.too_late`: it was somebody else, or longer ago, or is not known any more.
    """
    try:
        content = await redis_client().get(_key(kind, id_))
    except REDIS_AWAY as error:
        raise Conflict("undo.too_late") from error
    remembered = orjson.loads(content) if content else {}
    if remembered.get("by") != str(principal.subject_id):
        raise Conflict("undo.too_late")
    facts: dict[str, Any] = remembered["facts"]
    return facts


async def forget_taken(kind: Taken, id_: UUID | str) -> None:
    """It was put back: there is nothing more to undo."""
    try:
        await redis_client().delete(_key(kind, id_))
    except REDIS_AWAY as error:
        log.warning("undo_not_forgotten", kind=kind, error=type(error).__name__)


def _key(kind: Taken, id_: UUID | str) -> str:
    return f"vp:undo:{kind}:{id_}"
