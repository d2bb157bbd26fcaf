"""The use case of ending the session one is in."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from videoplanet.entities.user.sessions import end_sessions
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import NotSignedIn
from videoplanet.shared.security.cookies import access_cookie, read_cookies, refresh_cookie
from videoplanet.shared.security.tickets import SignOutTicket, issue_ticket
from videoplanet.shared.security.tokens import read_access_token, read_refresh_token


async def revoke(*tokens: str) -> None:
    """End the sessions that these access or refresh tokens belong to; a token that is not good any more is passed over."""
    sessions = {session_id for session_id in map(_session_of, tokens) if session_id is not None}
    if sessions:
        async with unit_of_work() as uow:
            await end_sessions(uow, sessions)


async def sign_out_ticket(cookie: str) -> str:
    """End the session of a browser and return the one-time ticket that clears its cookies.

    Args:
        cookie: the `Cookie` header of the page's socket.

    Raises:
        Unavailable: the database or Redis does not answer; nothing has ended.
    """
    ticket = await issue_ticket(SignOutTicket(), cookie)
    await revoke(*_tokens_of(cookie))
    return ticket


def _tokens_of(cookie: str) -> Iterable[str]:
    cookies = read_cookies(cookie)
    return [cookies[name] for name in (access_cookie(), refresh_cookie()) if name in cookies]


def _session_of(token: str) -> UUID | None:
    try:
        claims = read_access_token(token)
        return claims.session_id if claims.kind == "user" else None
    except NotSignedIn:
        pass
    try:
        return read_refresh_token(token)
    except NotSignedIn:
        return None
