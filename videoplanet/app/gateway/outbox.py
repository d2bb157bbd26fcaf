"""Frames waiting to be sent to one `/ws` client: bounded, so that a client that does not read costs little and is parted with."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Any

import orjson

from videoplanet.shared.live.frame import Frame

FRAMES_LIMIT = 512
CHARACTERS_LIMIT = 2_000_000
TOO_SLOW = 4429


class SocketOutbox:
    """Takes texts without waiting; whoever sends them waits for the next, or for the code to close with."""

    def __init__(self) -> None:
        self.close_code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._texts: deque[str] = deque()
        self._characters = 0
        self._has_text = asyncio.Event()

    def put(self, frame: Frame) -> None:
        """Queue a frame, serialised once for all who hear it."""
        self.put_text(frame.text)

    def put_content(self, content: dict[str, Any]) -> None:
        """Queue a frame that is for this client alone."""
        self.put_text(orjson.dumps(content).decode())

    def put_text(self, text: str) -> None:
        """Queue a text; a client that is too far behind is closed instead and can ask for what it missed."""
        if self.close_code.done():
            return
        if len(self._texts) >= FRAMES_LIMIT or self._characters + len(text) > CHARACTERS_LIMIT:
            self.close(TOO_SLOW)
            return
        self._texts.append(text)
        self._characters += len(text)
        self._has_text.set()

    async def next_text(self) -> str:
        """Return the next text, waiting for it."""
        while not self._texts:
            self._has_text.clear()
            await self._has_text.wait()
        text = self._texts.popleft()
        self._characters -= len(text)
        return text

    def close(self, code: int) -> None:
        """Have the connection closed; the first code counts."""
        if not self.close_code.done():
            self.close_code.set_result(code)
