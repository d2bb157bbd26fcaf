"""The Content-Security-Policy of the built pages: no `unsafe-eval`, no `unsafe-inline` scripts.

The prerendered HTML carries a few inline scripts; they are allowed by their hash (CSP Level 3, §8.3), read from the build
once at start. Styles stay `unsafe-inline`, because the interface's CSS-in-JS library writes them at run time.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import urlsplit

_SCRIPT = re.compile(rb"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)


def inline_script_hashes(*folders: Path) -> list[str]:
    """Return the CSP source expressions of every inline script in the HTML files below these folders, without repeats."""
    found: dict[str, None] = {}
    for page in sorted(page for folder in folders for page in folder.rglob("*.html")):
        for match in _SCRIPT.finditer(page.read_bytes()):
            if b"src=" in match["attributes"].lower() or not match["body"]:
                continue
            digest = base64.b64encode(hashlib.sha256(match["body"]).digest()).decode()
            found[f"'sha256-{digest}'"] = None
    return list(found)


def content_security_policy(script_hashes: list[str], *, storage_url: str | None = None) -> str:
    """Return the header's value.

    Args:
        script_hashes: source expressions of the allowed inline scripts.
        storage_url: where browsers reach S3 directly, if they do.
    """
    storage = ""
    if storage_url:
        parts = urlsplit(storage_url)
        storage = f" {parts.scheme}://{parts.netloc}"
    directives = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: blob:{storage}",
        "media-src": f"'self' blob:{storage}",
        "connect-src": f"'self'{storage}",
        "font-src": "'self'",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())
