"""Turn what a request or a socket carries into a principal, or refuse.

In this order: an `Authorization` header, the guest cookie of the share link that is named, the sign-in cookie. A share link that is
named stands alone: somebody who opened it as a guest never acts under the account that happens to be signed in.
"""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import HTTPConnection

from videoplanet.entities.share.guests import guest_principal
from videoplanet.entities.share.repository import id_of_link
from videoplanet.entities.user.sessions import check_session
from videoplanet.shared.config import get_settings
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotAllowed, NotSignedIn
from videoplanet.shared.http.identity import Look, bearer_token
from videoplanet.shared.security.cookies import access_cookie, guest_cookie, read_cookies
from videoplanet.shared.security.principal import Principal
from videoplanet.shared.security.tokens import read_access_token

SHARE_HEADER = "x-share-link"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


async def authenticate_request(connection: HTTPConnection, look: Look | None = None) -> Principal:
    """Return who makes a request or opens a websocket.

    Args:
        connection: the request, or the handshake.
        look: how a session is looked up in Redis, when something else is done on the way; not for what may come of another site.

    Raises:
        NotSignedIn: no token, or one that is no longer good; `share.revoked` or `share.expired` for a guest whose link is over.
        NotAllowed: `origin.foreign`: a cookie came with an unsafe request that no page of this site sent.
    """
    token = bearer_token(connection)
    if token is not None:
        return await authenticate_token(token, look)
    is_safe = connection.scope["type"] == "http" and connection.scope["method"] in _SAFE_METHODS
    principal = await authenticate_headers(
        connection.headers.get("cookie", ""),
        share_token=connection.headers.get(SHARE_HEADER),
        look=look if is_safe else None,
    )
    if not is_safe and connection.headers.get("origin") not in get_settings().site_origins:
        raise NotAllowed("origin.foreign")
    return principal


async def authenticate_headers(cookie: str, *, share_token: str | None = None, look: Look | None = None) -> Principal:
    """Return who the cookies of a page or a socket speak for.

    Args:
        cookie: the `Cookie` header of the handshake.
        share_token: the share link the page belongs to; then only its guest counts.
        look: as for `authenticate_request`.

    Raises:
        NotSignedIn: nobody, or nobody any more.
    """
    cookies = read_cookies(cookie)
    if not share_token:
        token = cookies.get(access_cookie())
        if token is None:
            raise NotSignedIn
        principal = await authenticate_token(token, look)
        if principal.is_guest:
            raise NotSignedIn
        return principal
    async with unit_of_work() as uow:
        share_id = await id_of_link(uow.session, share_token)
    token = cookies.get(guest_cookie(share_id)) if share_id else None
    if token is None:
        raise NotSignedIn
    principal = await authenticate_token(token)
    if principal.share_id != share_id:
        raise NotSignedIn
    return principal


async def authenticate_token(token: str, look: Look | None = None) -> Principal:
    """Return who an access token speaks for, as a user or as a guest; also for a token sent in a websocket's first frame.

    Raises:
        NotSignedIn: it is forged, expired, or its session or share link is over.
    """
    claims = read_access_token(token)
    if claims.kind == "user":
        user = await check_session(claims.session_id, claims.subject_id, look)
        return replace(user, token_until=claims.expires_at)
    async with unit_of_work() as uow:
        principal = await guest_principal(uow.session, claims.subject_id, claims.session_id)
    if principal is None:
        raise NotSignedIn
    return replace(principal, token_until=claims.expires_at)
