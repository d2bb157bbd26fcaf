"""Signed addresses to which one part of an upload may be sent, without any other authorisation.

The signature covers upload, part, end and, when given, the checksum the bytes must have; whether the upload still takes parts
is asked of its row. What an address says can be read by its holder, but not changed.
"""

from __future__ import annotations

import hashlib
import hmac
from urllib.parse import urlencode
from uuid import UUID

from videoplanet.shared.clock import now
from videoplanet.shared.config import get_settings
from videoplanet.shared.errors import NotAllowed, NotFound


def part_path(upload_id: UUID, number: int, expires: int, sha256: str | None = None) -> str:
    """Return path and query of a part's address; `expires` in Unix seconds, `sha256` in hexadecimal."""
    query = {"expires": str(expires), "signature": _signature(upload_id, number, expires, sha256)}
    if sha256 is not None:
        query["sha256"] = sha256
    return f"/api/v1/uploads/{upload_id}/parts/{number}?{urlencode(query)}"


def check_part_address(upload_id: UUID, number: int, expires: int, signature: str, sha256: str | None) -> None:
    """Refuse an address that is none of ours, or no longer good.

    Raises:
        NotFound: the signature is wrong.
        NotAllowed: `upload.address_expired`.
    """
    if not hmac.compare_digest(_signature(upload_id, number, expires, sha256).encode(), signature.encode()):
        raise NotFound
    if expires <= now().timestamp():
        raise NotAllowed("upload.address_expired")


def _signature(upload_id: UUID, number: int, expires: int, sha256: str | None) -> str:
    settings = get_settings()
    secret = settings.required_secret(settings.secret_key, "secret_key")
    key = hashlib.sha256(f"upload-part:{secret}".encode()).digest()
    said = f"{upload_id}:{number}:{expires}:{sha256 or ''}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:40]
