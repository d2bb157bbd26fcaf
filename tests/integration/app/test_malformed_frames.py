"""Frames that are none, on the socket of a page that anybody may open: a short line each, not many, and it is closed soon."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from tests.integration.live_site import DESK
from tests.integration.reflex_page import ReflexPage
from videoplanet.shared.live import malformed_frames
from videoplanet.shared.live.malformed_frames import LINES_A_MINUTE, MOST_FRAMES

MALFORMED = [
    *["9", "49", "4x", "4", "44/_event", "46/_event,x", "42/_event,[]", "42/_event,{}", '421/_event,["event"]'],
    '42/_event,["connect",{"asgi.scope":{"client":["203.0.113.77",1],"headers":[]},"QUERY_STRING":""},null]',
    *['42/_event,["disconnect"]', '42/_event,["ping"]', '42/_event,[["event"]]', "42/_event,[null,{}]"],
    *["431/_event,[1]", "42/_event," + "[" * 3000, "42/_event," + "[" * 3000 + "]" * 3000],
]


class Lines(list[dict[str, Any]]):
    """In place of the log."""

    def warning(self, event: str, **values: Any) -> None:
        """Keep one."""
        self.append({"event": event, **values})


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    kept = Lines()
    monkeypatch.setattr(malformed_frames, "log", kept)
    return kept


@pytest.mark.parametrize("frame", MALFORMED, ids=[frame[:20] for frame in MALFORMED])
async def test_a_socket_is_closed_after_a_few_frames_that_are_none(
    site: str, lines: Lines, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, frame: str
) -> None:
    monkeypatch.setattr(malformed_frames, "LINES_A_MINUTE", 1000)
    page, other = await ReflexPage.open(site), await ReflexPage.open(site)
    for _ in range(MOST_FRAMES - 1):
        await page._socket.send(frame)
    await page.fire(f"{DESK}.keep", words="들림")
    await page.until(lambda: page.of(DESK, "refusal") == ["들림"])
    await page._socket.send(frame)
    async with asyncio.timeout(20):
        while len(lines) < MOST_FRAMES:
            await asyncio.sleep(0.01)
        await page._socket.send("3")
        await page.ended.wait()
    assert [line["event"] for line in lines] == ["page_frame_malformed"] * MOST_FRAMES
    assert max(len(str(line)) for line in lines) < 200
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    await other.fire(f"{DESK}.keep", words="그대로")
    await other.until(lambda: other.of(DESK, "refusal") == ["그대로"])


async def test_many_are_counted_in_a_few_lines(site: str, lines: Lines) -> None:
    for _ in range(LINES_A_MINUTE):
        page = await ReflexPage.open(site)
        with suppress(ConnectionClosed):
            while not page.ended.is_set():
                await page._socket.send("42/_event,[")
                await asyncio.sleep(0.01)
    assert len(lines) <= 2 * LINES_A_MINUTE, "a minute may end while they are sent"
