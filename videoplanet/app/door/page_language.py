"""Gives out the prerendered pages in the reader's language, so that they can be read before any script has run."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, Language
from videoplanet.shared.i18n.negotiation import chosen_language

_READS = ("GET", "HEAD")


class PageLanguage:
    """Wraps the pages.

    Args:
        app: the pages in the default language, and everything else.
        pages: paths of the prerendered pages, without a slash at the end.
        others: who gives out the pages in each further language.
    """

    def __init__(self, app: ASGIApp, *, pages: frozenset[str], others: Mapping[Language, ASGIApp]) -> None:
        self.app = app
        self.pages = pages
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] not in _READS or not self._is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        language = chosen_language("; ".join(headers.getlist("cookie")), headers.get("accept-language"))

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer["content-language"] = language if language in self.others else DEFAULT_LANGUAGE
                answer.add_vary_header("Accept-Language, Cookie")
            await send(message)

        await self.others.get(language, self.app)(scope, receive, told)

    def _is_page(self, path: str) -> bool:
        return (path.rstrip("/") or "/") in self.pages
