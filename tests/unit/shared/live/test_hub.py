"""Whatever remembers a right is told as soon as anybody's right to anything has ended."""

from __future__ import annotations

from typing import Any, cast

from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL
from videoplanet.shared.live.hub import LiveHub


def test_the_end_of_a_right_is_told_though_nobody_listens() -> None:
    told: list[str] = []
    hub = LiveHub()
    hub.connect(cast("Any", object()), on_end=lambda _ended: told.append("ended"))
    hub._heard(ENDED_SESSIONS_CHANNEL, {"video_id": "0192a000-0000-7000-8000-000000000001"})
    assert told == ["ended"]
