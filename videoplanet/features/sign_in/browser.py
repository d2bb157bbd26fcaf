"""What a ticket does to a browser's cookies."""

from __future__ import annotations

from datetime import timedelta

from starlette.responses import Response

from videoplanet.shared.http.password_attempts import link_target
from videoplanet.shared.security.cookies import clear_user_cookies, set_guest_cookie, set_user_cookies
from videoplanet.shared.security.known_browsers import remember_browser
from videoplanet.shared.security.tickets import GuestTicket, SignInTicket, SignOutTicket, take_ticket

SIGN_IN_PATH = "/sign-in"


async def carry_out(token: str, cookie: str, response: Response) -> bool:
    """Take the ticket `token` and put its cookies on `response`; False when it is not good, or not in this browser (`cookie`).

    Raises:
        Unavailable: Redis does not answer.
    """
    ticket = await take_ticket(token, cookie) if token else None
    match ticket:
        case SignInTicket():
            set_user_cookies(response, ticket.access_token, ticket.refresh_token)
            if ticket.target:
                remember_browser(response, ticket.target)
        case SignOutTicket():
            clear_user_cookies(response)
        case GuestTicket():
            lifetime = timedelta(seconds=ticket.lifetime_seconds)
            set_guest_cookie(response, ticket.share_id, ticket.access_token, lifetime)
            remember_browser(response, link_target(ticket.share_id))
    return ticket is not None
