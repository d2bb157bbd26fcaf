"""The outermost ASGI layer: gives a request its id and true address, and its answer the security headers."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger("videoplanet.access")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_QUIET = ("/assets/", "/media/", "/api/v1/health/", "/_event")
YEAR_SECONDS = 31_536_000


class Door:
    """Wraps the whole application.

    Args:
        app: the composed application.
        content_policy: value of `Content-Security-Policy` for HTML answers.
        is_https: whether the site is served over TLS (adds HSTS).
        trusted_proxy_hops: how many proxies in front append to `X-Forwarded-For`.
    """

    def __init__(self, app: ASGIApp, *, content_policy: str, is_https: bool, trusted_proxy_hops: int) -> None:
        self.app = app
        self.trusted_proxy_hops = trusted_proxy_hops
        self._page_headers = [(b"content-security-policy", content_policy.encode()), (b"cache-control", b"no-cache")]
        self._every_header = [
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=()"),
            *([(b"strict-transport-security", b"max-age=%d" % YEAR_SECONDS)] if is_https else []),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope["headers"])
        scope["request_id"] = request_id
        self._resolve_client(scope)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._dress(scope["path"], request_id, message.get("headers", ()))
                if not scope["path"].startswith(_QUIET):
                    log.info(
                        "request",
                        method=scope["method"],
                        path=_without_secrets(scope["path"]),
                        status=message["status"],
                        milliseconds=round((time.perf_counter() - started) * 1000, 1),
                    )
            await send(message)

        await self.app(scope, receive, dressed)

    def _dress(self, path: str, request_id: str, headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        present = {name.lower(): value for name, value in headers}
        added = [(b"x-request-id", request_id.encode()), *self._every_header]
        if present.get(b"content-type", b"").startswith(b"text/html"):
            added += self._page_headers
        elif path.startswith("/assets/"):
            added.append((b"cache-control", b"public, max-age=%d, immutable" % YEAR_SECONDS))
        return [*headers, *((name, value) for name, value in added if name not in present)]

    def _resolve_client(self, scope: Scope) -> None:
        if not self.trusted_proxy_hops or not scope.get("client"):
            return
        forwarded = b",".join(value for name, value in scope["headers"] if name == b"x-forwarded-for").decode("latin-1")
        addresses = [part.strip() for part in forwarded.split(",") if part.strip()]
        if len(addresses) >= self.trusted_proxy_hops:
            scope["client"] = (addresses[-self.trusted_proxy_hops], scope["client"][1])


def _request_id(headers: Sequence[tuple[bytes, bytes]]) -> str:
    for name, value in headers:
        if name == b"x-request-id" and _REQUEST_ID.fullmatch(value):
            return value.decode()
    return uuid4().hex


def _without_secrets(path: str) -> str:
    """Leave share tokens out of the log."""
    return re.sub(r"^(/s/|/api/v1/shares/)[^/]{16,}", r"\1…", path)
