"""Whose a page is that opens a socket: the browser's that the door marked, and the signed-in session's."""

from __future__ import annotations

from videoplanet.features.authenticate.service import authenticate_headers
from videoplanet.shared.errors import VideoPlanetError
from videoplanet.shared.live.page_owners import PageOwner
from videoplanet.shared.security.cookies import browser_mark


async def page_owner(cookie: str) -> PageOwner:
    """Return whose a page with these cookies is; without any that count, nobody's.

    Never fails: while it cannot be asked who is signed in, nobody is.
    """
    browser = browser_mark(cookie)
    try:
        principal = await authenticate_headers(cookie)
    except VideoPlanetError:
        return PageOwner(browser)
    return PageOwner(browser, principal.session_id, principal.subject_id, principal.token_until)
