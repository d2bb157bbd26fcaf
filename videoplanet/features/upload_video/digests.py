"""Checksums as they travel: `Content-Digest` (RFC 9530), and what tells a film by its parts."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable

from videoplanet.shared.errors import Invalid

_MEMBER = re.compile(r"\s*([a-z][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]*):\s*")


def content_digest(sha256: str) -> str:
    """Return the header's value for a SHA-256 in hexadecimal."""
    return f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:"


def read_content_digest(header: str) -> str:
    """Return the SHA-256 a `Content-Digest` names, in hexadecimal.

    Raises:
        Invalid: `upload.digest`: it names none, or is not written as RFC 9530 says.
    """
    for member in header.split(","):
        match = _MEMBER.fullmatch(member)
        if match is None:
            break
        if match[1] == "sha-256":
            try:
                digest = base64.b64decode(match[2], validate=True)
            except binascii.Error:
                break
            if len(digest) == hashlib.sha256().digest_size:
                return digest.hex()
            break
    raise Invalid("upload.digest", field="Content-Digest")


def digest_of_parts(digests: Iterable[str]) -> str | None:
    """Return the SHA-256 over the binary SHA-256 of all parts in their order, in hexadecimal; None when one is unknown."""
    whole = hashlib.sha256()
    for digest in digests:
        if not digest:
            return None
        whole.update(bytes.fromhex(digest))
    return whole.hexdigest()
