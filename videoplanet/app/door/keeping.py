"""How long browsers and the edge may keep an answer that does not say so itself. What and why: `docs/caching.md`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from videoplanet.shared.ui.content_names import VERSION, content_digest

DESCRIPTIONS = ("/api/v1/openapi.json", "/api/v1/asyncapi.json")
EDGE_SECONDS = 3600
NAMED = b"public, max-age=31536000, immutable"
PAGE = b"public, max-age=0, s-maxage=%d, must-revalidate" % EDGE_SECONDS
ASK_FIRST = b"no-cache"
NOT_AT_ALL = b"no-store"
_NO_PAGES = ("404.html", "__spa-fallback.html")
_OF_OTHERS = ("/api/", "/media", "/ws/", "/_event", "/metrics")


@dataclass(frozen=True, slots=True)
class Keeping:
    """What of a build may be kept.

    Attributes:
        pages: paths of the pages that are the same for everybody, without a slash at the end.
        named: targets (path and query) of files whose content is in their name.
    """

    pages: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()

    @classmethod
    def of(cls, built: Path) -> Keeping:
        """Return what may be kept of the build in this folder."""
        pages = {_path(page.relative_to(built)) for page in built.rglob("*.html") if page.name not in _NO_PAGES}
        named = {f"/{script.name}?{VERSION}={content_digest(script)}" for script in built.glob("*.js")}
        return cls(frozenset(pages), frozenset(named))

    def control(self, path: str, query: bytes, status: int, content_type: bytes) -> bytes | None:
        """Return the `Cache-Control` of an answer; None where whoever answers decides.

        Args:
            path: of the request.
            query: of the request, as it came.
            status: of the answer.
            content_type: of the answer.
        """
        if is_private(path, content_type):
            return NOT_AT_ALL
        if path.startswith(_OF_OTHERS):
            return ASK_FIRST if content_type.startswith(b"text/html") else None
        if status not in (200, 304):
            return ASK_FIRST
        if self.is_page(path):
            return PAGE
        is_named = path.startswith("/assets/") or f"{path}?{query.decode('latin-1')}" in self.named
        return NAMED if is_named else ASK_FIRST

    def is_page(self, path: str) -> bool:
        """Whether this is the path of a prerendered page, with a slash at its end or without."""
        return (path.rstrip("/") or "/") in self.pages


def is_private(path: str, content_type: bytes) -> bool:
    """Whether an answer is data of the API, which nobody but the caller may keep; its descriptions are for everybody."""
    return path.startswith("/api/") and path not in DESCRIPTIONS and b"json" in content_type


def _path(page: Path) -> str:
    whole = f"/{page.with_suffix('').as_posix()}"
    return whole.removesuffix("/index").removesuffix("index").rstrip("/") or "/"
