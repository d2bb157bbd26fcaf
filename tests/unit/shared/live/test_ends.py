"""Who listens is put out at the moment at which their right ends, and hears nothing after it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from videoplanet.shared.bus import LINK_ENDS_CHANNEL
from videoplanet.shared.clock import now
from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.hub import LiveHub
from videoplanet.shared.live.rooms import Listener, Room
from videoplanet.shared.security.principal import Principal

PROJECT, VIDEO, SHARE = uuid4(), uuid4(), uuid4()
SOON = timedelta(milliseconds=80)


class Archive:
    """No operation yet."""

    async def last_seq(self, project_id: UUID) -> int:
        return 0

    async def after(self, project_id: UUID, seq: int) -> Sequence[Frame]:
        return []


class Heard:
    """What one listener was handed, and why it was put out."""

    def __init__(self, *, token_until: datetime | None = None, link_until: datetime | None = None) -> None:
        self.frames: list[str] = []
        self.ended: list[str] = []
        guest = Principal(
            "guest", uuid4(), uuid4(), "손님", share_id=SHARE, token_until=token_until, link_until=link_until
        )
        self.listener = Listener(guest, PROJECT, Room("video", VIDEO), self.ended.append, outbox=self)

    def put(self, frame: Frame) -> None:
        self.frames.append(frame.type)


async def joined(one: Heard) -> LiveHub:
    hub = LiveHub()
    hub.connect(cast("Any", Archive()))
    await hub.join(one.listener)
    return hub


def said(type_: str = "comment.new") -> Frame:
    about = {"project_id": str(PROJECT), "video_id": str(VIDEO)}
    return Frame({"type": type_, "payload": {"version": 1}, **about})


@pytest.mark.parametrize(
    ("ends", "code"), [({"link_until": SOON}, "share.expired"), ({"token_until": SOON}, "not_signed_in")]
)
async def test_nobody_has_to_look(ends: dict[str, timedelta], code: str) -> None:
    one = Heard(**{name: now() + delay for name, delay in ends.items()})
    hub = await joined(one)
    assert one.ended == []
    await asyncio.sleep(0.15)
    assert one.ended == [code]
    assert one.listener not in hub.rooms
    assert not hub._ends


async def test_nothing_is_told_after_the_end_though_the_timer_is_late() -> None:
    one = Heard(link_until=now() + timedelta(hours=1))
    hub = await joined(one)
    await hub._deliver(said())
    one.listener.link_until = now()
    await hub._deliver(said())
    assert (one.frames, one.ended) == (["comment.new"], ["share.expired"])


@pytest.mark.parametrize("later", [None, timedelta(hours=1)])
async def test_an_end_that_is_put_off_lets_them_listen_on(later: timedelta | None) -> None:
    one = Heard(link_until=now() + SOON)
    hub = await joined(one)
    until = (now() + later).isoformat() if later else None
    hub._heard(LINK_ENDS_CHANNEL, {"share_id": str(SHARE), "until": until})
    await asyncio.sleep(0.15)
    await hub._deliver(said())
    assert (one.frames, one.ended) == (["comment.new"], [])


async def test_an_end_that_is_brought_forward_comes_then_and_another_links_does_not_count() -> None:
    one = Heard()
    hub = await joined(one)
    hub._heard(LINK_ENDS_CHANNEL, {"share_id": str(uuid4()), "until": now().isoformat()})
    await asyncio.sleep(0.02)
    assert one.ended == []
    hub._heard(LINK_ENDS_CHANNEL, {"share_id": str(SHARE), "until": (now() + SOON).isoformat()})
    await asyncio.sleep(0.15)
    assert one.ended == ["share.expired"]


async def test_who_leaves_leaves_no_timer() -> None:
    one = Heard(link_until=now() + timedelta(hours=1))
    hub = await joined(one)
    hub.leave(one.listener)
    hub.put_off(one.listener, now() + SOON)
    await asyncio.sleep(0.15)
    assert (one.ended, len(hub._ends)) == ([], 0)
