"""Whatever remembers a right is told as soon as anybody's right to anything has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from videoplanet.shared.bus import ENDED_SESSIONS_CHANNEL
from videoplanet.shared.errors import Unavailable
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal


def test_the_end_of_a_right_is_told_though_nobody_listens() -> None:
    told: list[str] = []
    hub = LiveHub()
    hub.connect(cast("Any", object()), on_end=lambda _ended: told.append("ended"))
    hub._heard(ENDED_SESSIONS_CHANNEL, {"video_id": "0192a000-0000-7000-8000-000000000001"})
    assert told == ["ended"]


class Slow:
    """An archive that answers once it may, or not at all."""

    def __init__(self, *, fails: bool = False) -> None:
        self.may_answer = asyncio.Event()
        self.fails = fails

    async def last_seq(self, project_id: UUID) -> int:
        try:
            await self.may_answer.wait()
        except asyncio.CancelledError:
            if self.fails:
                raise Unavailable from None
            raise
        return 0

    async def last_seqs(self, project_ids: Collection[UUID]) -> Mapping[UUID, int]:
        return dict.fromkeys(project_ids, 0)

    async def after(self, project_id: UUID, seq: int) -> Sequence[Frame]:
        return []


@pytest.mark.parametrize("fails", [False, True])
async def test_whose_right_ends_while_they_come_in_waits_for_nothing(fails: bool) -> None:
    told: list[str] = []
    hub = LiveHub()
    hub.connect(Slow(fails=fails))
    guest = Principal("guest", uuid4(), uuid4(), "민서", "ko", uuid4())
    listener = Listener(guest, uuid4(), Room("video", uuid4()), on_end=told.append)
    coming = asyncio.create_task(hub.join(listener))
    await asyncio.sleep(0)
    hub._heard(ENDED_SESSIONS_CHANNEL, {"share_id": str(guest.share_id), "code": "share.revoked"})
    await asyncio.wait_for(coming, 5)
    assert told == ["share.revoked"]
    assert list(hub.rooms) == []
