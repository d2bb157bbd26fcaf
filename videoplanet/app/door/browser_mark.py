"""Gives each browser a mark of its own with its first page, so that the state of a page before sign-in is that browser's alone."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from videoplanet.shared.security.cookies import browser_mark, browser_mark_header
from videoplanet.shared.security.tokens import random_token

MARK_BYTES = 16
NOT_MODIFIED = 304


class BrowserMark:
    """Wraps the pages. The mark is an HttpOnly cookie and says nothing of anybody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] != "GET" or browser_mark(_cookies(scope)) is not None:
            await self.app(scope, receive, send)
            return

        wants_page = "text/html" in Headers(scope=scope).get("accept", "")

        async def marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if is_page or (message["status"] == NOT_MODIFIED and wants_page):
                    headers.append("set-cookie", browser_mark_header(random_token(MARK_BYTES)))
                    headers["cache-control"] = "private, no-cache"
            await send(message)

        await self.app(scope, receive, marked)


def _cookies(scope: Scope) -> str:
    return "; ".join(Headers(scope=scope).getlist("cookie"))
