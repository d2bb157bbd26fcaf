"""Reads a film out of `multipart/form-data` (RFC 7578) while it arrives; nothing but the current chunk is held."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import AsyncIterator

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

from videoplanet.features.upload_video.disposition import field_and_filename
from videoplanet.features.upload_video.incoming import IncomingFilm
from videoplanet.shared.errors import Invalid

FIELD_BYTES = 4096
_LENGTH = re.compile(r"[0-9]{1,18}")


async def incoming_film(request: Request) -> IncomingFilm:
    """Read up to the form's `file` and return it with its bytes still to come.

    Raises:
        Invalid: `upload.not_multipart`, `field.missing` for the file, a field that is too long, or `upload.incomplete`:
            the sender is gone (also while the chunks are read).
    """
    form = _Form(request)
    while form.film is None:
        if not await form.advance():
            raise Invalid("field.missing", field="file")
    return form.film


class _Form:
    """The push parser's callbacks, turned into a film whose chunks can be pulled."""

    def __init__(self, request: Request) -> None:
        kind, options = parse_options_header(request.headers.get("content-type", ""))
        if kind != b"multipart/form-data" or not options.get(b"boundary"):
            raise Invalid("upload.not_multipart", field="file")
        length = request.headers.get("content-length", "")
        self.film: IncomingFilm | None = None
        self._declared_size = int(length) if _LENGTH.fullmatch(length) else None
        self._stream = request.stream()
        self._data: deque[bytes] = deque()
        self._headers: dict[bytes, bytes] = {}
        self._header_name = self._header_value = b""
        self._field = ""
        self._value = b""
        self._title: str | None = None
        self._is_file_open = False
        self._is_complete = False
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._part_begin,
                "on_header_field": self._header_field,
                "on_header_value": self._header_piece,
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": self._part_data,
                "on_part_end": self._part_end,
                "on_end": self._end,
            },
        )

    async def advance(self) -> bool:
        """Parse the next piece that arrives; False at the end of the form."""
        try:
            piece = await anext(self._stream, b"")
            if piece:
                self._parser.write(piece)
        except ClientDisconnect as error:
            raise Invalid("upload.incomplete", field="file") from error
        except FormParserError as error:
            raise Invalid("upload.not_multipart", field="file") from error
        if not piece and not self._is_complete:
            raise Invalid("upload.incomplete", field="file")
        return bool(piece)

    async def chunks(self) -> AsyncIterator[bytes]:
        """The file's bytes; reads the form to its end, so that fields after the file are known then."""
        goes_on = True
        while goes_on:
            while self._data:
                yield self._data.popleft()
            goes_on = await self.advance()

    def _part_begin(self) -> None:
        self._headers = {}
        self._field = ""
        self._value = b""

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end].lower()

    def _header_piece(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._header_name] = self._header_value
        self._header_name = self._header_value = b""

    def _headers_finished(self) -> None:
        self._field, filename = field_and_filename(self._headers.get(b"content-disposition", b""))
        if self._field == "file":
            if self.film is not None:
                raise Invalid("field.too_many", field="file", limit=1)
            self.film = IncomingFilm(filename, self.chunks(), self._declared_size, self._title)
            self._is_file_open = True

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if self._is_file_open:
            self._data.append(data[start:end])
        elif len(self._value) + end - start > FIELD_BYTES:
            raise Invalid("field.too_long", field=self._field, limit=FIELD_BYTES)
        else:
            self._value += data[start:end]

    def _part_end(self) -> None:
        if self._is_file_open:
            self._is_file_open = False
        elif self._field == "title":
            self._title = self._value.decode("utf-8", "replace")
            if self.film is not None:
                self.film.title = self._title

    def _end(self) -> None:
        self._is_complete = True
