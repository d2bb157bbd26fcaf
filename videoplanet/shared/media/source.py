"""Opens a film as seekable bytes, from a path or from an address of our own storage.

ffmpeg's libraries get these bytes only, never an address or a path, so that no file can make them open another one.
"""

from __future__ import annotations

import http.client
import io
from typing import IO
from urllib.parse import urlsplit

CONTAINERS = (
    "mov,matroska,webm,mxf,avi,mpegts,mpeg,flv,asf,ogg,gxf,dv,nut,ivf,mp3,wav,w64,flac,aac,aiff,caf,amr,ac3,eac3"
)
"""Demuxers that may look at a file. Playlists, image lists and scripts are not among them."""
MOST_PIXELS = 16384 * 8192
"""Larger pictures are not decoded."""
SKIP_BYTES = 1 << 20
TIMEOUT_SECONDS = 10.0


class SourceUnavailable(Exception):
    """The storage did not answer; says nothing about the film."""


def open_source(source: str) -> IO[bytes]:
    """Open a file's path or a (presigned) http(s) address for reading.

    Raises:
        SourceUnavailable: the address does not answer as it should.
        FileNotFoundError: there is no such file.
    """
    if source.startswith(("http://", "https://")):
        return io.BufferedReader(RangeReader(source), buffer_size=1 << 18)
    return open(source, "rb")


class RangeReader(io.RawIOBase):
    """Bytes of one address, read with HTTP ranges: one request a run of bytes, not one a read."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._connection: http.client.HTTPConnection | None = None
        self._response: http.client.HTTPResponse | None = None
        self._response_at = 0
        self._at = 0
        self._size = -1
        self._open_at(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._at >= self._size:
            return 0
        try:
            ahead = self._at - self._response_at
            if self._response is None or not 0 <= ahead <= SKIP_BYTES:
                self._open_at(self._at)
            elif ahead:
                self._response.read(ahead)
            assert self._response is not None
            count = self._response.readinto(buffer)
        except (OSError, http.client.HTTPException) as error:
            raise SourceUnavailable(type(error).__name__) from error
        if count == 0:
            raise SourceUnavailable("the answer ended early")
        self._at += count
        self._response_at = self._at
        return count

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        super().close()

    def _open_at(self, position: int) -> None:
        if self._connection is not None:
            self._connection.close()
        kind = http.client.HTTPSConnection if self._parts.scheme == "https" else http.client.HTTPConnection
        try:
            self._connection = kind(self._parts.hostname or "", self._parts.port, timeout=TIMEOUT_SECONDS)
            target = f"{self._parts.path}?{self._parts.query}"
            self._connection.request("GET", target, headers={"Range": f"bytes={position}-"})
            self._response = self._connection.getresponse()
        except (OSError, http.client.HTTPException) as error:
            raise SourceUnavailable(type(error).__name__) from error
        if self._response.status == 416:
            self._size = 0
        elif self._response.status == 206:
            self._size = int(self._response.headers["Content-Range"].rpartition("/")[2])
        else:
            raise SourceUnavailable(f"status {self._response.status}")
        self._response_at = position
