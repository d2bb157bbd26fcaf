"""REST of tokens: for programs, which keep them; and the two redirects by which a browser gets its cookies."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, Field

from videoplanet.entities.user.schemas import Email
from videoplanet.entities.user.sessions import Device, Tokens
from videoplanet.features.sign_in.browser import SIGN_IN_PATH, carry_out
from videoplanet.features.sign_in.refresh import refresh, refresh_browser
from videoplanet.features.sign_in.service import sign_in
from videoplanet.shared.entered import Entered
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.http.idempotency import GatewayRoute
from videoplanet.shared.http.identity import client_address
from videoplanet.shared.http.limits import Limited
from videoplanet.shared.plain_text import VERBATIM
from videoplanet.shared.security.cookies import clear_user_cookies, read_cookies, refresh_cookie, set_user_cookies
from videoplanet.shared.security.local_paths import page_path, with_next
from videoplanet.shared.security.tokens import access_lifetime, refresh_lifetime

router = APIRouter(tags=["auth"], route_class=GatewayRoute)
HOME = "/home"
_LIMITED = [Depends(Limited("reads", by_address=True))]


class Credentials(Entered):
    """What somebody signs in with."""

    email: Email
    password: Annotated[str, Field(max_length=1000, json_schema_extra={"minLength": 1}), VERBATIM]


class RefreshRequest(Entered):
    """The refresh token to exchange; it is good once."""

    refresh_token: Annotated[str, Field(max_length=2000), VERBATIM]


class TokenPair(BaseModel):
    """Tokens of a session; lifetimes in seconds."""

    access_token: str
    refresh_token: str
    token_type: str = "Bearer"  # noqa: S105 - the scheme's name (RFC 6750)
    expires_in: int
    refresh_expires_in: int


@router.post("/auth/token")
async def token(body: Credentials, request: Request, response: Response) -> TokenPair:
    """Sign in. Limited to 5 per 5 minutes, account and address; wrong passwords also to 30 an hour and account, 60 and address."""
    device = Device(request.headers.get("user-agent", ""), client_address(request), request.headers.get("cookie", ""))
    signed_in = await sign_in(body.email, body.password, device)
    response.headers.update(signed_in.limit_headers)
    return _pair(response, signed_in.tokens)


@router.post("/auth/token/refresh", dependencies=_LIMITED)
async def token_refresh(body: RefreshRequest, response: Response) -> TokenPair:
    """Exchange the refresh token. An old one that comes back ends its session."""
    return _pair(response, await refresh(body.refresh_token))


@router.get("/auth/session", include_in_schema=False, dependencies=_LIMITED)
async def session(request: Request) -> Response:
    """Take a one-time ticket of this browser, set or clear the cookies, lead on to `next`.

    Browsers tell over HTTPS and on the machine itself where a request comes from; elsewhere the ticket's being bound has to do.
    """
    following = page_path(request.query_params.get("next"), HOME)
    response = _redirect(following)
    if request.headers.get("sec-fetch-site", "same-origin") == "same-origin":
        await carry_out(request.query_params.get("ticket", ""), request.headers.get("cookie", ""), response)
    return response


@router.get("/auth/session/refresh", include_in_schema=False, dependencies=_LIMITED)
async def session_refresh(request: Request) -> Response:
    """Renew the browser's cookies and lead on to `next`, or to the sign-in page when that is over."""
    following = page_path(request.query_params.get("next"), HOME)
    old = read_cookies(request.headers.get("cookie", "")).get(refresh_cookie(), "")
    response = _redirect(following)
    try:
        tokens = await refresh_browser(old)
    except NotSignedIn:
        response = _redirect(with_next(SIGN_IN_PATH, following))
        clear_user_cookies(response)
    else:
        set_user_cookies(response, tokens.access_token, tokens.refresh_token)
    return response


def _pair(response: Response, tokens: Tokens) -> TokenPair:
    response.headers["Cache-Control"] = "no-store"
    return TokenPair(
        access_token=tokens.access_token,
        refresh_token=tokens.refresh_token,
        expires_in=int(access_lifetime().total_seconds()),
        refresh_expires_in=int(refresh_lifetime().total_seconds()),
    )


def _redirect(path: str) -> Response:
    return RedirectResponse(
        path, status_code=303, headers={"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
    )
