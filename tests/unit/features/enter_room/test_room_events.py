"""What the parts of a room tell each other is told in their room: on `window` stays what concerns the page as a whole."""

from __future__ import annotations

import re
from pathlib import Path

import videoplanet

PRODUCT = Path(videoplanet.__file__).parent
OF_THE_PAGE = {"toast", "film-arrived"}
_TOLD_ON_WINDOW = re.compile(r"[\"'`]videoplanet:([\w${}-]+)")


def test_nothing_of_a_room_is_told_on_window() -> None:
    told = {
        (str(script.relative_to(PRODUCT)), name)
        for kind in ("*.js", "*.py")
        for script in PRODUCT.rglob(kind)
        for name in _TOLD_ON_WINDOW.findall(script.read_text("utf-8"))
        if name not in OF_THE_PAGE
    }
    assert told == set()
