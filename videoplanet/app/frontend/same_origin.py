"""Lets the built interface talk to whichever address it was opened at.

Reflex writes the backend's address into the bundle. One build has to serve every host name and port, so the addresses
become paths, and the one function that turns them into URLs resolves them against the page's own address.
"""

from __future__ import annotations

from typing import Any

from reflex_base.constants import Endpoint
from reflex_base.plugins import Plugin

_RESOLVES = "new URL(url_str);"
_RESOLVES_HERE = 'new URL(url_str, typeof window === "undefined" ? "http://localhost" : window.location.origin);'
_REPLACES_PORT = 'endpoint.port = "";'
_KEEPS_PORT = "endpoint.port = window.location.port;"


class SameOriginPlugin(Plugin):
    """Part of every build of the interface (see `frontend.builder`)."""

    def update_env_json(self, **context: Any) -> dict[str, Any]:
        """Paths instead of addresses."""
        return {endpoint.name: f"/{endpoint.value.strip('/')}" for endpoint in Endpoint}

    def pre_compile(self, **context: Any) -> None:
        """Change the template's function after it was copied."""
        context["add_modify_task"]("utils/state.js", resolve_against_page)


def resolve_against_page(script: str) -> str:
    """Return Reflex's `state.js` with addresses resolved against the page.

    Raises:
        RuntimeError: this release of Reflex resolves them in another way; the two texts here have to follow it.
    """
    if script.count(_RESOLVES_HERE) == 1:
        return script
    if script.count(_RESOLVES) != 1 or script.count(_REPLACES_PORT) != 1:
        raise RuntimeError("Reflex's state.js no longer resolves the backend's address as expected")
    return script.replace(_RESOLVES, _RESOLVES_HERE).replace(_REPLACES_PORT, _KEEPS_PORT)
