"""Live sessions in Redis for 60 seconds, so that a request asks PostgreSQL rarely and a revocation still works at once.

Not the truth: without Redis every check asks PostgreSQL. A revoked session leaves a tombstone, which a check that read the row
just before the revocation cannot overwrite.
"""

from __future__ import annotations

from uuid import UUID

import orjson
import structlog
from cryptography.fernet import InvalidToken

from videoplanet.shared.db.encrypted import decrypt, encrypt
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.http.identity import Look
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.principal import Principal

log = structlog.get_logger(__name__)
CACHED_SECONDS = 60
_TOMBSTONE = b"-"
_TOMBSTONE_SECONDS = 600


async def cached_principal(session_id: UUID, user_id: UUID, look: Look | None = None) -> Principal | None:
    """Return who a session belongs to, who should be `user_id`, or None when the cache does not know.

    Raises:
        NotSignedIn: the session was revoked.
    """
    try:
        key = _key(session_id)
        kept = await (look(key, str(user_id), _TOMBSTONE) if look else redis_client().get(key))
    except REDIS_AWAY as error:
        log.warning("session_cache_away", error=type(error).__name__)
        return None
    if kept is None:
        return None
    if kept == _TOMBSTONE:
        raise NotSignedIn
    try:
        fields = orjson.loads(decrypt(kept))
    except InvalidToken:
        return None
    return Principal(
        "user", UUID(fields["user"]), session_id, fields["name"], fields["language"], is_staff=fields["is_staff"]
    )


async def remember_principal(principal: Principal) -> None:
    """Keep a principal that was just read from PostgreSQL; the name is personal data, so it is kept encrypted."""
    fields = {
        "user": str(principal.subject_id),
        "name": principal.display_name,
        "language": principal.language,
        "is_staff": principal.is_staff,
    }
    try:
        value = encrypt(orjson.dumps(fields).decode())
        await redis_client().set(_key(principal.session_id), value, ex=CACHED_SECONDS, nx=True)
    except REDIS_AWAY as error:
        log.warning("session_cache_away", error=type(error).__name__)


async def forget_principals(*session_ids: UUID) -> None:
    """Read these sessions again at their next check, after a profile changed."""
    try:
        if session_ids:
            await redis_client().delete(*(_key(session_id) for session_id in session_ids))
    except REDIS_AWAY as error:
        log.warning("session_cache_away", error=type(error).__name__)


async def bury(session_id: UUID) -> None:
    """Refuse a session from now on.

    Raises:
        redis.exceptions.RedisError: Redis does not answer; the caller tries again.
    """
    await redis_client().set(_key(session_id), _TOMBSTONE, ex=_TOMBSTONE_SECONDS)


def _key(session_id: UUID) -> str:
    return f"vp:session:{session_id}"
