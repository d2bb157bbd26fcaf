"""Signed addresses of a version's media: the permission is in the path, so that names inside a playlist work.

The token names the version, who it was made for and until when; whether that session or share link still lives is asked by
whoever delivers. Not a secret store: what it says can be read by its holder, but not changed.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, NotFound
from videoplanet.shared.security.principal import Principal

_LAYOUT = struct.Struct(">BI16s16s16s")
_SIGNATURE_BYTES = 16
_GUEST = 1
_DOWNLOAD = 2


@dataclass(frozen=True, slots=True)
class MediaGrant:
    """What a token says. `expires_at` is in Unix seconds."""

    version_id: UUID
    subject_id: UUID
    session_id: UUID
    is_guest: bool
    may_download: bool
    expires_at: int


def issue_media_token(version_id: UUID, principal: Principal, *, may_download: bool) -> str:
    """Return a token for `principal`, the same one for a while, so that browsers can keep what they loaded.

    It lives between three quarters of and the whole `media_url_seconds`.
    """
    lifetime = get_settings().media_url_seconds
    step = max(1, lifetime // 4)
    expires_at = (int(now().timestamp()) + lifetime) // step * step
    flags = (_GUEST if principal.is_guest else 0) | (_DOWNLOAD if may_download else 0)
    body = _LAYOUT.pack(flags, expires_at, version_id.bytes, principal.subject_id.bytes, principal.session_id.bytes)
    return base64.urlsafe_b64encode(body + _signature(body)).decode().rstrip("=")


def read_media_token(token: str) -> MediaGrant:
    """Return what a token says.

    Raises:
        NotFound: it is none of ours.
        NotAllowed: `media.expired`.
    """
    try:
        signed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise NotFound from error
    body, signature = signed[:-_SIGNATURE_BYTES], signed[-_SIGNATURE_BYTES:]
    if len(body) != _LAYOUT.size or not hmac.compare_digest(signature, _signature(body)):
        raise NotFound
    flags, expires_at, version_id, subject_id, session_id = _LAYOUT.unpack(body)
    if expires_at <= now().timestamp():
        raise NotAllowed("media.expired")
    return MediaGrant(
        version_id=UUID(bytes=version_id),
        subject_id=UUID(bytes=subject_id),
        session_id=UUID(bytes=session_id),
        is_guest=bool(flags & _GUEST),
        may_download=bool(flags & _DOWNLOAD),
        expires_at=expires_at,
    )


def _signature(body: bytes) -> bytes:
    settings = get_settings()
    secret = settings.required_secret(settings.secret_key, "secret_key")
    return hmac.digest(_key(secret), body, "sha256")[:_SIGNATURE_BYTES]


@lru_cache(maxsize=1)
def _key(secret: str) -> bytes:
    return hashlib.sha256(f"media-token:{secret}".encode()).digest()
