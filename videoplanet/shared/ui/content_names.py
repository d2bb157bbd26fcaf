"""Names of files that change with their content, so that whoever has one never has to ask for it again."""

from __future__ import annotations

import hashlib
from pathlib import Path

VERSION = "v"
"""The part of the query that names the content."""


def content_digest(file: Path) -> str:
    """Return 16 hexadecimal digits that stand for the file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def named_by_content(name: str) -> str:
    """Return the address of a file of `assets/` with its content in its name.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return f"/{name}?{VERSION}={content_digest(_ASSETS / name)}"


def asset_text(name: str) -> str:
    """Return the content of a file of `assets/`, for what stands in the document itself.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return (_ASSETS / name).read_text("utf-8")


_ASSETS = Path(__file__).resolve().parents[3] / "assets"
