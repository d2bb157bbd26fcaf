"""The body of a request as it arrives, and how a refusal reaches somebody who is still sending.

What is on its way is read and dropped before the refusal goes out; else the sender would only see a broken connection.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from videoplanet.shared.errors import Invalid, VideoPlanetError

MOST_DROPPED_BYTES = 32 * 1024**2
_LENGTH = re.compile(r"[0-9]{1,18}")


class ArrivingBody:
    """Reads a request's body once, in the pieces that the server gives."""

    def __init__(self, request: Request) -> None:
        length = request.headers.get("content-length", "")
        self.declared_size = int(length) if _LENGTH.fullmatch(length) else None
        self._receive = request.receive
        self._is_over = False

    async def chunks(self) -> AsyncIterator[bytes]:
        """The bytes.

        Raises:
            Invalid: `upload.incomplete`: the sender is gone.
        """
        while not self._is_over:
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self._is_over = True
                raise Invalid("upload.incomplete", field="file")
            self._is_over = not message.get("more_body", False)
            if message.get("body"):
                yield message["body"]

    @asynccontextmanager
    async def refused_politely(self) -> AsyncIterator[None]:
        """Run the body; when it refuses, take what is still on its way first."""
        try:
            yield
        except VideoPlanetError:
            dropped = 0
            while not self._is_over and dropped <= MOST_DROPPED_BYTES:
                message = await self._receive()
                dropped += len(message.get("body", b""))
                self._is_over = message["type"] == "http.disconnect" or not message.get("more_body", False)
            raise
