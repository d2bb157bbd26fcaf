"""The use case of signing in."""

from __future__ import annotations

from dataclasses import dataclass

from videoplanet.entities.user.accounts import checked_email
from videoplanet.entities.user.repository import user_by_email
from videoplanet.entities.user.sessions import Device, Tokens, open_session
from videoplanet.shared.db.encrypted import blind_index
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError, Invalid, NotSignedIn
from videoplanet.shared.http.password_attempts import PasswordAttempt, account_target
from videoplanet.shared.security.passwords import verify_password
from videoplanet.shared.security.tickets import SignInTicket, issue_ticket, require_mark


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
        TooManyRequests: too many tries: at this account from this address, at this account, or from this address.
    """
    missing = [
        FieldError(name, "field.missing")
        for name, text in (("email", email.strip()), ("password", password))
        if not text
    ]
    if missing:
        raise Invalid.of(*missing)
    email, _ = checked_email(email)
    attempt = PasswordAttempt(account_target(blind_index(email)), device.address, device.cookie)
    limit_headers = await attempt.begin()
    async with unit_of_work() as uow:
        user = await user_by_email(uow.session, email)
    is_right = await verify_password(password, user.password_hash if user else None)
    if user is None or not is_right:
        raise NotSignedIn("sign_in.wrong")
    await attempt.succeed(counts=True)
    async with unit_of_work() as uow:
        return SignedIn(await open_session(uow.session, user, device), limit_headers)


async def sign_in_ticket(email: str, password: str, device: Device) -> str:
    """Sign in and return the one-time ticket that sets the cookies of the browser that asked (`device.cookie`).

    Raises:
        Invalid: `browser.unmarked`.
        Others: as for `sign_in`.
    """
    require_mark(device.cookie)
    tokens = (await sign_in(email, password, device)).tokens
    target = account_target(blind_index(checked_email(email)[0]))
    return await issue_ticket(
        SignInTicket(target=target, access_token=tokens.access_token, refresh_token=tokens.refresh_token), device.cookie
    )
