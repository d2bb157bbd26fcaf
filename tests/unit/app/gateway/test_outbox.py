"""What waits for a `/ws` client is bounded."""

from __future__ import annotations

import asyncio

from videoplanet.app.gateway.outbox import CHARACTERS_LIMIT, FRAMES_LIMIT, TOO_SLOW, SocketOutbox


async def test_texts_come_out_in_the_order_they_went_in() -> None:
    outbox = SocketOutbox()
    waiting = asyncio.create_task(outbox.next_text())
    await asyncio.sleep(0)
    for number in range(3):
        outbox.put_text(str(number))
    assert [await waiting, await outbox.next_text(), await outbox.next_text()] == ["0", "1", "2"]
    assert not outbox.close_code.done()


async def test_a_client_that_does_not_read_is_parted_with() -> None:
    outbox = SocketOutbox()
    for number in range(FRAMES_LIMIT + 1):
        outbox.put_text(str(number))
    assert await outbox.close_code == TOO_SLOW
    outbox.put_text("later")
    outbox.close(4403)
    assert await outbox.close_code == TOO_SLOW


async def test_long_frames_count_by_their_length() -> None:
    outbox = SocketOutbox()
    for _ in range(3):
        outbox.put_text("x" * (CHARACTERS_LIMIT // 2))
    assert await outbox.close_code == TOO_SLOW
