"""The outermost ASGI layer: gives a request its id and true address, asks whether it is for this site at all and for a path that
can be, and gives its answer the security headers."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from uuid import uuid4

import structlog
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from videoplanet.app.door.hosts import ANYWHERE, Hosts
from videoplanet.app.door.keeping import Keeping
from videoplanet.features.read_metrics.api import PATH as METRICS
from videoplanet.shared.errors import NotFound, OtherHost, VideoPlanetError
from videoplanet.shared.http.language import request_language
from videoplanet.shared.http.problem import problem_response

log = structlog.get_logger("videoplanet.access")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
"""No path of ours has one, and `$` in a route's pattern would pass over a line end at its end."""
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")
_QUIET = ("/assets/", "/media/", "/media-grant/", "/api/v1/health/", "/_event", METRICS)
PUBLIC = ("/", "/robots.txt", "/favicon.svg")
"""What search engines may show; what the landing page is made of, below `/assets/`, names nobody either."""
YEAR_SECONDS = 31_536_000


class Door:
    """Wraps the whole application.

    Args:
        app: the composed application.
        content_policy: value of `Content-Security-Policy` for HTML answers.
        keeping: how long an answer may be kept.
        is_https: whether the site is served over TLS, which ends in front of it (adds HSTS; it leads on to addresses of `https`).
        trusted_proxy_hops: how many proxies in front append to `X-Forwarded-For`.
        hosts: under which names the site may be asked for.
        own_origin: the origin that the application knows as its own.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        content_policy: str,
        keeping: Keeping,
        is_https: bool,
        trusted_proxy_hops: int,
        hosts: Hosts,
        own_origin: str,
    ) -> None:
        self.app = app
        self.keeping = keeping
        self.hosts = hosts
        self.own_origin = own_origin.encode()
        self.trusted_proxy_hops = trusted_proxy_hops
        self._schemes = {"http": "https", "ws": "wss"} if is_https else {}
        self._content_policy = (b"content-security-policy", content_policy.encode())
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
        scope["scheme"] = self._schemes.get(scope["scheme"], scope["scheme"])
        self._resolve_client(scope)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        host = next((value for name, value in scope["headers"] if name == b"host"), b"").decode("latin-1")
        refused: VideoPlanetError | None = None
        if not self.hosts.allow(host) and not scope["path"].startswith(ANYWHERE):
            refused = OtherHost()
        elif _CONTROLS.search(scope["path"]):
            refused = NotFound()
        if scope["type"] == "websocket":
            if refused is not None:
                # Before it is accepted: HTTP 403.
                await send({"type": "websocket.close", "code": 4000 + refused.status})
                return
            self._resolve_origin(scope, host)
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = self._dress(scope, request_id, message["status"], message.get("headers", ()))
                if not scope["path"].startswith(_QUIET):
                    log.info(
                        "request",
                        method=scope["method"],
                        path=_without_secrets(scope["path"]),
                        status=message["status"],
                        milliseconds=round((time.perf_counter() - started) * 1000, 1),
                    )
            await send(message)

        if refused is not None:
            language = request_language(HTTPConnection(scope))
            await problem_response(refused, language=language, request_id=request_id)(scope, receive, dressed)
            return
        self._resolve_origin(scope, host)
        await self.app(scope, receive, dressed)

    def _dress(
        self, scope: Scope, request_id: str, status: int, headers: Sequence[tuple[bytes, bytes]]
    ) -> list[tuple[bytes, bytes]]:
        present = {name.lower(): value for name, value in headers}
        path, content_type = scope["path"], present.get(b"content-type", b"")
        added = [(b"x-request-id", request_id.encode()), *self._every_header]
        if path not in PUBLIC and not path.startswith("/assets/"):
            added.append((b"x-robots-tag", b"noindex, nofollow"))
        if content_type.startswith(b"text/html"):
            added.append(self._content_policy)
        control = self.keeping.control(path, scope.get("query_string", b""), status, content_type)
        if control is not None:
            added.append((b"cache-control", control))
        return [*headers, *((name, value) for name, value in added if name not in present)]

    def _resolve_origin(self, scope: Scope, host: str) -> None:
        """Let a page that was opened under one of the site's other names or addresses be the site's own.

        The name has been checked, so no page of another site can have this origin.
        """
        wanted = f"{'https' if scope['scheme'] in ('https', 'wss') else 'http'}://{host}".encode("latin-1")
        if self.hosts.any_number and wanted != self.own_origin:
            scope["headers"] = [
                (name, self.own_origin if name == b"origin" and value == wanted else value)
                for name, value in scope["headers"]
            ]

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
