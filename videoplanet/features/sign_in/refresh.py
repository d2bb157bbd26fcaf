"""The use case of staying signed in: a refresh token for new tokens."""

from __future__ import annotations

import asyncio
from uuid import UUID

import orjson
import structlog
from cryptography.fernet import InvalidToken

from videoplanet.entities.user.sessions import Tokens, rotate_tokens
from videoplanet.shared.db.encrypted import decrypt, encrypt
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.tokens import token_index

log = structlog.get_logger(__name__)
_SAME_BROWSER_SECONDS = 20
_PATIENCE_SECONDS = 3.0
_STEP_SECONDS = 0.05


async def refresh(refresh_token: str) -> Tokens:
    """Exchange a refresh token for new tokens.

    Raises:
        NotSignedIn: it is not good any more; a token that was exchanged before ends its session.
    """
    return await rotate_tokens(refresh_token)


async def refresh_browser(refresh_token: str) -> Tokens:
    """Exchange the refresh token of a browser's cookie.

    Tabs of one browser that open together send the same cookie together: for 20 seconds the others get the result of the
    first. Later, or while Redis is away, an old token is a theft like anywhere else.

    Raises:
        NotSignedIn: it is not good any more.
    """
    key = f"vp:refreshed:{token_index(refresh_token).hex()}"
    if await _is_first(key):
        tokens = await rotate_tokens(refresh_token)
        await _keep(key, tokens)
        return tokens
    return await _kept(key) or await rotate_tokens(refresh_token)


async def _is_first(key: str) -> bool:
    try:
        return bool(await redis_client().set(f"{key}:first", b"1", ex=_SAME_BROWSER_SECONDS, nx=True))
    except REDIS_AWAY:
        return True


async def _keep(key: str, tokens: Tokens) -> None:
    value = encrypt(orjson.dumps([tokens.access_token, tokens.refresh_token, str(tokens.session_id)]).decode())
    try:
        await redis_client().set(key, value, ex=_SAME_BROWSER_SECONDS)
    except REDIS_AWAY as error:
        log.warning("refresh_not_shared", error=type(error).__name__)


async def _kept(key: str) -> Tokens | None:
    """Return what the first tab got, waiting while it is still on its way."""
    for _ in range(int(_PATIENCE_SECONDS / _STEP_SECONDS)):
        try:
            value: bytes | None = await redis_client().get(key)
            if value is not None:
                access_token, refresh_token, session_id = orjson.loads(decrypt(value))
                return Tokens(access_token, refresh_token, UUID(session_id))
        except (*REDIS_AWAY, InvalidToken):
            return None
        await asyncio.sleep(_STEP_SECONDS)
    return None
