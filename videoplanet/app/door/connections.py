"""How many websockets one address may hold open at a time, of pages and of programs together, in this process."""

from __future__ import annotations

from collections import Counter
from ipaddress import IPv6Address, ip_address

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from videoplanet.shared.metrics import LIVE_REFUSED

log = structlog.get_logger(__name__)
TOO_MANY = 4429
NETWORK_BITS = 64
"""Of an IPv6 address; the rest its owner chooses at will."""


class Connections:
    """Wraps an application.

    Args:
        app: what is behind.
        most: open websockets for each address; 0 for no limit.
    """

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most
        self.open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket" or not self.most:
            await self.app(scope, receive, send)
            return
        address = network_of(scope["client"][0] if scope.get("client") else "")
        if self.open[address] >= self.most:
            log.warning("too_many_connections", address=address, open=self.open[address])
            kind = "ws" if scope["path"].startswith("/ws/") else "page"
            LIVE_REFUSED.add(1, {"kind": kind, "reason": "too_many_connections"})
            await send({"type": "websocket.close", "code": TOO_MANY})  # before it is accepted: HTTP 403
            return
        self.open[address] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self.open[address] -= 1
            if not self.open[address]:
                del self.open[address]


def network_of(address: str) -> str:
    """The address, or the network of an IPv6 address that one caller has whole; what is none, as it is."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(IPv6Address(int(known) >> NETWORK_BITS << NETWORK_BITS))
