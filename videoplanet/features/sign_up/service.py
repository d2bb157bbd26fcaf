"""The use case of opening an account."""

from __future__ import annotations

from dataclasses import dataclass

from videoplanet.entities.user.accounts import NewAccount, add_account, checked_account
from videoplanet.entities.user.profile import Profile, profile_of
from videoplanet.shared.db.unit_of_work import unit_of_work
from videoplanet.shared.errors import FieldError
from videoplanet.shared.http.limits import hit


@dataclass(frozen=True, slots=True)
class Registered:
    """The new account, and the RateLimit headers of the answer."""

    profile: Profile
    limit_headers: dict[str, str]


async def register(account: NewAccount, *, agrees_terms: bool, agrees_privacy: bool, address: str) -> Registered:
    """Open an account.

    Only entries without mistakes count against the limit: a typing error must not lock anybody out.

    Args:
        account: as entered; `is_staff` is never taken from a form.
        agrees_terms: required.
        agrees_privacy: required.
        address: where the request comes from.

    Raises:
        Invalid: one field error for each field that is wrong.
        Conflict: `email.taken`.
        TooManyRequests: too many sign-ups from this address.
    """
    checked = await checked_account(
        account,
        None if agrees_terms else FieldError("agree_terms", "agreement.required"),
        None if agrees_privacy else FieldError("agree_privacy", "agreement.required"),
    )
    limit_headers = await hit("account_mail", f"register:{address}")
    async with unit_of_work() as uow:
        user = await add_account(uow.session, checked)
    return Registered(profile_of(user), limit_headers)
