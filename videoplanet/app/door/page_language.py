"""Gives out the prerendered pages in the reader's language, so that they can be read before any script has run."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from videoplanet.shared.i18n.languages import DEFAULT_LANGUAGE, Language
from videoplanet.shared.i18n.negotiation import chosen_language

_READS = ("GET", "HEAD")


class PageLanguage:
    """Wraps the pages.

    Args:
        app: the pages in the default language, and everything else.
        is_page: whether a path is that of a prerendered page.
        others: who gives out the pages in each further language.
    """

    def __init__(self, app: ASGIApp, *, is_page: Callable[[str], bool], others: Mapping[Language, ASGIApp]) -> None:
        self.app = app
        self.is_page = is_page
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] not in _READS or not self.is_page(scope["path"]):
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
