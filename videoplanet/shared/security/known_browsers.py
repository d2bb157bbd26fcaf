"""A cookie by which a browser shows that somebody has given the right password in it before.

It opens nothing and survives a sign-out. It only says whose tries are counted together: the strangers who guess at an account share
one count, and each browser that knew the password has its own, which no stranger can use up (OWASP: device cookies).
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

from starlette.responses import Response

from videoplanet.shared.config import get_settings
from videoplanet.shared.security.cookies import named_cookie, read_cookies, set_cookie
from videoplanet.shared.security.tokens import issue_browser_token, read_browser_token


def remember_browser(response: Response, target: str) -> None:
    """Let the browser show from now on that the password of `target` was given in it."""
    lifetime = remembered_for()
    set_cookie(response, known_cookie(target), issue_browser_token(target, lifetime), lifetime)


def remembered_for() -> timedelta:
    """How long a browser is known again."""
    return timedelta(days=get_settings().known_browser_days)


def known_browser(cookie_header: str, target: str) -> str | None:
    """Return the name of the browser that a `Cookie` header belongs to, if the password of `target` was given in it."""
    token = read_cookies(cookie_header).get(known_cookie(target))
    return read_browser_token(token, target) if token else None


def known_cookie(target: str) -> str:
    """Return the name of the cookie for `target`, of which it says nothing."""
    return named_cookie(f"vp_known_{sha256(target.encode()).hexdigest()[:8]}")
