"""How a refusal reaches somebody who is still sending: what is on its way is read and dropped first, else they only see a broken
connection.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from videoplanet.shared.errors import VideoPlanetError

MOST_DROPPED_BYTES = 32 * 1024**2


@asynccontextmanager
async def refused_politely(request: Request) -> AsyncIterator[None]:
    """Run the body; when it refuses, take the rest of the request before the refusal goes out."""
    try:
        yield
    except VideoPlanetError:
        await _drop_rest(request)
        raise


async def _drop_rest(request: Request) -> None:
    dropped = 0
    while dropped <= MOST_DROPPED_BYTES:
        message = await request.receive()
        dropped += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return
