"""The use case of signing in."""

from __future__ import annotations

from dataclasses import dataclass

from videoplanet.entities.user.accounts import checked_email
from videoplanet.entities.user.repository import user_by_email
from videoplanet.entities.user.sessions import Device, Tokens, open_session
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, Invalid, NotSignedIn
from videoplanet.shared.http.limits import hit
from videoplanet.shared.security.passwords import verify_password
from videoplanet.shared.security.tickets import SignInTicket, issue_ticket


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Tokens of the new session, and the RateLimit headers of the answer."""

    tokens: Tokens
    limit_headers: dict[str, str]


async def sign_in(email: str, password: str, device: Device) -> SignedIn:
    """Open a session for whoever knows the password.

    An unknown address and a wrong password get the same answer after the same work.

    Raises:
        Invalid: e-mail or password is empty.
        NotSignedIn: `sign_in.wrong`.
        TooManyRequests: too many tries for this account from this address.
    """
    missing = [
        FieldError(name, "field.missing")
        for name, text in (("email", email.strip()), ("password", password))
        if not text
    ]
    if missing:
        raise Invalid.of(*missing)
    email, _ = checked_email(email)
    limit_headers = await hit("sign_in", f"{blind_index(email).hex()}:{device.address}")
    async with unit_of_work() as uow:
        user = await user_by_email(uow.session, email)
    is_right = await verify_password(password, user.password_hash if user else None)
    if user is None or not is_right:
        raise NotSignedIn("sign_in.wrong")
    async with unit_of_work() as uow:
        return SignedIn(await open_session(uow.session, user, device), limit_headers)


async def sign_in_ticket(email: str, password: str, device: Device) -> str:
    """Sign in and return the one-time ticket that sets the browser's cookies; errors as for `sign_in`."""
    tokens = (await sign_in(email, password, device)).tokens
    return await issue_ticket(SignInTicket(access_token=tokens.access_token, refresh_token=tokens.refresh_token))
