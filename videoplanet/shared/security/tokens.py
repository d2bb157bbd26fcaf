"""Signed tokens (JWT, RFC 7519, HS256) and opaque random ones.

An access token only says which session it belongs to; whether that session still lives is asked on every request.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal
from uuid import UUID

import jwt

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotSignedIn

Kind = Literal["user", "guest"]
PROVEN_TOKENS = 4096
"""So many access tokens are held in memory whose signature was found right."""


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says; `expires_at` once it has been issued."""

    kind: Kind
    subject_id: UUID
    session_id: UUID
    expires_at: datetime | None = None


def access_lifetime() -> timedelta:
    """How long an access token is good."""
    return timedelta(days=get_settings().access_token_days)


def refresh_lifetime() -> timedelta:
    """How long a refresh token is good, and with it a session that nobody uses."""
    return timedelta(days=get_settings().refresh_token_days)


@lru_cache
def _key(purpose: str) -> str:
    """Each kind of token has its own key, so that none can be passed off as another."""
    settings = get_settings()
    secret = settings.required_secret(settings.secret_key, "secret_key")
    return hashlib.sha256(f"{purpose}:{secret}".encode()).hexdigest()


def issue_access_token(claims: AccessClaims, lifetime: timedelta | None = None) -> str:
    """Return a signed access token that ends after `lifetime`, which is that of the settings unless it is given."""
    issued = now()
    payload = {
        "sub": str(claims.subject_id),
        "sid": str(claims.session_id),
        "kind": claims.kind,
        "iat": issued,
        "exp": issued + (access_lifetime() if lifetime is None else lifetime),
    }
    return jwt.encode(payload, _key("access-token"), algorithm="HS256")


def read_access_token(token: str) -> AccessClaims:
    """Return what a token says.

    Raises:
        NotSignedIn: it is forged, expired or none of ours.
    """
    claims = _proven_claims(token)
    if claims.expires_at is None or claims.expires_at <= now():
        raise NotSignedIn
    return claims


@lru_cache(maxsize=PROVEN_TOKENS)
def _proven_claims(token: str) -> AccessClaims:
    """What a token says that is ours; a signature is checked once, when a token ends at every use."""
    try:
        payload = jwt.decode(
            token, _key("access-token"), algorithms=["HS256"], options={"require": ["sub", "sid", "exp"]}
        )
        kind: Kind = "guest" if payload["kind"] == "guest" else "user"
        ends = datetime.fromtimestamp(payload["exp"], UTC)
        return AccessClaims(kind, UUID(payload["sub"]), UUID(payload["sid"]), ends)
    except (jwt.PyJWTError, ValueError, KeyError) as error:
        raise NotSignedIn from error


def issue_refresh_token(session_id: UUID) -> str:
    """Return a signed token, different at every call, that can be exchanged once for new tokens of its session."""
    issued = now()
    payload = {"sid": str(session_id), "jti": random_token(16), "iat": issued, "exp": issued + refresh_lifetime()}
    return jwt.encode(payload, _key("refresh-token"), algorithm="HS256")


def read_refresh_token(token: str) -> UUID:
    """Return the session a refresh token belongs to; whether it is the session's current one is asked of the session.

    Raises:
        NotSignedIn: it is forged, expired or none of ours.
    """
    try:
        payload = jwt.decode(token, _key("refresh-token"), algorithms=["HS256"], options={"require": ["sid", "exp"]})
        return UUID(payload["sid"])
    except (jwt.PyJWTError, ValueError, KeyError) as error:
        raise NotSignedIn from error


def issue_browser_token(target: str, lifetime: timedelta) -> str:
    """Return a signed token by which a browser is known again at `target`; it says nothing of who that is."""
    payload = {"for": _digest(target), "jti": random_token(16), "exp": now() + lifetime}
    return jwt.encode(payload, _key("known-browser"), algorithm="HS256")


def read_browser_token(token: str, target: str) -> str | None:
    """Return the browser's name in a token; None when it is forged, expired or for something else."""
    try:
        payload = jwt.decode(
            token, _key("known-browser"), algorithms=["HS256"], options={"require": ["for", "jti", "exp"]}
        )
    except jwt.PyJWTError:
        return None
    return str(payload["jti"]) if payload["for"] == _digest(target) else None


def random_token(size: int = 32) -> str:
    """Return a URL-safe random token of `size` bytes."""
    return secrets.token_urlsafe(size)


def token_index(token: str) -> bytes:
    """Return the SHA-256 under which a random token is stored and found."""
    return hashlib.sha256(token.encode()).digest()


def _digest(target: str) -> str:
    return hashlib.sha256(target.encode()).hexdigest()


def forget_keys() -> None:
    """Drop cached keys, after the settings changed."""
    _key.cache_clear()
    _proven_claims.cache_clear()
