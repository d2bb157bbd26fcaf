"""One ASGI application on one port: pages and Reflex's websocket, REST, plain websockets and media."""

from __future__ import annotations

from pathlib import Path

import structlog
from reflex.utils import prerequisites
from reflex.utils.precompressed_staticfiles import PrecompressedStaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from videoplanet.app import tables
from videoplanet.app.door.bodies import Bodies
from videoplanet.app.door.browser_mark import BrowserMark
from videoplanet.app.door.connections import Connections
from videoplanet.app.door.content_policy import content_security_policy, inline_script_hashes
from videoplanet.app.door.hosts import Hosts
from videoplanet.app.door.keeping import Keeping
from videoplanet.app.door.middleware import Door
from videoplanet.app.door.page_language import PageLanguage
from videoplanet.app.gateway.rest import build_rest
from videoplanet.app.gateway.sockets import build_sockets
from videoplanet.app.live import start_live
from videoplanet.app.metrics import start_figures
from videoplanet.app.observability import start_observability
from videoplanet.app.project import BUILT_PAGES
from videoplanet.app.site import app as site
from videoplanet.features.deliver_media.api import build_media
from videoplanet.features.read_metrics.api import PATH as METRICS
from videoplanet.shared.config import get_settings
from videoplanet.shared.i18n.languages import LANGUAGES, Language

log = structlog.get_logger(__name__)


class Paths:
    """Sends each path to the application that owns it; everything else is a page."""

    def __init__(self, pages: ASGIApp, owners: dict[str, ASGIApp]) -> None:
        self.pages = pages
        self.owners = owners

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; the lifespan belongs to the pages' application, which runs every start-up task."""
        if scope["type"] in ("http", "websocket"):
            for prefix, owner in self.owners.items():
                if scope["path"].startswith(prefix):
                    await owner(scope, receive, send)
                    return
        await self.pages(scope, receive, send)


def create_app() -> ASGIApp:
    """Return the whole product's web side, for any ASGI server; called once in every web process."""
    assert tables.TABLES
    settings = get_settings()
    start_observability()
    start_live(site)
    start_figures(site)
    pages = site()
    built = Path(prerequisites.get_web_dir()) / "build" / "client"
    policy = content_security_policy(inline_script_hashes(built, BUILT_PAGES), storage_url=settings.s3_public_url)
    keeping = Keeping.of(built)
    rest, media = build_rest(), build_media()
    owners: dict[str, ASGIApp] = {
        "/api/": rest,
        METRICS: rest,
        "/ws/": build_sockets(),
        "/media/": media,
        "/media-grant/": media,
    }
    others = {language: _pages_in(language) for language in LANGUAGES[1:]}
    composed = Paths(BrowserMark(PageLanguage(pages, is_page=keeping.is_page, others=others)), owners)
    counted = Connections(composed, most=settings.limit_open_connections)
    return Door(
        Bodies(counted, most_bytes=settings.max_body_bytes, seconds=settings.body_seconds),
        content_policy=policy,
        keeping=keeping,
        is_https=settings.is_https,
        trusted_proxy_hops=settings.trusted_proxy_hops,
        hosts=Hosts.of(settings),
        own_origin=settings.site_origins[0],
    )


def _pages_in(language: Language) -> ASGIApp:
    return PrecompressedStaticFiles(directory=BUILT_PAGES / language, html=True, encodings=("gzip", "brotli"))
