"""One-time tickets that carry a sign-in from the websocket to the cookie.

A token never reaches a place that JavaScript can read: the use case leaves it here under a random ticket, and the browser is
sent to `ticket_url`, which takes the ticket (once, within `ticket_seconds`) and sets or clears HttpOnly cookies. A ticket is good
only in the browser on whose page it was made: in any other it would sign somebody into an account that isn't theirs.
"""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlencode
from uuid import UUID

from cryptography.fernet import InvalidToken
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from videoplanet.shared.config import get_settings
from videoplanet.shared.db.encrypted import decrypt, encrypt
from videoplanet.shared.errors import Invalid, Unavailable
from videoplanet.shared.redis import REDIS_AWAY, redis_client
from videoplanet.shared.security.cookies import browser_mark
from videoplanet.shared.security.tokens import random_token, token_index

TICKET_PATH = "/api/v1/auth/session"


class SignInTicket(BaseModel):
    """Sets a user's cookies, and the one by which the browser is known at `target` (`password_attempts`)."""

    kind: Literal["sign_in"] = "sign_in"
    target: str = ""
    access_token: str
    refresh_token: str


class SignOutTicket(BaseModel):
    """Clears a user's cookies."""

    kind: Literal["sign_out"] = "sign_out"


class GuestTicket(BaseModel):
    """Sets the cookie of a guest of one share link; `lifetime_seconds` is the token's."""

    kind: Literal["guest"] = "guest"
    share_id: UUID
    access_token: str
    lifetime_seconds: int


Ticket = Annotated[SignInTicket | SignOutTicket | GuestTicket, Field(discriminator="kind")]
_TICKET: TypeAdapter[SignInTicket | SignOutTicket | GuestTicket] = TypeAdapter(Ticket)


def require_mark(cookie: str) -> None:
    """Make sure of a browser that tickets can be bound to.

    Args:
        cookie: the `Cookie` header of the page's socket.

    Raises:
        Invalid: `browser.unmarked`: it keeps no cookies, or its page is older than its mark.
    """
    if browser_mark(cookie) is None:
        raise Invalid("browser.unmarked")


async def issue_ticket(ticket: SignInTicket | SignOutTicket | GuestTicket, cookie: str) -> str:
    """Keep `ticket` for `ticket_seconds` and return the random text that takes it, in the browser that this `Cookie` header is of.

    Raises:
        Invalid: `browser.unmarked`, unless it only signs out.
        Unavailable: Redis does not answer.
    """
    if not isinstance(ticket, SignOutTicket):
        require_mark(cookie)
    token = random_token()
    try:
        await redis_client().set(
            _key(token, cookie), encrypt(ticket.model_dump_json()), ex=get_settings().ticket_seconds
        )
    except REDIS_AWAY as error:
        raise Unavailable from error
    return token


async def take_ticket(token: str, cookie: str) -> SignInTicket | SignOutTicket | GuestTicket | None:
    """Return the ticket and destroy it; None when it is unknown, too old, was taken before or is another browser's.

    Raises:
        Unavailable: Redis does not answer.
    """
    try:
        kept: bytes | None = await redis_client().getdel(_key(token, cookie))
    except REDIS_AWAY as error:
        raise Unavailable from error
    if kept is None:
        return None
    try:
        return _TICKET.validate_json(decrypt(kept))
    except (InvalidToken, ValidationError):
        return None


def ticket_url(token: str, following: str) -> str:
    """Return the path to open with a full navigation; `following` is where it leads."""
    return f"{TICKET_PATH}?{urlencode({'ticket': token, 'next': following})}"


def _key(token: str, cookie: str) -> str:
    browser = browser_mark(cookie) or ""
    return f"vp:ticket:{token_index(f'{token} {browser}').hex()}"
