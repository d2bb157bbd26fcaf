"""Which language this request wants."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from videoplanet.shared.i18n.languages import Language
from videoplanet.shared.i18n.negotiation import chosen_language


def request_language(request: HTTPConnection) -> Language:
    """Return the viewer's own choice (cookie), else what `Accept-Language` prefers, else the default one."""
    return chosen_language(request.headers.get("cookie"), request.headers.get("accept-language"))
