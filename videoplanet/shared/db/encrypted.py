"""Personal data at rest: encrypted columns with key rotation, and blind indexes to look them up.

`VIDEOPLANET_ENCRYPTION_KEYS` lists Fernet keys, newest first: the first encrypts, all decrypt. A blind index is an
HMAC-SHA-256 under `VIDEOPLANET_SECRET_KEY`, so that equal e-mails are found without being readable.
"""

from __future__ import annotations

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from sqlalchemy import LargeBinary
from sqlalchemy.types import TypeDecorator

from videoplanet.shared.config import get_settings


@lru_cache
def _cipher() -> MultiFernet:
    settings = get_settings()
    keys = settings.required_secret(settings.encryption_keys, "encryption_keys")
    return MultiFernet([Fernet(key.strip()) for key in keys.split(",") if key.strip()])


@lru_cache
def _index_key() -> bytes:
    settings = get_settings()
    return hashlib.sha256(
        b"blind-index:" + settings.required_secret(settings.secret_key, "secret_key").encode()
    ).digest()


CACHED_TOKENS = 8192
CACHED_LENGTH = 512
"""Of a token that is read again and again, such as a name; what is longer, such as a kept answer, is not held in memory."""


@lru_cache(maxsize=CACHED_TOKENS)
def _short_text(token: bytes) -> str:
    return _cipher().decrypt(token).decode()


def encrypt(text: str) -> bytes:
    """Return `text` as a Fernet token (URL-safe ASCII), for personal data kept outside a column: caches, queued jobs."""
    return _cipher().encrypt(text.encode())


def decrypt(token: bytes) -> str:
    """Return the text of a token made by `encrypt`.

    Raises:
        cryptography.fernet.InvalidToken: none of the current keys made it.
    """
    return _short_text(token) if len(token) <= CACHED_LENGTH else _cipher().decrypt(token).decode()


class EncryptedText(TypeDecorator[str]):
    """Text stored as a Fernet token."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else _cipher().encrypt(value.encode())

    def process_result_value(self, value: Any | None, dialect: Any) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else decrypt(bytes(value))


def blind_index(value: str) -> bytes:
    """Return the 32-byte index of `value`, case-folded and trimmed."""
    return hmac.new(_index_key(), value.strip().casefold().encode(), hashlib.sha256).digest()


def fingerprint(content: bytes) -> bytes:
    """Return a keyed 32-byte digest of `content`, from which it cannot be guessed."""
    return hmac.new(_index_key(), b"fingerprint:" + content, hashlib.sha256).digest()


def forget_keys() -> None:
    """Drop cached keys, after the settings changed."""
    _cipher.cache_clear()
    _short_text.cache_clear()
    _index_key.cache_clear()
