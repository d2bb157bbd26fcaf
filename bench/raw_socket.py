"""A websocket client that costs next to nothing, so that hundreds of listeners measure the server and not themselves.

Only what the bench needs of RFC 6455: the handshake, unfragmented text frames from the server, answers to pings.
"""

from __future__ import annotations

import asyncio
import base64
import os
import struct
from collections.abc import Callable

TEXT, CLOSE, PING, PONG = 0x1, 0x8, 0x9, 0xA
OnText = Callable[[bytes], None]


class RawSocket(asyncio.Protocol):
    """One connection; `on_text` is called with each text frame, `received` counts the bytes of all."""

    def __init__(self, on_text: OnText) -> None:
        self.received = 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._on_text = on_text
        self._buffer = bytearray()
        self._is_open = False
        self._transport: asyncio.Transport | None = None

    @classmethod
    async def connect(cls, address: str, path: str, headers: dict[str, str], on_text: OnText) -> RawSocket:
        """Open one at `host:port`."""
        host, _, port = address.partition(":")
        _, socket = await asyncio.get_running_loop().create_connection(lambda: cls(on_text), host, int(port))
        lines = {
            "Host": address,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        socket._write(f"GET {path} HTTP/1.1\r\n{head}\r\n".encode())
        await asyncio.wait_for(socket.opened, 30)
        return socket

    def send(self, text: str) -> None:
        """Send a text frame."""
        self._send_frame(TEXT, text.encode())

    def close(self) -> None:
        """Drop the connection."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember the transport."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        """Tell whoever waits."""
        if not self.opened.done():
            self.opened.set_exception(error or ConnectionError("closed during the handshake"))
        if not self.closed.done():
            self.closed.set_result(None)

    def data_received(self, data: bytes) -> None:
        """Read frames."""
        self._buffer += data
        if not self._is_open:
            end = self._buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            status = bytes(self._buffer[: self._buffer.find(b"\r\n")])
            del self._buffer[: end + 4]
            if b" 101 " not in status:
                self.opened.set_exception(ConnectionError(status.decode()))
                self.close()
                return
            self._is_open = True
            self.opened.set_result(None)
        self._read_frames()

    def _read_frames(self) -> None:
        buffer, at = self._buffer, 0
        while len(buffer) - at >= 2:
            length, start = buffer[at + 1] & 0x7F, at + 2
            if length == 126:
                if len(buffer) - at < 4:
                    break
                (length,) = struct.unpack_from(">H", buffer, start)
                start += 2
            elif length == 127:
                if len(buffer) - at < 10:
                    break
                (length,) = struct.unpack_from(">Q", buffer, start)
                start += 8
            if len(buffer) - start < length:
                break
            kind, content = buffer[at] & 0x0F, bytes(buffer[start : start + length])
            at = start + length
            if kind == TEXT:
                self.received += at - start + 2
                self._on_text(content)
            elif kind == PING:
                self._send_frame(PONG, content)
            elif kind == CLOSE:
                self.close()
        del buffer[:at]

    def _send_frame(self, kind: int, content: bytes) -> None:
        mask, size = os.urandom(4), len(content)
        length = struct.pack(">B", 0x80 | size) if size < 126 else struct.pack(">BH", 0x80 | 126, size)
        head = bytes([0x80 | kind]) + length
        stream = (mask * (size // 4 + 1))[:size]
        masked = (int.from_bytes(content, "big") ^ int.from_bytes(stream, "big")).to_bytes(size, "big")
        self._write(head + mask + masked)

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self._transport.write(data)
