"""What PostgreSQL keeps of a password (RFC 5802, RFC 7677), made here so that the password itself is in no file of its own.

Who has it can check a password, not sign in with it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os

ITERATIONS = 4096
SALT_BYTES = 16


def scram_verifier(password: str, salt: bytes | None = None) -> str:
    """Return the `SCRAM-SHA-256$…` text that `alter role … password` and `initdb --pwfile` take; for ASCII passwords.

    Args:
        password: what is checked later.
        salt: drawn, unless a test wants a known answer.
    """
    salt = salt or os.urandom(SALT_BYTES)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, ITERATIONS)
    stored_key = hashlib.sha256(hmac.digest(salted, b"Client Key", "sha256")).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${ITERATIONS}:{_text(salt)}${_text(stored_key)}:{_text(server_key)}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()
