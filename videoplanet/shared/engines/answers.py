"""Asks an engine whether it answers, with nothing but a socket, so that the supervising process stays light."""

from __future__ import annotations

import asyncio

PATIENCE_SECONDS = 2.0


async def ask(host: str, port: int, question: bytes, patience_seconds: float = PATIENCE_SECONDS) -> bytes:
    """Send `question` and return the beginning of the answer; nothing when nobody answers in time."""
    try:
        async with asyncio.timeout(patience_seconds):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(question)
                await writer.drain()
                return await reader.read(4096)
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return b""


async def http_status(host: str, port: int, path: str, patience_seconds: float = PATIENCE_SECONDS) -> int:
    """Return the status of a GET request, or 0 when there is no answer."""
    request = f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n"
    answer = await ask(host, port, request.encode(), patience_seconds)
    parts = answer.split(None, 2)
    return int(parts[1]) if len(parts) > 1 and parts[0].startswith(b"HTTP/") and parts[1].isdigit() else 0
