"""A film on its way must keep coming: as slowly as lines are, but not so slowly that it only holds the connection."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive

from videoplanet.shared.errors import TooSlow

STILL_SECONDS = 60.0
"""So long nothing may come."""
FREE_SECONDS = 120.0
"""So long is waited in all before the rate counts: a line that is gone for a minute comes back."""
LEAST_RATE = 1024
"""Bytes a second, over all the time that was waited. Time in which the storage takes in what came does not count."""


class Flowing:
    """What a film's body is received through.

    Raises:
        TooSlow: from `receive`.
    """

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._waited = 0.0
        self._came = 0

    async def receive(self) -> Message:
        """The next message of the connection."""
        clock = asyncio.get_running_loop().time
        began = clock()
        try:
            async with asyncio.timeout(STILL_SECONDS):
                message = await self._receive()
        except TimeoutError as error:
            raise TooSlow from error
        self._waited += clock() - began
        self._came += len(message.get("body", b""))
        if self._waited > FREE_SECONDS and self._came < LEAST_RATE * self._waited and message.get("more_body"):
            raise TooSlow
        return message
