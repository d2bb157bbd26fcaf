"""The product's web side without the built pages: the real Reflex app, REST and `/ws`, as `videoplanet.app.asgi` composes them."""

from __future__ import annotations

from starlette.types import ASGIApp

from videoplanet.app.asgi import Paths
from videoplanet.app.gateway.rest import build_rest
from videoplanet.app.gateway.sockets import build_sockets
from videoplanet.app.live import start_live
from videoplanet.app.observability import start_observability
from videoplanet.app.site import app as site


def create_site() -> ASGIApp:
    """Return the application; a factory for granian."""
    start_observability()
    start_live(site)
    return Paths(site(), {"/api/": build_rest(), "/ws/": build_sockets()})
