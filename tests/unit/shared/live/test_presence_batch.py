"""Presence leaves in small doses, the newest word counting."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

from videoplanet.shared.live.frame import Frame
from videoplanet.shared.live.presence_batch import INTERVAL_SECONDS, LONGEST_SECONDS, PresenceBatches, interval

PROJECT, VIDEO = uuid4(), uuid4()


def about(kind: str, name: str, frame: int | None = None) -> Frame:
    people = [{"id": name, "kind": "user", "name": name, "frame": frame, "typing": False}]
    return Frame(
        {"type": f"presence.{kind}", "payload": {"people": people}, "project_id": str(PROJECT), "video_id": str(VIDEO)}
    )


async def told(*frames: Frame) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Offer frames in one go and return what left: type, and who was where."""
    left: list[Frame] = []
    done = asyncio.Event()

    async def deliver(frame: Frame) -> None:
        left.append(frame)
        done.set()

    batches = PresenceBatches(deliver, lambda _: 1)
    for frame in frames:
        batches.add(frame)
    async with asyncio.timeout(60):
        await done.wait()
    await asyncio.sleep(0)
    return [(one.type, [(who["id"], who["frame"]) for who in one.content["payload"]["people"]]) for one in left]


async def test_many_moves_leave_as_one_frame_with_the_last_position() -> None:
    moves = [about("update", name, frame) for frame in range(50) for name in ("Jiwoo", "Hajun")]
    assert await told(*moves) == [("presence.update", [("Jiwoo", 49), ("Hajun", 49)])]


async def test_somebody_who_came_and_moved_is_announced_where_they_are() -> None:
    assert await told(about("join", "Jiwoo"), about("update", "Jiwoo", 7)) == [("presence.join", [("Jiwoo", 7)])]


async def test_somebody_who_left_again_is_gone() -> None:
    assert await told(about("join", "Jiwoo"), about("leave", "Jiwoo")) == [("presence.leave", [("Jiwoo", None)])]


def test_the_more_hear_it_the_longer_it_is_collected() -> None:
    assert [interval(number) for number in (0, 1, 100)] == [INTERVAL_SECONDS] * 3
    assert interval(500) == 5 * INTERVAL_SECONDS
    assert interval(100_000) == LONGEST_SECONDS
