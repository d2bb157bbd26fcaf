"""Bodies that are not films: read whole before anything else runs, within a size, a time and a depth.

A film flows through (`STREAMED`, `flowing`) and is measured by whoever takes it in. Everything else is small, so that a caller who
sends too much, too slowly or too deeply nested is answered without a line of the application having run.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

import structlog
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from videoplanet.app.door.flowing import Flowing
from videoplanet.shared.errors import Invalid, TooLarge, TooSlow, VideoPlanetError
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.problem import problem_response, request_id_of

log = structlog.get_logger(__name__)
DEEPEST = 32
STREAMED: Sequence[tuple[str, re.Pattern[str]]] = (
    ("PUT", re.compile(r"/api/v1/uploads/[^/]+/parts/[^/]+")),
    ("POST", re.compile(r"/api/v1/projects/[^/]+/videos")),
    ("POST", re.compile(r"/api/v1/videos/[^/]+/versions")),
)
_WITHOUT_BODY = ("GET", "HEAD", "OPTIONS")
# One that is never closed goes to the end, so that no search begins again within it.
_STRING = re.compile(rb'"(?:[^"\\]|\\.|\\\Z)*+(?:"|\Z)', re.DOTALL)
_ALIKE = bytes.maketrans(b"{}", b"[]")
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))


class Bodies:
    """Wraps an application.

    Args:
        app: what is behind.
        most_bytes: the largest body, in bytes.
        seconds: how long its arrival may take.
    """

    def __init__(self, app: ASGIApp, *, most_bytes: int, seconds: float) -> None:
        self.app = app
        self.most_bytes = most_bytes
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] in _WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        if is_streamed(scope["method"], scope["path"]):
            await self.app(scope, Flowing(receive).receive, send)
            return
        try:
            body = await self._read(scope, receive)
        except VideoPlanetError as error:
            request = Request(scope)
            answer = problem_response(error, language=request_language(request), request_id=request_id_of(request))
            answer.headers["Connection"] = "close"  # what is still on its way is not read
            await answer(scope, receive, send)
            return
        if body is None:
            return
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return messages.pop() if messages else await receive()

        await self.app(scope, again, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes | None:
        """Return the body; None when the caller has left."""
        declared = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if declared.isdigit() and int(declared) > self.most_bytes:
            raise TooLarge
        body = bytearray()
        try:
            async with asyncio.timeout(self.seconds):
                is_over = False
                while not is_over:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message.get("body", b"")
                    if len(body) > self.most_bytes:
                        raise TooLarge
                    is_over = not message.get("more_body", False)
        except TimeoutError as error:
            raise TooSlow from error
        whole = bytes(body)
        if is_deeper_than(whole, DEEPEST):
            raise Invalid("body.too_deep", limit=DEEPEST)
        return whole


def is_streamed(method: str, path: str) -> bool:
    """Whether a request carries a film, or a part of one."""
    return any(method == streamed and pattern.fullmatch(path) for streamed, pattern in STREAMED)


def is_deeper_than(body: bytes, deepest: int) -> bool:
    """Whether JSON nests lists and objects deeper; for what is no JSON the parser has the last word."""
    if body.count(b"[") + body.count(b"{") <= deepest:
        return False
    brackets = _STRING.sub(b"", body).translate(_ALIKE, _NOT_BRACKETS)
    for _ in range(deepest):
        brackets = brackets.replace(
            b"[]", b""
        )  # the innermost pairs, at the speed of a search instead of a step a bracket
    return b"[" in brackets
