"""Names of the sign-in cookies, how they are set, and how they are read from a header.

They are `HttpOnly; SameSite=Lax; Path=/`, on HTTPS also `Secure` under a `__Host-` name, so that no script and no sibling host can
read or plant them.
"""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import UUID

from starlette.requests import cookie_parser
from starlette.responses import Response

from videoplanet.shared.config import get_settings
from videoplanet.shared.security.tokens import access_lifetime, refresh_lifetime

_MARK = re.compile(r"[A-Za-z0-9_-]{22,64}")


def access_cookie() -> str:
    """Name of the cookie that holds a user's access token."""
    return named_cookie("vp_access")


def refresh_cookie() -> str:
    """Name of the cookie that holds a user's refresh token."""
    return named_cookie("vp_refresh")


def guest_cookie(share_id: UUID) -> str:
    """Name of the cookie that holds a guest's access token to one share link.

    Ends in the random part of the UUIDv7: its first digits are the time, which links made together share.
    """
    return named_cookie(f"vp_guest_{share_id.hex[-8:]}")


def browser_cookie() -> str:
    """Name of the cookie that tells one browser from another, signed in or not; it stands for nobody."""
    return named_cookie("vp_browser")


def browser_mark(header: str) -> str | None:
    """Return the browser's mark of a `Cookie` header, if it is one of ours."""
    mark = read_cookies(header).get(browser_cookie(), "")
    return mark if _MARK.fullmatch(mark) else None


def browser_mark_header(mark: str) -> str:
    """Return the `Set-Cookie` header that gives a browser its mark."""
    response = Response()
    set_cookie(response, browser_cookie(), mark, refresh_lifetime())
    return response.headers["set-cookie"]


def read_cookies(header: str) -> dict[str, str]:
    """Return the cookies of a `Cookie` header; what cannot be read is passed over."""
    return cookie_parser(header)


def set_user_cookies(response: Response, access_token: str, refresh_token: str) -> None:
    """Sign the browser in."""
    set_cookie(response, access_cookie(), access_token, access_lifetime())
    set_cookie(response, refresh_cookie(), refresh_token, refresh_lifetime())


def clear_user_cookies(response: Response) -> None:
    """Sign the browser out."""
    for name in (access_cookie(), refresh_cookie()):
        response.delete_cookie(name, path="/", secure=get_settings().is_https, httponly=True, samesite="lax")


def set_guest_cookie(response: Response, share_id: UUID, token: str, lifetime: timedelta) -> None:
    """Let the browser act as a guest of one share link."""
    set_cookie(response, guest_cookie(share_id), token, lifetime)


def named_cookie(name: str) -> str:
    """Return a cookie's name as it is on this site."""
    return f"__Host-{name}" if get_settings().is_https else name


def set_cookie(response: Response, name: str, value: str, lifetime: timedelta) -> None:
    """Set a cookie as all of this site's are."""
    response.set_cookie(
        name,
        value,
        max_age=int(lifetime.total_seconds()),
        path="/",
        secure=get_settings().is_https,
        httponly=True,
        samesite="lax",
    )
