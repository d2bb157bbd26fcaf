"""The product's web side without the built pages: the real Reflex app, REST and `/ws`, as `videoplanet.app.asgi` composes them."""

from __future__ import annotations

from starlette.types import ASGIApp

from videoplanet.app.asgi import Paths
from videoplanet.app.door.bodies import Bodies
from videoplanet.app.door.connections import Connections
from videoplanet.app.door.content_policy import content_security_policy
from videoplanet.app.door.hosts import Hosts
from videoplanet.app.door.keeping import Keeping
from videoplanet.app.door.middleware import Door
from videoplanet.app.gateway.rest import build_rest
from videoplanet.app.gateway.sockets import build_sockets
from videoplanet.app.live import start_live
from videoplanet.app.observability import start_observability
from videoplanet.app.site import app as site
from videoplanet.shared.config import get_settings


def create_site() -> ASGIApp:
    """Return the application; a factory for granian."""
    start_observability()
    start_live(site)
    return Paths(site(), {"/api/": build_rest(), "/ws/": build_sockets()})


def create_site_behind_its_door() -> ASGIApp:
    """Return it with all that a request passes in the product before and after."""
    settings = get_settings()
    counted = Connections(create_site(), most=settings.limit_open_connections)
    return Door(
        Bodies(counted, most_bytes=settings.max_body_bytes, seconds=settings.body_seconds),
        content_policy=content_security_policy([]),
        keeping=Keeping(),
        is_https=settings.is_https,
        trusted_proxy_hops=settings.trusted_proxy_hops,
        hosts=Hosts.of(settings),
        own_origin=settings.site_origins[0],
    )
