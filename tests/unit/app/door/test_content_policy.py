"""Only the built pages' own inline scripts may run."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from videoplanet.app.door.content_policy import content_security_policy, inline_script_hashes


def test_every_inline_script_is_hashed_once_and_external_ones_are_not(tmp_path: Path) -> None:
    body = "window.a = 1;"
    (tmp_path / "index.html").write_text(f"<script>{body}</script><script src='/x.js'></script>")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "page.html").write_text(f"<script type='module' async>{body}</script>")
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    assert inline_script_hashes(tmp_path) == [f"'sha256-{digest}'"]


def test_scripts_are_never_allowed_inline_or_by_eval() -> None:
    policy = content_security_policy(["'sha256-abc'"], storage_url="https://s3.example.com/bucket")
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts == "script-src 'self' 'sha256-abc'"
    assert "connect-src 'self' https://s3.example.com;" in policy
    assert "frame-ancestors 'none'" in policy
