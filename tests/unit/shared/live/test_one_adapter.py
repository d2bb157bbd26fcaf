"""Socket.IO, Engine.IO and Reflex's event namespace are touched in one module."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).parents[4] / "videoplanet"
_TOUCH = re.compile(
    r"^\s*(?:from|import) (?:socketio|engineio)\b|\.sio\b|\bevent_namespace\b|\bsid_to_token\b"
    r"|(?<!os\.)\benviron\b|asgi\.scope",
    re.MULTILINE,
)


def test_nothing_else_touches_reflexs_sockets() -> None:
    touching = [str(file.relative_to(PACKAGE)) for file in PACKAGE.rglob("*.py") if _TOUCH.search(file.read_text())]
    assert touching == ["shared/live/page_sockets.py"]
