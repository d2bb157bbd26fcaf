"""Who makes this request, as a FastAPI dependency.

The check itself needs accounts and share links, so the application hands it in as `app.state.authenticate`; routers only
name `CurrentPrincipal` or `CurrentUser`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from videoplanet.shared.errors import NotAllowed, NotSignedIn
from videoplanet.shared.i18n.negotiation import language_of_page
from videoplanet.shared.security.principal import Principal

Look = Callable[[str, str, bytes], Awaitable[bytes | None]]
"""How a session is looked up in Redis: its key, the person it belongs to, and the value that refuses it."""
Authenticate = Callable[[HTTPConnection, Look | None], Awaitable[Principal]]


_BEARER = HTTPBearer(auto_error=False, description="An access token, of a user or of a guest.")


async def current_principal(
    request: Request, _documented: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)] = None
) -> Principal:
    """Return the user or guest behind the request, who reads what their pages are in; a program what the account says.

    Raises:
        NotSignedIn: no token, or one that is no longer good.
    """
    return await principal_of(request)


async def principal_of(request: Request, look: Look | None = None) -> Principal:
    """Return who is behind the request, asked once for each; `look` may do something else on its way to Redis.

    Raises:
        NotSignedIn: no token, or one that is no longer good.
    """
    known: Principal | None = getattr(request.state, "principal", None)
    if known is None:
        authenticate: Authenticate = request.app.state.authenticate
        asks = await authenticate(request, look)
        known = asks.reading(language_of_page(request.headers.get("cookie")))
        request.state.principal = known
    return known


async def current_user(principal: Annotated[Principal, Depends(current_principal)]) -> Principal:
    """Return the signed-in user.

    Raises:
        NotAllowed: a guest asked.
    """
    if principal.is_guest:
        raise NotAllowed
    return principal


CurrentPrincipal = Annotated[Principal, Depends(current_principal)]
CurrentUser = Annotated[Principal, Depends(current_user)]


def bearer_token(request: HTTPConnection) -> str | None:
    """Return the token of the `Authorization` header, if there is one (RFC 6750)."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if not scheme:
        return None
    if scheme.lower() != "bearer" or not token.strip():
        raise NotSignedIn
    return token.strip()


def client_address(request: HTTPConnection) -> str:
    """Return the caller's address; proxies that the settings trust were already resolved at the door."""
    return request.client.host if request.client else "unknown"
